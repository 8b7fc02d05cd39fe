using CsCheck;
using NodaTime;
using UpperBack.Community.Ledger;
using UpperBack.Community.Streaks;
using UpperBack.Kernel.Time;

namespace UpperBack.Community.Tests.Streaks;

public sealed class StreakPropertyTests
{
    private static readonly DateTimeZone[] Zones = new[]
    {
        "Europe/Berlin",
        "Asia/Kolkata",
        "America/Los_Angeles",
        "Pacific/Kiritimati",
        "Pacific/Honolulu",
        "Australia/Lord_Howe",
        "Etc/UTC",
    }
        .Select(id => DateTimeZoneProviders.Tzdb[id])
        .ToArray();

    private static readonly Instant Start = Instant.FromUtc(2026, 10, 1, 0, 0);

    private static readonly Gen<DateTimeZone> Zone = Gen.OneOf(Zones);

    /// <summary>Classes over seven weeks, about one a day.</summary>
    private static readonly Gen<Instant[]> Classes = Gen.Int[0, (49 * 96) - 1]
        .Array[0, 60]
        .Select(quarters =>
            quarters.Distinct().Order().Select(quarter => Start + Duration.FromMinutes(15 * quarter)).ToArray()
        );

    /// <summary>A history in one zone, with corrected records among it, and nothing that is yet to come.</summary>
    private static readonly Gen<History> Histories =
        from zone in Zone
        from hours in Gen.Int[0, 55 * 24]
        let now = Start + Duration.FromHours(hours)
        from all in Classes
        let classes = all.Where(at => at <= now).ToArray()
        from dice in Gen.Int[0, 9].Array[classes.Length]
        from corrections in Gen.Int[0, 9].Array[classes.Length]
        select new History(
            zone,
            classes,
            [.. classes.SelectMany((at, i) => Attend(zone, at, dice[i], corrections[i]))],
            now
        );

    [Fact]
    public void TheOrderOfFactsChangesNothing() =>
        Histories
            .SelectMany(history => Gen.Shuffle(history.Attendances), (history, shuffled) => (history, shuffled))
            .Sample(t =>
                Assert.Equal(
                    History.Describe(t.history.Fold()),
                    History.Describe(
                        Streak.Fold(t.shuffled, t.history.Classes.Reverse(), t.history.Zone, t.history.Now)
                    )
                )
            );

    [Fact]
    public void RepeatedFactsChangeNothing() =>
        Histories.Sample(history =>
            Assert.Equal(
                History.Describe(history.Fold()),
                History.Describe(
                    Streak.Fold(
                        [.. history.Attendances, .. history.Attendances],
                        [.. history.Classes, .. history.Classes],
                        history.Zone,
                        history.Now
                    )
                )
            )
        );

    [Fact]
    public void TheHighestRevisionCountsAndADayThatAnyOfThemKeptStaysKept() =>
        Histories.Sample(history =>
            Assert.Equal(
                History.Describe(history.Fold()),
                History.Describe(
                    Streak.Fold(
                        history
                            .Attendances.GroupBy(a => a.Id)
                            .Select(same => same.MaxBy(a => a.Revision)! with { KeepsDay = same.Any(a => a.KeepsDay) }),
                        history.Classes,
                        history.Zone,
                        history.Now
                    )
                )
            )
        );

    [Fact]
    public void NoRecordThatComesLaterTakesAKeptDayBack() =>
        Histories
            .SelectMany(history => Gen.Shuffle(history.Attendances), (history, shuffled) => (history, shuffled))
            .SelectMany(t => Gen.Int[0, t.shuffled.Length], (t, heard) => (t.history, t.shuffled, heard))
            .Sample(t =>
            {
                var (classes, zone, now) = (t.history.Classes, t.history.Zone, t.history.Now);
                var before = Streak.Fold(t.shuffled.Take(t.heard), classes, zone, now);
                var after = Streak.Fold(t.shuffled, classes, zone, now);
                Assert.Subset(after.KeptDays.ToHashSet(), before.KeptDays.ToHashSet());
            });

    [Fact]
    public void AStreakIsNeverLongerThanThereAreKeptDaysAndFreezesStayInBounds() =>
        Histories.Sample(history =>
        {
            var streak = history.Fold();
            Assert.InRange(streak.Current, 0, streak.Longest);
            Assert.InRange(streak.Longest, streak.KeptDays.Count > 0 ? 1 : 0, streak.KeptDays.Count);
            Assert.InRange(
                streak.Freezes,
                0,
                Math.Min(FreezeRule.MaxFreezes, streak.Current / FreezeRule.DaysPerFreeze)
            );
            Assert.True(streak.FrozenDays.Count <= streak.KeptDays.Count / FreezeRule.DaysPerFreeze);
        });

