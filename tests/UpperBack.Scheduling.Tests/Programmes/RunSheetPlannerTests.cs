using UpperBack.Scheduling.Exercises;
using UpperBack.Scheduling.Library;
using UpperBack.Scheduling.Programmes;

namespace UpperBack.Scheduling.Tests.Programmes;

public class RunSheetPlannerTests
{
    private static readonly ContentLibrary Library = ContentLibrary.LoadEmbedded();

    public static TheoryData<string, int> AllWeeks()
    {
        var data = new TheoryData<string, int>();
        foreach (var programme in Library.Programmes.Where(programme => programme.Kind == "class"))
        {
            foreach (var week in programme.Weeks)
                data.Add(programme.Slug, week.Number);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(AllWeeks))]
    public void EveryClassLastsFifteenToTwentyMinutes(string programme, int week) =>
        Assert.InRange(SheetOf(programme, week).DurationSeconds, 15 * 60, 20 * 60);

    [Theory]
    [MemberData(nameof(AllWeeks))]
    public void EveryClassOpensWithCatCowAndClosesWithEagleArms(string programme, int week)
    {
        var steps = SheetOf(programme, week).Steps;
        Assert.Equal("cat-cow", steps[0].Exercise);
        Assert.Equal("eagle-arms", steps[^1].Exercise);
    }

    [Theory]
    [MemberData(nameof(AllWeeks))]
    public void EachStepStartsWhereTheOneBeforeItEnds(string programme, int week)
    {
        var end = 0;
        var index = 0;
        foreach (var step in SheetOf(programme, week).Steps)
        {
            Assert.Equal(index++, step.Index);
            Assert.Equal(end, step.OffsetSeconds);
            Assert.True(step.DurationSeconds > 0);
            end += step.DurationSeconds;
        }
    }

    [Theory]
    [MemberData(nameof(AllWeeks))]
    public void EveryStepSaysInOneSentenceWhatToDoAndNamesItsFaults(string programme, int week) =>
        Assert.All(SheetOf(programme, week).Steps, step =>
        {
            Assert.EndsWith(".", step.Instruction, StringComparison.Ordinal);
            Assert.DoesNotContain(". ", step.Instruction, StringComparison.Ordinal);
            Assert.DoesNotContain("{", step.Instruction, StringComparison.Ordinal);
            Assert.Contains(step.Faults, fault => fault.Slug == "shallow-chest-breathing");
        });

    [Fact]
    public void CatCowIsTwentyRoundsOfFourSecondsInTheFirstWeek()
    {
        var step = SheetOf("upper-back-12-weeks", 1).Steps[0];
        Assert.Equal(new BreathPace(20, 4, 4), step.Breath);
        Assert.Equal(160, step.DurationSeconds);
    }

    [Fact]
    public void CatCowGrowsOverTheWeeks()
    {
        var seconds = Enumerable
            .Range(1, 12)
            .Select(week => SheetOf("upper-back-12-weeks", week).Steps[0].DurationSeconds)
            .ToList();
        Assert.Equal(seconds.Order(), seconds);
        Assert.True(seconds[^1] > seconds[0]);
    }

    [Fact]
    public void SidesBecomeALeftAndARightStepWithAChangeBetween()
    {
        var steps = SheetOf("upper-back-12-weeks", 1)
            .Steps.Where(step => step.Exercise == "thread-the-needle")
            .ToList();
        Assert.Equal(
            ["Get ready: Thread the Needle", "Thread the Needle", "Change sides", "Thread the Needle"],
            steps.Select(step => step.Name)
        );
        Assert.Equal([null, "left", null, "right"], steps.Select(step => step.Side));
        Assert.Equal(["get-ready", null, "change-sides", null], steps.Select(step => step.Pause));
        Assert.All(steps, step => Assert.Equal("Thread the Needle", step.ExerciseName));
        Assert.Contains("your right arm", steps[3].Instruction, StringComparison.Ordinal);
    }

    [Fact]
    public void SetsAreCountedWithRestsBetween()
    {
        var steps = SheetOf("upper-back-12-weeks", 5).Steps.Where(step => step.Exercise == "inverted-row").ToList();
        Assert.Equal(["rest", "strength", "rest", "strength", "rest", "strength"], steps.Select(step => step.Kind));
        Assert.Equal([null, 1, null, 2, null, 3], steps.Select(step => step.Set));
        Assert.All(steps.Where(step => step.Kind == ExerciseKind.Strength), step =>
            Assert.Equal((3, 6, 24), (step.Sets, step.Repetitions, step.DurationSeconds))
        );
    }

