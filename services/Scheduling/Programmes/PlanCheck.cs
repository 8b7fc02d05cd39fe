using UpperBack.Contracts;
using UpperBack.Scheduling.Exercises;

namespace UpperBack.Scheduling.Programmes;

/// <summary>What makes a week's class a sound one for an upper back; each finding is a sentence.</summary>
internal static class PlanCheck
{
    private const int LeastSeconds = 10 * 60;
    private const int MostSeconds = 25 * 60;
    private const int PosteriorForEachLoading = 2;

    public static IEnumerable<string> Find(ProgrammeWeek week, RunSheet runSheet, IReadOnlyDictionary<string, Exercise> exercises)
    {
        var plan = week.Items.Select(item => exercises[item.Exercise]).ToList();

        if (plan.All(exercise => exercise.Kind != ExerciseKind.Strength))
            yield return "there is stretching but no strengthening: add a strength exercise";

        var posterior = plan.Count(exercise => exercise.Chain == ExerciseChain.Posterior);
        var loading = plan.Count(exercise => exercise.Chain == ExerciseChain.AnteriorLoading);
        if (posterior < loading * PosteriorForEachLoading)
            yield return $"there are {posterior} pulling exercises to {loading} pushing ones: give at least {PosteriorForEachLoading} for each";

        var firstMobility = plan.FindIndex(exercise => exercise.Kind == ExerciseKind.Mobility);
        var firstLoad = plan.FindIndex(exercise => exercise.Kind == ExerciseKind.Strength);
        if (firstLoad >= 0 && (firstMobility < 0 || firstMobility > firstLoad))
            yield return "it loads before it mobilises: put a mobility exercise first";

        if (runSheet.Steps.All(step => step.Breath is null))
            yield return "nothing tells people how to breathe: add a step paced by the breath";

        if (runSheet.DurationSeconds is < LeastSeconds or > MostSeconds)
            yield return $"the class lasts {runSheet.DurationSeconds} s: plan {LeastSeconds} to {MostSeconds} s";

        foreach (var exercise in plan.Where(exercise => exercise.Equipment != "none" && string.IsNullOrWhiteSpace(exercise.Alternative)))
            yield return $"{exercise.Slug} needs a {exercise.Equipment} and has no alternative without it";
    }
}
