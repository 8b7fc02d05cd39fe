using CsCheck;
using UpperBack.Scheduling.Exercises;
using UpperBack.Scheduling.Library;
using UpperBack.Scheduling.Programmes;

namespace UpperBack.Scheduling.Tests.Programmes;

public class StepLevelsTests
{
    private static readonly ContentLibrary Library = ContentLibrary.LoadEmbedded();
    private static readonly IReadOnlyDictionary<string, Exercise> Exercises = Library.English.ExercisesBySlug;

    [Fact]
    public void EveryStepOfWorkSaysWhatItIsForEveryLevelAndARestIsForEverybody()
    {
        foreach (
            var step in Library
                .Programmes.SelectMany(programme => programme.Weeks.Select(week => Library.RunSheetOf(programme, week)))
                .SelectMany(sheet => sheet.Steps)
        )
        {
            if (step.Kind == ExerciseKind.Rest)
                Assert.Null(step.Levels);
            else
                Assert.Equal([0, 1, 2, 3, 4], step.Levels!.Select(level => level.Level));
        }
    }

    [Fact]
    public void TheClassIsLevelOne()
    {
        var step = StepsOf("upper-back-12-weeks", 5, "locust")[0];
        Assert.Equal(
            new StepDosage(1, "20 s, Y arms", "Y arms", 20, null, null, false, step.Instruction),
            step.Levels![1]
        );
    }

    [Fact]
    public void AHigherLevelHasItsOwnFormAndTheWordsForIt()
    {
        var levels = StepsOf("upper-back-12-weeks", 5, "locust")[0].Levels!;
        Assert.Equal("30 s, Y arms", levels[2].Text);
        Assert.Equal("T arms", levels[4].Variation);
        Assert.StartsWith("Reach your arms out into a T", levels[4].Instruction, StringComparison.Ordinal);
        Assert.StartsWith("Reach your arms out into a Y", levels[1].Instruction, StringComparison.Ordinal);
    }

    [Fact]
    public void AFlareDayRestsWhereTheLevelLeavesOutAndIsToldWhatToDoInstead()
    {
        var level = StepsOf("upper-back-12-weeks", 1, "locust")[0].Levels![0];
        Assert.Equal(
            new StepDosage(0, "Leave it out today.", null, null, null, null, true, PlanTexts.English.InsteadOfWork),
            level
        );
    }

    [Fact]
    public void AFlareDayHugsTheShouldersInsteadOfWrapping()
    {
        var step = StepsOf("upper-back-12-weeks", 1, "eagle-arms")[0];
        Assert.Equal(("30 s, or hug the shoulders", 30), (step.Levels![0].Text, step.Levels[0].HoldSeconds));
        Assert.StartsWith(
            "Lay each hand on the opposite shoulder",
            step.Levels[0].Instruction,
            StringComparison.Ordinal
        );
        Assert.Contains("your left arm", step.Levels[1].Instruction, StringComparison.Ordinal);
    }

    [Fact]
    public void ABreathThatGoesOnThroughoutIsPacedForAsLongAsTheStep()
    {
        var step = StepsOf("upper-back-12-weeks", 1, "diaphragmatic-breathing")[0];
        Assert.Equal((120, new BreathPace(12, 4, 6)), (step.DurationSeconds, step.Levels![0].Breath));
    }

    [Fact]
    public void ASlowerBreathHasFewerRoundsInTheSameTime()
    {
        var steps = RunSheetPlanner
            .Plan([new Block("cat-cow", Rounds: 20, InSeconds: 4, OutSeconds: 4)], null, Exercises)
            .Steps;
        Assert.Equal(new BreathPace(20, 4, 4), steps[0].Levels![2].Breath);
        Assert.Equal(new BreathPace(16, 5, 5), steps[0].Levels![4].Breath);
        Assert.Equal("16 rounds, 5 s in and 5 s out", steps[0].Levels![4].Text);
    }

    [Fact]
    public void ASetBeyondALevelsOwnIsLeftOut()
    {
        var steps = RunSheetPlanner
            .Plan([new Block("locust", Sets: 4, HoldSeconds: 20, RestSeconds: 15)], null, Exercises)
            .Steps.Where(step => step.Kind == ExerciseKind.Strength)
            .ToList();
        Assert.Equal([false, false, false, true], steps.Select(step => step.Levels![2].LeaveOut));
        Assert.All(steps, step => Assert.False(step.Levels![1].LeaveOut));
    }

    [Fact]
    public void ALongerHoldGoesOnIntoTheRestAndLeavesAMomentOfIt()
    {
        var steps = RunSheetPlanner
            .Plan([new Block("thread-the-needle", HoldSeconds: 90, RestSeconds: 10)], null, Exercises)
            .Steps;
        Assert.Equal([95, 95, 95], steps[0].Levels!.Skip(2).Select(level => level.HoldSeconds));
        Assert.Equal(
            [90, 90, 90],
            RunSheetPlanner
                .Plan([new Block("thread-the-needle", HoldSeconds: 90)], null, Exercises)
                .Steps[0]
                .Levels!.Skip(2)
                .Select(level => level.HoldSeconds)
        );
    }

    [Fact]
    public void NobodyIsStillAtWorkWhenTheRestIsOver()
    {
        var block = Gen.Select(
            Gen.Int[0, Exercises.Count - 1].Select(index => Library.Exercises[index].Slug),
            Gen.Int[1, 10],
            Gen.Int[5, 300],
            Gen.Int[0, 120]
        );
        block.Sample(
            (slug, sets, seconds, rest) =>
            {
                var sheet = RunSheetPlanner.Plan(
                    [new Block(slug, Sets: sets, HoldSeconds: seconds, RestSeconds: rest)],
                    null,
                    Exercises
                );
                foreach (
                    var level in sheet.Steps.Where(step => step.Levels is not null).SelectMany(step => step.Levels!)
                )
                {
                    var busy = level.Breath is { } breath
                        ? breath.Rounds * (breath.InSeconds + breath.OutSeconds)
                        : level.HoldSeconds ?? (level.Repetitions ?? 0) * RunSheetPlanner.SecondsPerRepetition;
                    Assert.True(busy <= Math.Max(seconds + Math.Max(0, rest - 5), 12), $"{slug}: {level}");
                    Assert.DoesNotContain("{", level.Instruction, StringComparison.Ordinal);
                }
            }
        );
    }

    private static List<RunSheetStep> StepsOf(string slug, int week, string exercise)
    {
        var programme = Library.FindProgramme(slug)!;
        return
        [
            .. Library
                .RunSheetOf(programme, programme.Weeks[week - 1])
                .Steps.Where(step => step.Exercise == exercise && step.Kind != ExerciseKind.Rest),
        ];
    }
}
