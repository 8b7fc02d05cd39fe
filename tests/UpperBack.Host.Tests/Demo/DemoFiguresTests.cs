using UpperBack.Contracts.Live;
using UpperBack.Host.Demo;

namespace UpperBack.Host.Tests.Demo;

/// <summary>What the demo's participants look like to a leader.</summary>
public sealed class DemoFiguresTests
{
    private const int LargestArchive = 1_000_000;
    private static readonly DemoFigures Figures = DemoFigures.Load();
    private static readonly SessionId Session = SessionId.New();

    [Fact]
    public void EveryExerciseOfTheLibraryIsDrawnAndItsFaultIsOneThatACoachCanName()
    {
        foreach (var file in Directory.EnumerateFiles(Repository.Folder("services/Scheduling/Content/exercises")))
        {
            var exercise = JsonDocument.Parse(File.ReadAllText(file)).RootElement;
            var slug = exercise.GetProperty("slug").GetString()!;
            var movement = Figures.Movements[slug];
            Assert.Equal(exercise.GetProperty("sided").GetBoolean(), Figures.Movements.ContainsKey($"{slug}-left"));
            var faults = exercise.GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("slug"));
            if (movement.Fault is not null || faults.Any())
                Assert.Contains(movement.Fault, faults.Select(fault => fault.GetString()));
        }
    }

    [Fact]
    public void EveryPoseIsThereInTheSizesThatTheMirrorTakes()
    {
        using var archive = typeof(DemoFigures).Assembly.GetManifestResourceStream("Demo/demo-figures.tar.gz")!;
        Assert.InRange(archive.Length, 1, LargestArchive);
        foreach (var movement in Figures.Movements.Keys)
        foreach (var person in Enumerable.Range(0, Figures.People))
        foreach (var progress in Enumerable.Range(0, 20).Select(step => step / 19.0))
        {
            var tile = Figures.Find(movement, person, hasFault: false, isLookIn: false, progress);
            var lookIn = Figures.Find(movement, person, hasFault: false, isLookIn: true, progress);
            Assert.Equal("WEBP"u8, tile.Span[8..12]);
            Assert.InRange(tile.Length, 100, MirrorLimits.TileBytes - 40);
            Assert.InRange(lookIn.Length, tile.Length, MirrorLimits.LookInBytes - 40);
        }
    }

    [Fact]
    public void AFaultGoesAwayWithANoteForItAndComesWithTheNextExercise()
    {
        var form = new DemoForm(Figures, number: 0, hasFault: true);
        form.Follow(new RunSheet([Step(0, "locust"), Step(1, "cobra")]));
        form.OnCue(StepCue(0, atMs: 0));
        var wrong = form.Draw(isLookIn: false, nowMs: 9000);
        Assert.Equal(Figures.Find("locust", 0, true, false, ProgressAt(9000)), wrong);

        Assert.False(form.IsCorrectedBy(Note("locust", "head-thrown-back")));
        Assert.True(form.IsCorrectedBy(Note(null, null)));
        var note = Note("locust", "shrugged-shoulders");
        Assert.True(form.IsCorrectedBy(note));
        form.Correct(note);
        Assert.Equal(
            Figures.Find("locust", 0, false, false, ProgressAt(9000)),
            form.Draw(isLookIn: false, nowMs: 9000)
        );

        form.OnCue(StepCue(1, atMs: 10_000));
        Assert.Equal(Figures.Find("cobra", 0, true, true, ProgressAt(9000)), form.Draw(isLookIn: true, nowMs: 19_000));
        Assert.False(new DemoForm(Figures, number: 1, hasFault: false).IsCorrectedBy(note));
    }

    [Fact]
    public void OneMovesWithTheBreathAndTheRepetitionsOfTheStep()
    {
        var paced = Step(0, "cat-cow") with { Breath = new BreathPace(2, 4, 6) };
        Assert.Equal(0, DemoMotion.ProgressOf(paced, "in", 0), 6);
        Assert.Equal(1, DemoMotion.ProgressOf(paced, "in", 4000), 6);
        Assert.Equal(0.5, DemoMotion.ProgressOf(paced, "in", 17_000), 6);
        Assert.Equal(0, DemoMotion.ProgressOf(paced, "in", 25_000), 6);
        Assert.Equal(0, DemoMotion.ProgressOf(paced, "out", 4000), 6);
        var repeated = Step(0, "inverted-row") with { Repetitions = 8 };
        Assert.Equal(1, DemoMotion.ProgressOf(repeated, "out", 6000), 6);
        Assert.InRange(DemoMotion.ProgressOf(Step(0, "locust"), "out", 60_000), 0.8, 1);
    }

    private static double ProgressAt(double nowMs) => DemoMotion.ProgressOf(Step(0, "locust"), "out", nowMs - 2000);

    private static RunSheetStep Step(int index, string exercise) =>
        new(
            index,
            exercise,
            exercise,
            StepKinds.Strength,
            Side: null,
            OffsetSeconds: 30 * index,
            DurationSeconds: 30,
            "Hold.",
            Breath: null,
            Set: null,
            Sets: null,
            Repetitions: null,
            Faults: []
        );

    private static Cue StepCue(int step, long atMs) =>
        new(
            Session,
            "e",
            step + 1,
            atMs,
            $"step-{step}",
            DemoCast.Instructor.Id,
            DemoCast.Instructor.DisplayName,
            new CueContent(CueKinds.Step, StepIndex: step),
            atMs
        );

    private static FormNote Note(string? exercise, string? fault) =>
        new(
            new FormNoteId(Guid.NewGuid()),
            Session,
            DemoCast.Community[0].Id,
            DemoCast.Community[0].DisplayName,
            DemoCast.Coach.DisplayName,
            "Slide your shoulder blades down.",
            exercise,
            fault,
            SentAtMs: 0
        );
}
