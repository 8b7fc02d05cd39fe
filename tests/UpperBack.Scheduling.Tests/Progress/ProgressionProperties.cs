using CsCheck;
using NodaTime;
using UpperBack.Scheduling.Progress;

namespace UpperBack.Scheduling.Tests.Progress;

public sealed class ProgressionProperties
{
    private const int Days = 70;

    private static readonly LocalDate First = new(2026, 9, 1);

    private static readonly Gen<LocalDate> GenDay = Gen.Int[0, Days].Select(First.PlusDays);

    private static readonly Gen<ProgressFact> GenFact = Gen.Frequency(
        (
            12,
            Gen.Select(GenDay, Gen.Int[0, 9], Gen.Int[0, 10], ProgressFact (day, met, effort) =>
                new Practised(day, met > 0, effort == 0 ? null : effort)
            )
        ),
        (3, Gen.Select(GenDay, Gen.Int[0, 4], ProgressFact (day, score) => new PainFelt(day, score))),
        (1, GenDay.Select(ProgressFact (day) => new FlareDeclared(day))),
        (1, Gen.Select(GenDay, Gen.Int[0, 10], ProgressFact (day, score) => new ThresholdSet(day, score))),
        (1, Gen.Select(GenDay, Gen.Guid, ProgressFact (day, choice) => new EasierChosen(day, choice)))
    );

    private static readonly Gen<ProgressFact[]> GenFacts = GenFact.Array[0, 90];

    private static readonly Gen<ProgressStart> GenStart = Gen.Int[0, 3]
        .Select(level => new ProgressStart(level, First));

    [Fact]
    public void ALevelNeverRisesOnAFlareDayNorAfterOneInTheWeek() =>
        Each(
            (facts, before, after) =>
            {
                if (after.Level <= before.Level)
                    return;

                var threshold = new Diary(facts, First, after.Today);
                Assert.DoesNotContain(Enumerable.Range(0, 8), back =>
                    facts.OfType<FlareDeclared>().Any(flare => flare.Day == after.Today.PlusDays(-back))
                    || facts
                        .OfType<PainFelt>()
                        .Any(pain =>
                            pain.Day == after.Today.PlusDays(-back) && pain.Score > threshold.ThresholdOn(pain.Day)
                        )
                );
            }
        );

    [Fact]
    public void ALevelRisesByOneAndFallsByOneButForWhatWasChosen() =>
        Each(
            (facts, before, after) =>
            {
                var chosen = facts.OfType<EasierChosen>().Count(choice => choice.Day == after.Today);
                Assert.InRange(after.Level - before.Level, -1 - chosen, 1);
                Assert.InRange(after.Level, 0, 4);
            }
        );

    [Fact]
    public void ALevelLastsAWeekBeforeTheNext() =>
        Gen.Select(GenFacts, GenStart)
            .Sample(
                (facts, start) =>
                {
                    var levels = Enumerable
                        .Range(0, Days)
                        .Select(day => Progression.Fold(facts, start, First.PlusDays(day)).Level)
                        .ToArray();
                    var changes = Enumerable.Range(1, Days - 1).Where(day => levels[day] != levels[day - 1]).ToArray();
                    foreach (
                        var (last, next) in changes
                            .Zip(changes.Skip(1))
                            .Where(pair => levels[pair.Second] > levels[pair.Second - 1])
                    )
                        Assert.True(
                            next - last >= Progression.DaysOfALevel,
                            $"It rose on day {next}, after a change on day {last}."
                        );
                }
            );

    [Fact]
    public void TheSameFactsInAnotherOrderAndTwiceGiveTheSame() =>
        Gen.Select(GenFacts, GenStart)
            .Sample(
                (facts, start) =>
                {
                    var today = First.PlusDays(Days);
                    var once = Progression.Fold(facts, start, today);
                    var shuffled = Progression.Fold([.. facts.Reverse(), .. facts], start, today);
                    Assert.Equal(
                        (once.Level, once.TodaysLevel, once.Decision),
                        (shuffled.Level, shuffled.TodaysLevel, shuffled.Decision)
                    );
                    Assert.Equal(once.Because, shuffled.Because);
                }
            );

    [Fact]
    public void DaysOnWhichNothingHappensChangeNothingButAPauseOnce() =>
        Gen.Select(GenFacts, GenStart)
            .Sample(
                (facts, start) =>
                {
                    var settled = Progression.Fold(facts, start, First.PlusDays(Days + 30));
                    var later = Progression.Fold(facts, start, First.PlusDays(Days + 400));
                    Assert.Equal((settled.Level, settled.TodaysLevel), (later.Level, later.TodaysLevel));
                }
            );

    [Fact]
    public void AnEasierLevelIsAlwaysOneChoiceAway() =>
        Gen.Select(GenFacts, GenStart)
            .Sample(
                (facts, start) =>
                {
                    var today = First.PlusDays(Days);
                    var before = Progression.Fold(facts, start, today);
                    var after = Progression.Fold([.. facts, new EasierChosen(today, Guid.NewGuid())], start, today);
                    Assert.Equal(Math.Max(0, before.Level - 1), after.Level);
                }
            );

    [Fact]
    public void OnAFlareDayTodaysLevelIsTheEasiest() =>
        Gen.Select(GenFacts, GenStart)
            .Sample(
                (facts, start) =>
                {
                    var today = First.PlusDays(Days);
                    Assert.Equal(0, Progression.Fold([.. facts, new FlareDeclared(today)], start, today).TodaysLevel);
                }
            );

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
    public void WithoutAnythingNewALevelRisesOnceAtMost() =>
        Gen.Select(GenFacts, GenStart)
            .Sample(
                (facts, start) =>
                {
                    var levels = Enumerable
                        .Range(0, 60)
                        .Select(day => Progression.Fold(facts, start, First.PlusDays(Days + day)).Level)
                        .ToArray();
                    Assert.InRange(
                        Enumerable.Range(1, levels.Length - 1).Count(day => levels[day] > levels[day - 1]),
                        0,
                        1
                    );
                }
            );

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

    private static void Each(Action<ProgressFact[], Progression, Progression> assert) =>
        Gen.Select(GenFacts, GenStart, GenDay)
            .Sample(
                (facts, start, day) =>
                    assert(facts, Progression.Fold(facts, start, day), Progression.Fold(facts, start, day.PlusDays(1)))
            );
}
