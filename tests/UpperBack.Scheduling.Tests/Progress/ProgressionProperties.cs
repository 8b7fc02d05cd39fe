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

    private static void Each(Action<ProgressFact[], Progression, Progression> assert) =>
        Gen.Select(GenFacts, GenStart, GenDay)
            .Sample(
                (facts, start, day) =>
                    assert(facts, Progression.Fold(facts, start, day), Progression.Fold(facts, start, day.PlusDays(1)))
            );
}
