using NodaTime;
using UpperBack.Community.Ledger;
using UpperBack.Community.Streaks;
using UpperBack.Kernel.Time;

namespace UpperBack.Community.Tests.Streaks;

/// <summary>What happened to a member who stayed in one zone.</summary>
internal sealed record History(DateTimeZone Zone, Instant[] Classes, Attendance[] Attendances, Instant Now)
{
    public HashSet<LocalDate> ClassDays => [.. Classes.Select(at => at.DayIn(Zone))];

    public Streak Fold() => Streak.Fold(Attendances, Classes, Zone, Now);

    /// <summary>What a walk through the days comes to, of a member who stayed in one zone.</summary>
    public (int Current, int Longest, int Freezes, List<LocalDate> Frozen, List<LocalDate> Missed) Walk(Streak streak)
    {
        var (current, longest, freezes) = (0, 0, 0);
        List<LocalDate> frozen = [],
            missed = [];
        if (streak.KeptDays.Count == 0)
            return (0, 0, 0, frozen, missed);

        var classDays = ClassDays;
        var kept = streak.KeptDays.ToHashSet();
        for (var day = kept.Min(); day <= streak.Today; day = day.PlusDays(1))
        {
            if (kept.Contains(day))
            {
                current++;
                longest = Math.Max(longest, current);
                if (current % 7 == 0)
                    freezes = Math.Min(2, freezes + 1);
            }
            else if (classDays.Contains(day) && day < streak.Today)
            {
                (freezes > 0 ? frozen : missed).Add(day);
                if (freezes > 0)
                    freezes--;
                else
                    current = 0;
            }
        }

        return (current, longest, freezes, frozen, missed);
    }

    public static string Describe(Streak streak) =>
        string.Join(
            '|',
            streak.Current,
            streak.Longest,
            streak.Freezes,
            streak.LastKeptDay,
            streak.MayChangeAt,
            string.Join(' ', streak.KeptDays),
            string.Join(' ', streak.FrozenDays.Order()),
            string.Join(' ', streak.MissedDays.Order()),
            string.Join(
                ' ',
                Enumerable.Range(0, 60).Select(i => streak.MinutesOn(new LocalDate(2026, 9, 28).PlusDays(i)))
            ),
            string.Join(' ', streak.KeptDays.SelectMany(streak.KeepersOf).Select(keeper => keeper.Id))
        );
}
