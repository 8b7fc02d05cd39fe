using NodaTime;
using UpperBack.Community.Streaks;

namespace UpperBack.Community.Tests.Streaks;

public sealed class StreakRuleTests
{
    [Fact]
    public void ARuleThatIsAddedIsFoldedWithTheOthers()
    {
        var diary = new Diary()
            .Kept("07:00", "2026-11-02", "2026-11-03")
            .Held("07:00", "2026-11-07")
            .Kept("07:00", "2026-11-09")
            .Held("07:00", "2026-11-10")
            .Kept("07:00", "2026-11-11");

        var usual = diary.On("2026-11-12");
        Assert.Equal((1, 2, "missed", "missed"), Summary(usual));

        var lenient = diary.On("2026-11-12", rules: [.. StreakRule.All, new FreeWeekends()]);
        Assert.Equal((1, 3, "protected", "missed"), Summary(lenient));
        Assert.Equal(DayState.Frozen, lenient.StateOf(Diary.Date("2026-11-07")));

        static (int Current, int Longest, string Saturday, string Tuesday) Summary(Streak streak) =>
            (
                streak.Current,
                streak.Longest,
                streak.FrozenDays.Contains(Diary.Date("2026-11-07")) ? "protected" : "missed",
                streak.MissedDays.Contains(Diary.Date("2026-11-10")) ? "missed" : "protected"
            );
    }

    [Fact]
    public void ADayThatARuleProtectsCostsNoFreezeWhenTheRuleIsAskedFirst()
    {
        var diary = new Diary()
            .Kept("07:00", [.. Enumerable.Range(1, 7).Select(day => $"2026-11-0{day}")])
            .Held("07:00", "2026-11-08");

        Assert.Equal(0, diary.On("2026-11-09").Freezes);
        Assert.Equal(1, diary.On("2026-11-09", rules: [new FreeWeekends(), .. StreakRule.All]).Freezes);
    }

    private sealed class FreeWeekends : StreakRule
    {
        public override int Since => 2;

        public override IReadOnlyList<string> Sentences => ["A class that you miss on a weekend costs nothing."];

        public override bool Protects(StreakCount count, LocalDate day) => day.DayOfWeek >= IsoDayOfWeek.Saturday;
    }
}
