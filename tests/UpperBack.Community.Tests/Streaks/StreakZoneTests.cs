using NodaTime;
using UpperBack.Community.Ledger;
using UpperBack.Community.Streaks;

namespace UpperBack.Community.Tests.Streaks;

/// <summary>Streaks of members who travel, and days on which the clocks change.</summary>
public sealed class StreakZoneTests
{
    private static Diary InBerlin => new Diary().In("Europe/Berlin");

    [Fact]
    public void AnEveningClassCountsForItsOwnDayInTheMembersZone()
    {
        // 23:30 in New York is the next day almost everywhere else.
        var streak = new Diary()
            .In("America/New_York")
            .Kept("23:30", "2026-11-02", "2026-11-03")
            .On("2026-11-03", "23:59");

        Assert.Equal([Diary.Date("2026-11-02"), Diary.Date("2026-11-03")], streak.KeptDays);
    }

    [Fact]
    public void TheDaysOnWhichTheClocksChangeAreDaysLikeAnyOther()
    {
        var autumn = InBerlin
            .Kept("00:30", "2026-10-24", "2026-10-25")
            .Kept("23:30", "2026-10-26")
            .On("2026-10-26", "23:45");
        Assert.Equal(3, autumn.Current);

        // 02:30 does not exist on 28 March 2027; the class began at 03:30.
        var spring = InBerlin.Kept("02:30", "2027-03-27", "2027-03-28", "2027-03-29").On("2027-03-29");
        Assert.Equal(3, spring.Current);
    }

    [Fact]
    public void TheEndOfTheLongAutumnDayIsTwentyFiveHoursAfterItsStart()
    {
        var streak = InBerlin.Kept("00:30", "2026-10-25").On("2026-10-25");

        Assert.Equal(Instant.FromUtc(2026, 10, 25, 23, 0), streak.MayChangeAt);
    }

    [Fact]
    public void FlyingEastAcrossTheDateLineCostsNoDay()
    {
        // Monday evening in Honolulu is Tuesday evening in Kiritimati: there is no Tuesday to keep.
        var streak = new Diary()
            .In("Pacific/Honolulu")
            .Kept("18:00", "2026-11-01", "2026-11-02")
            .In("Pacific/Kiritimati")
            .Kept("18:00", "2026-11-04")
            .On("2026-11-04", "20:00");

        Assert.Equal(3, streak.Current);
        Assert.Empty(streak.MissedDays);
    }

    [Fact]
    public void FlyingWestAcrossTheDateLineCostsNoDay()
    {
        var streak = new Diary()
            .In("Pacific/Kiritimati")
            .Kept("18:00", "2026-11-03", "2026-11-04")
            .In("Pacific/Honolulu")
            .Kept("18:00", "2026-11-04", "2026-11-05")
            .On("2026-11-05", "20:00");

        Assert.Equal(3, streak.Current);
        Assert.Empty(streak.MissedDays);
    }

    [Fact]
    public void TheClassThatKeptADayIsNotMissedInTheNextZone()
    {
        // 18:00 on Monday in Los Angeles is 07:30 on Tuesday in Kolkata.
        var streak = new Diary()
            .In("America/Los_Angeles")
            .Kept("18:00", "2026-11-09")
            .In("Asia/Kolkata")
            .Kept("07:30", "2026-11-11")
            .On("2026-11-11", "09:00");

        Assert.Equal(2, streak.Current);
        Assert.Equal(DayState.Rest, streak.StateOf(Diary.Date("2026-11-10")));
    }

    [Fact]
    public void TravelIsNoExcuseForDaysThatWereMissedInEitherZone()
    {
        var streak = new Diary()
            .In("America/Los_Angeles")
            .Kept("18:00", "2026-11-09")
            .Held("18:00", "2026-11-10", "2026-11-11", "2026-11-12")
            .In("Asia/Kolkata")
            .Kept("07:30", "2026-11-14")
            .On("2026-11-14", "09:00");

        Assert.Equal((1, 1), (streak.Current, streak.Longest));
    }
}
