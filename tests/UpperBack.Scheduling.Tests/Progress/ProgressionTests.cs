using CsCheck;
using NodaTime;
using UpperBack.Scheduling.Progress;

namespace UpperBack.Scheduling.Tests.Progress;

public sealed class ProgressionTests
{
    private static readonly LocalDate First = new(2026, 9, 1);

    [Fact]
    public void AGoodWeekLeadsUpAndSaysWhy()
    {
        var facts = Enumerable
            .Range(0, 7)
            .Select(ProgressFact (day) => new Practised(First.PlusDays(day), TargetsMet: true, Effort: 5))
            .ToArray();
        var progression = Progression.Fold(facts, new ProgressStart(1, First), First.PlusDays(7));

        Assert.Equal((2, Decision.Advance), (progression.Level, progression.Decision));
        Assert.Contains("targets were met on 7 of the last 7 days", progression.Because[0], StringComparison.Ordinal);
        Assert.Equal(1, Progression.Fold(facts, new ProgressStart(1, First), First.PlusDays(6)).Level);
    }

    [Fact]
    public void AFlareAndAPauseEachCostOneLevelAndNeverTheLast()
    {
        var practised = new Practised(First, TargetsMet: true, Effort: 5);
        Assert.Equal(
            2,
            Progression.Fold([practised, new PainFelt(First, 4)], new ProgressStart(3, First), First.PlusDays(5)).Level
        );
        Assert.Equal(2, Progression.Fold([practised], new ProgressStart(3, First), First.PlusDays(14)).Level);
        Assert.Equal(
            1,
            Progression.Fold([practised, new PainFelt(First, 9)], new ProgressStart(1, First), First.PlusDays(60)).Level
        );
    }

    [Fact]
    public void TheDayThatMakesTheWeekGoodIsJudgedTomorrow()
    {
        var facts = new[] { 0, 4, 8 }
            .Select(ProgressFact (day) => new Practised(First.PlusDays(day), TargetsMet: true, Effort: 5))
            .Append(new Practised(First.PlusDays(7), TargetsMet: true, Effort: null))
            .ToArray();
        var progression = Progression.Fold(facts, new ProgressStart(1, First), First.PlusDays(8));
        Assert.Equal((1, Decision.Hold), (progression.Level, progression.Decision));
        Assert.Equal("what you did today counts from tomorrow on", Assert.Single(progression.Because));
        Assert.Equal(2, Progression.Fold(facts, new ProgressStart(1, First), First.PlusDays(9)).Level);
    }

    [Fact]
    public void TwoClassesOnADayAreOneDay()
    {
        ProgressFact[] facts =
        [
            .. Enumerable
                .Range(0, 2)
                .SelectMany(day =>
                    new ProgressFact[]
                    {
                        new Practised(First.PlusDays(day), true, 4),
                        new Practised(First.PlusDays(day), false, 9),
                    }
                ),
        ];
        var progression = Progression.Fold(facts, new ProgressStart(2, First), First.PlusDays(1));
        Assert.Equal(2, progression.Level);
        progression = Progression.Fold(facts, new ProgressStart(2, First), First.PlusDays(2));
        Assert.Equal((1, Decision.StepBack), (progression.Level, progression.Decision));
        Assert.Contains("effort of 9", progression.Because[0], StringComparison.Ordinal);
    }

    [Fact]
    public void DaysOfFlareInARowAreOneFlare()
    {
        var flares = Enumerable
            .Range(0, 5)
            .Select(ProgressFact (day) => new FlareDeclared(First.PlusDays(day)))
            .ToArray();
        Assert.Equal(2, Progression.Fold(flares, new ProgressStart(3, First), First.PlusDays(9)).Level);
        Assert.Equal(
            1,
            Progression
                .Fold([.. flares, new FlareDeclared(First.PlusDays(7))], new ProgressStart(3, First), First.PlusDays(9))
                .Level
        );
    }

    [Fact]
    public void AFlareOfTodayHoldsThoughTheProgrammeBeginsNextWeek()
    {
        var start = new ProgressStart(2, First.PlusDays(7));
        Assert.Equal(0, Progression.Fold([new FlareDeclared(First)], start, First).TodaysLevel);
        Assert.Equal(2, Progression.Fold([new FlareDeclared(First)], start, First.PlusDays(10)).Level);
    }

    [Fact]
    public void AnotherThresholdJudgesTheDaysFromItsOwnOn()
    {
        ProgressFact[] facts =
        [
            new PainFelt(First, 5),
            new ThresholdSet(First.PlusDays(3), 6),
            new PainFelt(First.PlusDays(5), 6),
        ];
        Assert.Equal(2, Progression.Fold(facts, new ProgressStart(3, First), First.PlusDays(10)).Level);
    }
}
