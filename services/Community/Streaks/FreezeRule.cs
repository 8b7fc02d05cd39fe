using NodaTime;

namespace UpperBack.Community.Streaks;

/// <summary>Every seventh kept day of a streak earns a freeze, two in hand at most; a miss uses one.</summary>
internal sealed class FreezeRule : StreakRule
{
    /// <summary>Kept days in a row that earn a freeze.</summary>
    public const int DaysPerFreeze = 7;

    /// <summary>Freezes one can hold.</summary>
    public const int MaxFreezes = 2;

    /// <inheritdoc/>
    public override int Since => 1;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Sentences =>
        [
            $"{DaysPerFreeze} days in a row earn you a freeze. You can have {MaxFreezes}.",
            "If you miss a day, a freeze is used and your streak goes on.",
        ];

    /// <inheritdoc/>
    public override void OnKept(StreakCount count, LocalDate day)
    {
        if (count.Current % DaysPerFreeze == 0 && count.Freezes < MaxFreezes)
            count.Freezes++;
    }

    /// <inheritdoc/>
    public override bool Protects(StreakCount count, LocalDate day)
    {
        if (count.Freezes == 0)
            return false;

        count.Freezes--;
        return true;
    }
}
