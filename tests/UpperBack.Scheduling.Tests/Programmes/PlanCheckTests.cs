using UpperBack.Scheduling.Content;
using UpperBack.Scheduling.Exercises;
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
        Assert.Contains("no strengthening", Assert.Single(FindingsOf(Without("locust"))), StringComparison.Ordinal);

    [Fact]
    public void LoadingBeforeMobilisingIsFound()
    {
        var items = SoundWeek.Items;
        var week = SoundWeek with { Items = [items[2], items[0], items[1], .. items.Skip(3)] };
        Assert.Contains("loads before it mobilises", Assert.Single(FindingsOf(week)), StringComparison.Ordinal);
    }

    [Fact]
    public void AClassThatIsTooShortIsFound() =>
        Assert.Contains(FindingsOf(SoundWeek with { Items = [.. SoundWeek.Items.Take(3)] }), finding => finding.Contains("lasts", StringComparison.Ordinal));

    [Fact]
    public void AClassWithoutABreathIsFound() => Assert.Contains(
        FindingsOf(SoundWeek with { Items = [.. SoundWeek.Items.Where(item => item.ForClass.Rounds is null)] }),
        finding => finding.Contains("how to breathe", StringComparison.Ordinal));

    [Fact]
    public void TooLittlePullingForThePushingIsFound()
    {
        var exercises = Library.Exercises.ToDictionary(exercise => exercise.Slug);
        exercises["cobra"] = exercises["cobra"] with { Chain = ExerciseChain.AnteriorLoading };
        exercises["eagle-arms"] = exercises["eagle-arms"] with { Chain = ExerciseChain.AnteriorLoading };
        Assert.Contains(PlanCheck.Find(SoundWeek, RunSheetPlanner.Plan(SoundWeek, exercises), exercises), finding => finding.Contains("2 pulling exercises to 2 pushing", StringComparison.Ordinal));
    }

    [Fact]
    public void EquipmentWithoutAnAlternativeIsFound()
    {
        var exercises = Library.Exercises.ToDictionary(exercise => exercise.Slug);
        exercises["locust"] = exercises["locust"] with { Equipment = "band" };
        Assert.Contains("locust needs a band", Assert.Single(PlanCheck.Find(SoundWeek, RunSheetPlanner.Plan(SoundWeek, exercises), exercises)), StringComparison.Ordinal);
    }

    private static ProgrammeWeek Without(string exercise) => SoundWeek with { Items = [.. SoundWeek.Items.Where(item => item.Exercise != exercise), SoundWeek.Items[1]] };

    private static List<string> FindingsOf(ProgrammeWeek week)
    {
        var exercises = Library.Exercises.ToDictionary(exercise => exercise.Slug);
        return [.. PlanCheck.Find(week, RunSheetPlanner.Plan(week, exercises), exercises)];
    }
}
