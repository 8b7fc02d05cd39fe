using NodaTime;

namespace UpperBack.Community.Streaks;

/// <summary>A rule that streaks are folded by, besides the one that a miss ends them. It sees every kept and every
/// missed day of a member, in order; what it needs to remember is in
/// <see cref="StreakCount"/>. A new one is a class of this kind and an entry of <see cref="All"/>.</summary>
internal abstract class StreakRule
{
    /// <summary>The rules, in the order in which they are asked.</summary>
    public static readonly IReadOnlyList<StreakRule> All = [new FreezeRule()];

    /// <summary>The fold in which it came or last changed: one more than the highest of all rules and boards then.
    /// Streaks that were folded earlier are folded again.</summary>
    public abstract int Since { get; }

    /// <summary>What members read of it.</summary>
    public abstract IReadOnlyList<string> Sentences { get; }

    /// <summary>A day was kept, and is counted already.</summary>
    public virtual void OnKept(StreakCount count, LocalDate day) { }

    /// <summary>A day was missed.</summary>
    /// <returns>True when the streak goes on all the same; no further rule is asked then.</returns>
    public virtual bool Protects(StreakCount count, LocalDate day) => false;
}

/// <summary>What a fold has come to so far.</summary>
internal sealed class StreakCount
{
    /// <summary>Kept days in a row.</summary>
    public int Current { get; set; }

    /// <summary>The most kept days in a row so far.</summary>
    public int Longest { get; set; }

    /// <summary>Freezes in hand.</summary>
    public int Freezes { get; set; }

    /// <summary>Missed days on which a rule protected the streak.</summary>
    public HashSet<LocalDate> ProtectedDays { get; } = [];

    /// <summary>Days on which a streak ended, or would have.</summary>
    public HashSet<LocalDate> MissedDays { get; } = [];
}
