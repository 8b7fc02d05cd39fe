using NodaTime;
using UpperBack.Community.Ledger;
using UpperBack.Community.Streaks;

namespace UpperBack.Community.Tests.Streaks;

/// <summary>November 2026: the 2nd, 9th, 16th, 23rd are Mondays.</summary>
public sealed class StreakTests
{
    private static readonly string[] SevenDays =
    [
        "2026-11-02",
        "2026-11-03",
        "2026-11-04",
        "2026-11-05",
        "2026-11-06",
        "2026-11-09",
        "2026-11-10",
    ];

    private static Diary InBerlin => new Diary().In("Europe/Berlin");

    [Fact]
    public void WhoNeverCameHasNoStreakAndMissedNothing()
    {
        var streak = InBerlin.Held("07:00", "2026-11-02", "2026-11-03").On("2026-11-05");

        Assert.Equal((0, 0, 0), (streak.Current, streak.Longest, streak.Freezes));
        Assert.Empty(streak.MissedDays);
        Assert.Null(streak.LastKeptDay);
        Assert.Null(streak.MayChangeAt);
        Assert.Equal(DayState.Rest, streak.StateOf(Diary.Date("2026-11-02")));
    }

    [Fact]
    public void KeptDaysInARowMakeAStreak()
    {
        var streak = InBerlin.Kept("07:00", "2026-11-02", "2026-11-03", "2026-11-04").On("2026-11-04");

        Assert.Equal((3, 3), (streak.Current, streak.Longest));
        Assert.True(streak.KeptToday);
    }

    [Fact]
    public void AWeekendWithoutClassesDoesNotBreakAWeekdayStreak()
    {
        var streak = InBerlin.Kept("07:00", SevenDays).On("2026-11-10");

        Assert.Equal(7, streak.Current);
        Assert.Equal(DayState.Rest, streak.StateOf(Diary.Date("2026-11-07")));
        Assert.Empty(streak.MissedDays);
    }

    [Fact]
    public void AnotherClassOnTheWeekendMakesItADayThatCanBeMissed()
    {
        var streak = InBerlin
            .Kept("07:00", "2026-11-05", "2026-11-06", "2026-11-09")
            .Held("10:00", "2026-11-07")
            .On("2026-11-09");

        Assert.Equal((1, 2), (streak.Current, streak.Longest));
        Assert.Equal([Diary.Date("2026-11-07")], streak.MissedDays);
    }

    [Fact]
    public void TodayBreaksNothingBeforeItIsOver()
    {
        var diary = InBerlin.Kept("07:00", "2026-11-02", "2026-11-03").Held("07:00", "2026-11-04");

        var late = diary.On("2026-11-04", "23:59");
        Assert.Equal(2, late.Current);
        Assert.Equal(DayState.Today, late.StateOf(Diary.Date("2026-11-04")));
        Assert.Equal(Instant.FromUtc(2026, 11, 4, 23, 0), late.MayChangeAt);

        var over = diary.On("2026-11-05", "00:00");
        Assert.Equal((0, 2), (over.Current, over.Longest));
        Assert.Equal(DayState.Missed, over.StateOf(Diary.Date("2026-11-04")));
        Assert.Null(over.MayChangeAt);
    }

    [Fact]
    public void AShortLookKeepsNoDayButItsMinutesCount()
    {
        var streak = InBerlin.Kept("07:00", "2026-11-02").Glimpsed("07:00", "2026-11-03").On("2026-11-04");

        Assert.Equal(0, streak.Current);
        Assert.Equal(3, streak.MinutesOn(Diary.Date("2026-11-03")));
        Assert.Equal(28, streak.MinutesIn(new IsoWeek(2026, 45)));
    }

    [Fact]
    public void TwoClassesOnOneDayAreOneKeptDay()
    {
        var streak = InBerlin.Kept("07:00", "2026-11-02").Kept("19:00", "2026-11-02").On("2026-11-02", "22:00");

        Assert.Equal(1, streak.Current);
        Assert.Equal(50, streak.MinutesOn(Diary.Date("2026-11-02")));
    }

    [Fact]
    public void SevenKeptDaysEarnAFreezeThatAMissUsesByItself()
    {
        Assert.Equal(1, InBerlin.Kept("07:00", SevenDays).On("2026-11-10").Freezes);

        var streak = InBerlin
            .Kept("07:00", SevenDays)
            .Held("07:00", "2026-11-11")
            .Kept("07:00", "2026-11-12")
            .On("2026-11-12");
        Assert.Equal((8, 8, 0), (streak.Current, streak.Longest, streak.Freezes));
        Assert.Equal(DayState.Frozen, streak.StateOf(Diary.Date("2026-11-11")));
    }

    [Fact]
    public void AMissWithoutAFreezeStartsTheStreakOver()
    {
        var streak = InBerlin
            .Kept("07:00", SevenDays)
            .Held("07:00", "2026-11-11", "2026-11-12")
            .Kept("07:00", "2026-11-13")
            .On("2026-11-13");

        Assert.Equal((1, 7, 0), (streak.Current, streak.Longest, streak.Freezes));
        Assert.Equal([Diary.Date("2026-11-11")], streak.FrozenDays);
        Assert.Equal([Diary.Date("2026-11-12")], streak.MissedDays);
    }

    [Fact]
    public void AtMostTwoFreezesAreInHand()
    {
        var days = Enumerable
            .Range(0, 28)
            .Select(i => Diary.Date("2026-10-01").PlusDays(i).ToString("uuuu-MM-dd", null))
            .ToArray();

        Assert.Equal(2, InBerlin.Kept("07:00", days[..14]).On(days[13]).Freezes);
        Assert.Equal(2, InBerlin.Kept("07:00", days).On(days[27]).Freezes);
    }

    [Fact]
    public void ARecordOfAHigherRevisionReplacesOneOfALower()
    {
        var at = Instant.FromUtc(2026, 11, 2, 6, 0);
        var first = new Attendance(
            new(Guid.NewGuid()),
            1,
            new(Guid.NewGuid()),
            at,
            DateTimeZone.Utc,
            Diary.Date("2026-11-02"),
            120,
            false
        );
        var second = first with { Revision = 2, WatchedSeconds = 1500, KeepsDay = true };

        Assert.Equal(0, Streak.Fold([first], [at], DateTimeZone.Utc, at).Current);
        foreach (var order in new[] { new[] { first, second }, [second, first], [second, first, second] })
        {
            var streak = Streak.Fold(order, [at], DateTimeZone.Utc, at);
            Assert.Equal((1, 25), (streak.Current, streak.MinutesOn(first.Day)));
        }
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(3, 7)]
    [InlineData(29, 30)]
    [InlineData(365, 400)]
    [InlineData(1234, 1300)]
    public void TheNextMilestoneIsAlwaysAhead(int current, int next) => Assert.Equal(next, Milestones.After(current));

    [Fact]
    public void TheFirstDaysOfAYearMayBelongToTheLastWeekOfTheYearBefore()
    {
        Assert.Equal("2026-W53", IsoWeek.Of(Diary.Date("2027-01-03")).ToString());
        Assert.Equal(Diary.Date("2026-12-28"), new IsoWeek(2026, 53).Days().First());
    }
}
