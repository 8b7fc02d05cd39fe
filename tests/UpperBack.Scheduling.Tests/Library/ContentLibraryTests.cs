using UpperBack.Scheduling.Content;
using UpperBack.Scheduling.Exercises;
using UpperBack.Scheduling.Library;

namespace UpperBack.Scheduling.Tests.Library;

public class ContentLibraryTests
{
    private static readonly ContentLibrary Library = ContentLibrary.LoadEmbedded();

    [Fact]
    public void TheLibraryHoldsTheEightExercisesByName()
    {
        Assert.Superset(
            new HashSet<string>
            {
                "camel",
                "cat-cow",
                "cobra",
                "diaphragmatic-breathing",
                "eagle-arms",
                "inverted-row",
                "locust",
                "thread-the-needle",
            },
            Library.Exercises.Select(exercise => exercise.Slug).ToHashSet()
        );
        Assert.Equal(
            Library.Exercises.Select(exercise => exercise.Name).Order(StringComparer.Ordinal),
            Library.Exercises.Select(exercise => exercise.Name)
        );
    }

    [Fact]
    public void TheLibraryHoldsTwoCoursesAndTwoBreaks()
    {
        Assert.Equal(
            ["beginners-14-days", "desk-break", "flare-day", "upper-back-12-weeks"],
            Library.Programmes.Select(programme => programme.Slug).Order()
        );
        Assert.Equal(2, Library.FindProgramme("beginners-14-days")!.Weeks.Count);
        Assert.Equal(12, Library.FindProgramme("upper-back-12-weeks")!.Weeks.Count);
        Assert.Equal(
            ["desk-break", "flare-day"],
            Library.Programmes.Where(programme => programme.Kind == "break").Select(programme => programme.Slug).Order()
        );
    }

    [Fact]
    public void EveryExerciseNamesShallowChestBreathingAndWhenToSeeAClinician()
    {
        Assert.All(Library.Exercises, exercise =>
            Assert.Contains(exercise.Faults, fault => fault.Slug == "shallow-chest-breathing")
        );
        Assert.All(Library.Exercises, exercise =>
            Assert.Contains(exercise.Safety, line =>
                line.Contains("see a doctor or physiotherapist", StringComparison.Ordinal)
            )
        );
    }