    [Fact]
    public void ADayIsOneThingOnly() =>
        Histories.Sample(history =>
        {
            var streak = history.Fold();
            Assert.Empty(streak.KeptDays.Intersect(streak.MissedDays));
            Assert.Empty(streak.KeptDays.Intersect(streak.FrozenDays));
            Assert.Empty(streak.FrozenDays.Intersect(streak.MissedDays));
            Assert.DoesNotContain(streak.Today, streak.MissedDays.Concat(streak.FrozenDays));
            Assert.All(streak.MissedDays.Concat(streak.FrozenDays), day => Assert.Contains(day, history.ClassDays));
        });

    [Fact]
    public void InOneZoneTheFoldIsAWalkThroughTheDays() =>
        Histories.Sample(history =>
        {
            var streak = history.Fold();
            var (current, longest, freezes, frozen, missed) = history.Walk(streak);
            Assert.Equal(
                (current, longest, freezes, string.Join(' ', frozen), string.Join(' ', missed)),
                (
                    streak.Current,
                    streak.Longest,
                    streak.Freezes,
                    string.Join(' ', streak.FrozenDays.Order()),
                    string.Join(' ', streak.MissedDays.Order())
                )
            );
        });

    [Fact]
    public void NothingChangesBeforeTheTimeAtWhichItMay() =>
        Histories.Sample(history =>
        {
            var now = history.Fold();
            var later = now.MayChangeAt is { } change
                ? change - Duration.FromNanoseconds(1000)
                : history.Now + Duration.FromDays(400);
            var then = Streak.Fold(history.Attendances, history.Classes, history.Zone, later);
            Assert.Equal((now.Current, now.Longest, now.Freezes), (then.Current, then.Longest, then.Freezes));
        });

    [Fact]
    public void AChangeOfZoneBetweenTwoKeptDaysNeverCostsADay() =>
        (
            from old in Zone
            from moved in Zone
            from classes in Classes
            from first in Gen.Int[0, 59]
            from next in Gen.Int[1, 4]
            select (old, moved, classes, first, next)
        ).Sample(t =>
        {
            if (t.first + t.next >= t.classes.Length)
                return;

            var (from, to) = (t.classes[t.first], t.classes[t.first + t.next]);
            var stayed = Streak.Fold([Keep(t.old, from), Keep(t.old, to)], t.classes, t.old, to);
            var always = Streak.Fold([Keep(t.moved, from), Keep(t.moved, to)], t.classes, t.moved, to);
            var moved = Streak.Fold([Keep(t.old, from), Keep(t.moved, to)], t.classes, t.moved, to);
            Assert.True(moved.MissedDays.Count <= Math.Min(stayed.MissedDays.Count, always.MissedDays.Count));
        });

    [Fact]
    public void AClassThatIsNoMissNeverEndsAStreak() =>
        Histories
            .SelectMany(history => Gen.Int[0, 60], (history, i) => (history, i))
            .Sample(t =>
            {
                if (t.i >= t.history.Classes.Length)
                    return;

                var (history, failed) = (t.history, t.history.Classes[t.i]);
                var day = failed.DayIn(history.Zone);
                var dayAfter = history.Zone.AtStartOfDay(day.PlusDays(1)).ToInstant();
                var others = history.Classes.Where(at => at != failed).ToArray();
                var before = history.Attendances.Where(attendance => attendance.ClassStartedAt < dayAfter).ToArray();
                var (held, protectedOne) = (
                    Streak.Fold(before, history.Classes, history.Zone, dayAfter),
                    Streak.Fold(before, others, history.Zone, dayAfter)
                );

                Assert.True(protectedOne.Current >= held.Current && protectedOne.Freezes >= held.Freezes);
                if (!others.Any(at => at.DayIn(history.Zone) == day) && !held.KeptDays.Contains(day))
                    Assert.Equal(DayState.Rest, protectedOne.StateOf(day));
                Assert.True(
                    Streak.Fold(history.Attendances, others, history.Zone, history.Now).Longest
                        >= history.Fold().Longest
                );
            });

    private static Attendance Keep(DateTimeZone zone, Instant at) =>
        new(AttendanceId.New(), 1, SessionId.New(), at, zone, at.DayIn(zone), 1200, true);

    private static IEnumerable<Attendance> Attend(DateTimeZone zone, Instant at, int die, int correction)
    {
        if (die < 2)
            yield break;

        var first = Keep(zone, at) with { KeepsDay = die > 3, WatchedSeconds = die * 100 };
        yield return first;
        if (correction > 7)
            yield return first with
            {
                Revision = 2,
                KeepsDay = !first.KeepsDay,
                WatchedSeconds = 60 * correction,
            };
    }
}