    [Fact]
    public void TheBreathingStepIsPaced()
    {
        var step = SheetOf("upper-back-12-weeks", 3).Steps.Single(step => step.Kind == ExerciseKind.Breath);
        Assert.Equal(new BreathPace(12, 4, 6), step.Breath);
        Assert.Equal(120, step.DurationSeconds);
    }

    [Fact]
    public void LocustMovesOnToYAndThenTArms()
    {
        Assert.Contains(SheetOf("upper-back-12-weeks", 4).Steps, step => step.Name == "Locust");
        Assert.Contains(SheetOf("upper-back-12-weeks", 5).Steps, step =>
            (step.Name, step.ExerciseName, step.Variation) == ("Locust, Y arms", "Locust", "Y arms")
        );
        Assert.Contains(SheetOf("upper-back-12-weeks", 9).Steps, step => step.Name == "Locust, T arms");
    }

    [Theory]
    [MemberData(nameof(AllWeeks))]
    public void AStoredSheetWhoseStepsDoNotSayWhatTheyAreIsCompleted(string programme, int week)
    {
        var sheet = SheetOf(programme, week);
        var stored = sheet.Steps.Select(step => step with { ExerciseName = null, Variation = null, Pause = null });
        Assert.Equivalent(sheet, new RunSheet([.. stored]), strict: true);
    }

    [Fact]
    public void TheWeekAfterTheLastIsTheLast()
    {
        var programme = Library.FindProgramme("beginners-14-days")!;
        Assert.Equal([1, 2, 2], new[] { 0, 1, 40 }.Select(weeks => programme.WeekAfter(weeks).Number));
    }

    [Theory]
    [InlineData("desk-break", 240, 330)]
    [InlineData("flare-day", 90, 149)]
    public void ABreakIsShort(string programme, int least, int most) =>
        Assert.InRange(SheetOf(programme, 1).DurationSeconds, least, most);

    [Fact]
    public void ACueFallsOnTheStepOfWorkOrRestThatItsTimeIsIn()
    {
        PreparedCue[] cues =
        [
            new(55, "Last one."),
            new(0, "Chest first."),
            new(25, "Turn your head."),
            new(19, "And lower."),
        ];
        var block = new Block("locust", Sets: 3, HoldSeconds: 20, RestSeconds: 15, ChangeSeconds: 10, Cues: cues);
        var steps = RunSheetPlanner
            .Plan(
                [new Block("cat-cow", Rounds: 10, InSeconds: 4, OutSeconds: 4), block],
                null,
                Library.English.ExercisesBySlug
            )
            .Steps;

        Assert.Equal(
            ["Cat-Cow", "Get ready: Locust", "Locust", "Rest", "Locust", "Rest", "Locust"],
            steps.Select(step => step.Name)
        );
        Assert.Equal([new PreparedCue(0, "Chest first."), new PreparedCue(19, "And lower.")], steps[2].Cues);
        Assert.Equal([new PreparedCue(5, "Turn your head.")], steps[3].Cues);
        Assert.Equal([new PreparedCue(0, "Last one.")], steps[5].Cues);
        Assert.All(new[] { 0, 1, 4, 6 }, index => Assert.Null(steps[index].Cues));
    }

    [Theory]
    [MemberData(nameof(AllWeeks))]
    public void TheBlocksOfAWeekMakeItsRunSheetAgain(string programme, int week)
    {
        var found = Library.FindProgramme(programme)!.Weeks[week - 1];
        Assert.Equivalent(
            SheetOf(programme, week),
            RunSheetPlanner.Plan(Block.AllOf(found), found, Library.English.ExercisesBySlug),
            strict: true
        );
    }

    [Fact]
    public void ABlockLastsFromItsFirstStepOfWorkToItsLast()
    {
        var exercises = Library.English.ExercisesBySlug;
        Assert.Equal(
            90,
            RunSheetPlanner.SecondsOf(
                new Block("locust", Sets: 3, HoldSeconds: 20, RestSeconds: 15),
                exercises["locust"]
            )
        );
        Assert.Equal(
            190,
            RunSheetPlanner.SecondsOf(
                new Block("thread-the-needle", HoldSeconds: 90, RestSeconds: 10),
                exercises["thread-the-needle"]
            )
        );
        Assert.Equal(
            81,
            RunSheetPlanner.SecondsOf(
                new Block("cat-cow", Rounds: 9, InSeconds: 4.5, OutSeconds: 4.5),
                exercises["cat-cow"]
            )
        );
    }

    private static RunSheet SheetOf(string slug, int week)
    {
        var programme = Library.FindProgramme(slug)!;
        return Library.RunSheetOf(programme, programme.Weeks[week - 1]);
    }
}