    [Fact]
    public void LocustsFaultsCarryTheirCorrections()
    {
        var faults = Library.FindExercise("locust")!.Faults;
        Assert.Equal(
            [
                "shrugged-shoulders",
                "head-thrown-back",
                "legs-do-the-work",
                "holding-the-breath",
                "shallow-chest-breathing",
            ],
            faults.Select(fault => fault.Slug)
        );
        Assert.Contains("away from your ears", faults[0].Correction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cat-cow", 1, "20 rounds, 4 s in and 4 s out")]
    [InlineData("cat-cow", 0, "8 rounds, 4 s in and 4 s out")]
    [InlineData("thread-the-needle", 1, "90 s each side")]
    [InlineData("locust", 1, "3 × 20–30 s")]
    [InlineData("locust", 0, "Leave it out today.")]
    [InlineData("inverted-row", 1, "3 × 6–8, knees bent")]
    [InlineData("eagle-arms", 0, "30 s each side, or hug the shoulders")]
    [InlineData("diaphragmatic-breathing", 0, "throughout, 4 s in and 6 s out")]
    public void ADosageReadsAsPeopleSayIt(string slug, int level, string text)
    {
        var exercise = Library.FindExercise(slug)!;
        Assert.Equal(text, exercise.Dosage[level].ToText(exercise.Sided));
    }

    [Theory]
    [InlineData(
        "cobra",
        "\"kind\": \"mobility\"",
        "\"kind\": \"magic\"",
        "Content/exercises/cobra.json, kind: 'magic' is not one of mobility, stretch, strength, breath."
    )]
    [InlineData(
        "cobra",
        "\"holdSeconds\": 30 }",
        "\"holdSeconds\": 3000 }",
        "Content/exercises/cobra.json, dosage[2].holdSeconds: give 5 to 300."
    )]
    [InlineData(
        "cobra",
        "\"slug\": \"cobra\"",
        "\"slug\": \"kobra\"",
        "Content/exercises/cobra.json, slug: it must be lower-case words joined by hyphens, and the file's name."
    )]
    [InlineData(
        "cobra",
        "\"slug\": \"locked-elbows\"",
        "\"slug\": \"hips-lifting\"",
        "Content/exercises/cobra.json, faults[0].slug: hips-lifting is there twice."
    )]
    [InlineData(
        "inverted-row",
        "\"alternative\": \"Without",
        "\"alternative\": null, \"purpose\": \"Without",
        "Content/exercises/inverted-row.json, alternative: equipment is needed, so say what to do without it."
    )]
    [InlineData(
        "cobra",
        "\"breathPattern\": \"In",
        "\"breathPattern\": \"\", \"harder\": \"In",
        "Content/exercises/cobra.json, breathPattern: it is empty."
    )]
    [InlineData(
        "cobra",
        "{ \"level\": 3, \"name\"",
        "{ \"level\": 2, \"name\"",
        "Content/exercises/cobra.json, variations: give one for each level from 0 to 4, in order."
    )]
    [InlineData(
        "eagle-arms",
        "Wrap your {side} arm",
        "Wrap your arm",
        "Content/exercises/eagle-arms.json, instruction: it must say {side} when the exercise has sides, and only then."
    )]
    public void AWrongFieldIsNamedWithItsFile(string slug, string original, string replacement, string error) =>
        Assert.Equal(error, LoadFailure($"Content/exercises/{slug}.json", original, replacement).Message);

    [Fact]
    public void AMisspeltFieldIsNamedWithItsFile()
    {
        var message = LoadFailure("Content/exercises/cobra.json", "\"summary\"", "\"sumary\"").Message;
        Assert.StartsWith("Content/exercises/cobra.json, ", message, StringComparison.Ordinal);
        Assert.Contains("sumary", message, StringComparison.Ordinal);
    }

    [Fact]
    public void AProgrammeWithAnUnknownExerciseIsRefused() =>
        Assert.Equal(
            "Content/programmes/beginners-14-days.json, weeks[0].items[3].exercise: there is no exercise kobra.",
            LoadFailure(
                "Content/programmes/beginners-14-days.json",
                "\"exercise\": \"cobra\"",
                "\"exercise\": \"kobra\""
            ).Message
        );

    [Fact]
    public void AProgrammeOfUnsoundClassesIsRefused()
    {
        var message = LoadFailure(
            "Content/programmes/beginners-14-days.json",
            "\"exercise\": \"locust\"",
            "\"exercise\": \"cobra\""
        ).Message;
        Assert.Contains("weeks[0].items: there is stretching but no strengthening", message, StringComparison.Ordinal);
        Assert.Contains("(no-strengthening)", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "\"finding\": \"too-short\"",
        "\"finding\": \"too-dull\"",
        "accepts[0].finding: 'too-dull' is not one of"
    )]
    [InlineData("\"finding\": \"too-short\"", "\"finding\": \"too-long\"", "weeks[0].items: the class lasts")]
    [InlineData("\"kind\": \"break\"", "\"kind\": \"pause\"", "kind: 'pause' is not one of class, break")]
    [InlineData("\"because\": \"A break", "\"because\": \"\", \"becuase\": \"A break", "accepts[0]")]
    public void ABreakThatShowsMoreThanItAcceptsIsRefused(string original, string replacement, string error) =>
        Assert.Contains(
            error,
            LoadFailure("Content/programmes/desk-break.json", original, replacement).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void AnAcceptedFindingThatNoWeekShowsIsRefused() =>
        Assert.Contains(
            "accepts[0]: no week shows too-long: take it out",
            LoadFailure(
                "Content/programmes/desk-break.json",
                "\"accepts\": [",
                "\"accepts\": [\n{ \"finding\": \"too-long\", \"because\": \"Nobody knows.\" },"
            ).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void EveryLevelOfEveryWeekHasADosage() =>
        Assert.All(Library.Programmes.SelectMany(programme => programme.Weeks).SelectMany(week => week.Items), item =>
            Assert.Equal([0, 1, 2, 3, 4], item.Dosage.Select(dosage => dosage.Level))
        );

    [Fact]
    public void AFlareDayLeavesOnlyBreathingCatCowAndEagleArms()
    {
        var kept = Library
            .FindProgramme("upper-back-12-weeks")!
            .Weeks[6]
            .Items.Where(item => !item.Dosage[Dosage.FlareLevel].LeaveOut)
            .Select(item => item.Exercise);
        Assert.Equal(["cat-cow", "diaphragmatic-breathing", "eagle-arms"], kept);
    }

    private static ContentException LoadFailure(string path, string original, string replacement) =>
        PlantedMistake.Failure(path, original, replacement);
}
