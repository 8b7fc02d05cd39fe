using UpperBack.Scheduling.Exercises;
using UpperBack.Scheduling.Library;
using UpperBack.Scheduling.Programmes;

namespace UpperBack.Scheduling.Tests.Programmes;

public class PlanCheckTests
{
    private static readonly ContentLibrary Library = ContentLibrary.LoadEmbedded();
    private static readonly ProgrammeWeek SoundWeek = Library.FindProgramme("upper-back-12-weeks")!.Weeks[0];

    [Fact]
    public void ASoundWeekHasNoFindings() => Assert.Empty(FindingsOf(SoundWeek));

    [Fact]
    public void StretchingWithoutStrengtheningIsFound() =>
        OnlyFinding(FindingsOf(Without("locust")), "no-strengthening", "no strengthening");

    [Fact]
    public void LoadingBeforeMobilisingIsFound()
    {
        var items = SoundWeek.Items;
        OnlyFinding(
            FindingsOf(SoundWeek with { Items = [items[2], items[0], items[1], .. items.Skip(3)] }),
            "loads-before-mobilising",
            "loads before it mobilises"
        );
    }

    [Fact]
    public void LoadingWithoutAnyMobilisingIsFoundToo() =>
        Assert.Contains(
            FindingsOf(
                SoundWeek with
                {
                    Items =
                    [
                        .. SoundWeek.Items.Where(item =>
                            Library.FindExercise(item.Exercise)!.Kind != ExerciseKind.Mobility
                        ),
                    ],
                }
            ),
            finding => finding.Code == "loads-before-mobilising"
        );

    [Fact]
    public void AClassThatIsTooShortIsFound() =>
        OnlyFinding(
            FindingsOf(SoundWeek with { Items = [.. SoundWeek.Items.Take(3)] }),
            "too-short",
            "the class lasts 8 min 30 s: plan at least 10 minutes"
        );

    [Fact]
    public void AClassThatIsTooLongIsFound() =>
        OnlyFinding(
            FindingsOf(SoundWeek with { Items = [.. SoundWeek.Items, .. SoundWeek.Items] }),
            "too-long",
            "plan at most 25 minutes"
        );

    [Fact]
    public void AClassWithoutABreathIsFound() =>
        Assert.Contains(
            FindingsOf(SoundWeek with { Items = [.. SoundWeek.Items.Where(item => item.ForClass.Rounds is null)] }),
            finding =>
                finding.Code == "no-breathing" && finding.Message.Contains("how to breathe", StringComparison.Ordinal)
        );

    [Fact]
    public void TooLittlePullingForThePushingIsFound()
    {
        var exercises = Library.Exercises.ToDictionary(exercise => exercise.Slug);
        exercises["cobra"] = exercises["cobra"] with { Chain = ExerciseChain.AnteriorLoading };
        exercises["eagle-arms"] = exercises["eagle-arms"] with { Chain = ExerciseChain.AnteriorLoading };
        OnlyFinding(FindingsOf(SoundWeek, exercises), "too-little-pulling", "2 pulling exercises to 2 pushing");
    }

    [Fact]
    public void TwoPullingExercisesForEachPushingOneAreEnough()
    {
        var exercises = Library.Exercises.ToDictionary(exercise => exercise.Slug);
        exercises["cobra"] = exercises["cobra"] with { Chain = ExerciseChain.AnteriorLoading };
        Assert.Empty(FindingsOf(SoundWeek, exercises));
    }

    [Fact]
    public void EquipmentWithoutAnAlternativeIsFound()
    {
        var exercises = Library.Exercises.ToDictionary(exercise => exercise.Slug);
        exercises["locust"] = exercises["locust"] with { Equipment = "band" };
        OnlyFinding(FindingsOf(SoundWeek, exercises), "equipment-without-alternative", "locust needs a band");
    }

    [Fact]
    public void WhatAProgrammeAcceptsIsFoundAndMarked()
    {
        var flare = Library.FindProgramme("flare-day")!;
        var findings = PlanCheck.Find(flare, flare.Weeks[0], Library.English.ExercisesBySlug).ToList();
        Assert.Equal(["no-strengthening", "too-short"], findings.Select(finding => finding.Code));
        Assert.All(findings, finding =>
            Assert.Equal(flare.Accepts.Single(accepted => accepted.Finding == finding.Code).Because, finding.Accepted)
        );
    }

    [Fact]
    public void EveryCourseIsSoundWithoutAcceptingAnything() =>
        Assert.All(Library.Programmes.Where(programme => programme.Kind == "class"), programme =>
            Assert.Empty(programme.Accepts)
        );

    private static void OnlyFinding(IReadOnlyList<PlanFinding> findings, string code, string text)
    {
        var finding = Assert.Single(findings);
        Assert.Equal(code, finding.Code);
        Assert.Contains(code, PlanFinding.Codes);
        Assert.Contains(text, finding.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", finding.Why, StringComparison.Ordinal);
        Assert.Null(finding.Accepted);
    }

    private static ProgrammeWeek Without(string exercise) =>
        SoundWeek with
        {
            Items = [.. SoundWeek.Items.Where(item => item.Exercise != exercise), SoundWeek.Items[1]],
        };

    private static List<PlanFinding> FindingsOf(
        ProgrammeWeek week,
        IReadOnlyDictionary<string, Exercise>? exercises = null
    )
    {
        exercises ??= Library.English.ExercisesBySlug;
        return
        [
            .. PlanCheck.Find(
                [.. week.Items.Select(item => exercises[item.Exercise])],
                RunSheetPlanner.Plan(week, exercises)
            ),
        ];
    }
}
