using CsCheck;
using UpperBack.Contracts.Live;
using UpperBack.Live.Reports;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Tests;

public sealed class StepsDoneTests
{
    private static readonly RunSheet Sheet = new([
        Step(0, "cat-cow", "mobility"),
        Step(1, "rest", "rest"),
        Step(2, "locust", "strength"),
        Step(3, "child-pose", "stretch"),
    ]);

    [Fact]
    public void AStepLastsUntilTheNextOneIsCuedAndRestsAreNone()
    {
        var done = StepsDone.Of(
            [Cue(1, 0, null), Cue(2, 10_000, 0), Cue(3, 50_000, 1), Cue(4, 60_000, 2)],
            Sheet,
            endMs: 90_000,
            WatchedIntervals.Nothing.With(40_000, 75_000)
        );

        Assert.Equal(
            [(0, 10_000L, 40, 10), (2, 60_000L, 30, 15)],
            done.Select(step => (step.Index, step.StartedAtMs, step.Seconds, step.WatchedSeconds))
        );
    }

    [Fact]
    public void AStepThatIsComeBackToIsOneAndOneThatIsLeftOutIsNone()
    {
        var done = StepsDone.Of(
            [Cue(1, 0, 2), Cue(2, 10_000, 0), Cue(3, 30_000, 2)],
            Sheet,
            endMs: 40_000,
            WatchedIntervals.Nothing
        );

        Assert.Equal([(2, 20), (0, 20)], done.Select(step => (step.Index, step.Seconds)));
    }

    [Fact]
    public void NothingIsDoneAfterTheClass()
    {
        var ended = Cue(2, 20_000, null) with { Content = new CueContent(CueKinds.ClassEnded) };

        Assert.Equal(
            20,
            Assert
                .Single(
                    StepsDone.Of(
                        [Cue(1, 0, 0), ended, Cue(3, 25_000, null)],
                        Sheet,
                        endMs: 20_000,
                        WatchedIntervals.Nothing
                    )
                )
                .Seconds
        );
    }

    [Fact]
    public void ACueOfAStepThatTheSheetHasNotIsPassedOver() =>
        Assert.Equal(
            [0],
            StepsDone
                .Of([Cue(1, 0, 0), Cue(2, 10_000, 9)], Sheet, endMs: 20_000, WatchedIntervals.Nothing)
                .Select(step => step.Index)
        );

    [Fact]
    public void NobodyWatchesMoreOfAStepThanThereWas() =>
        Gen.Select(Gen.Select(Gen.Long[0, 60], Gen.Int[0, 3]).Array[0, 20], Gen.Long[0, 60], Gen.Long[0, 60])
            .Sample(
                (moves, from, length) =>
                {
                    var cues = moves.Select((move, i) => Cue(i + 1, move.Item1 * 1000, move.Item2));

                    var done = StepsDone.Of(
                        cues,
                        Sheet,
                        endMs: 60_000,
                        WatchedIntervals.Nothing.With(from * 1000, (from + length) * 1000)
                    );

                    Assert.All(done, step => Assert.InRange(step.WatchedSeconds, 0, step.Seconds));
                    Assert.Equal(done.Count, done.Select(step => step.Index).Distinct().Count());
                    Assert.InRange(done.Sum(step => step.Seconds), 0, 60);
                }
            );

    private static RunSheetStep Step(int index, string exercise, string kind) =>
        new(index, exercise, exercise, kind, null, index * 30, 30, "", null, null, null, null, []);

    private static Cue Cue(long offset, long atMs, int? step) =>
        new(
            default,
            "epoch",
            offset,
            atMs,
            $"cue-{offset}",
            default,
            "Meera",
            step is null ? new CueContent(CueKinds.Text, "Hi") : new CueContent(CueKinds.Step, StepIndex: step),
            atMs
        );
}
