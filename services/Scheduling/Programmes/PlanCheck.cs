using UpperBack.Scheduling.Exercises;

namespace UpperBack.Scheduling.Programmes;

/// <summary>What makes a class a sound one for an upper back; what it lacks is found.</summary>
internal static class PlanCheck
{
    private const int MinSeconds = 10 * 60;
    private const int MaxSeconds = 25 * 60;
    private const int PullingForEachPushing = 2;

    /// <summary>What a programme week shows; what the programme accepts is marked as such.</summary>
    public static IEnumerable<PlanFinding> Find(
        Programme programme,
        ProgrammeWeek week,
        IReadOnlyDictionary<string, Exercise> exercises
    ) =>
        Accept(
            Find([.. week.Items.Select(item => exercises[item.Exercise])], RunSheetPlanner.Plan(week, exercises)),
            programme.Accepts
        );

    /// <summary>Marks the findings that are meant to be there.</summary>
    public static IEnumerable<PlanFinding> Accept(
        IEnumerable<PlanFinding> findings,
        IReadOnlyList<AcceptedFinding> accepts
    ) =>
        findings.Select(finding =>
            finding with
            {
                Accepted = accepts.FirstOrDefault(accepted => accepted.Finding == finding.Code)?.Because,
            }
        );

    /// <summary>What a class shows.</summary>
    /// <param name="plan">Its exercises, in order.</param>
    /// <param name="runSheet">Its run sheet.</param>
    public static IEnumerable<PlanFinding> Find(IReadOnlyList<Exercise> plan, RunSheet runSheet)
    {
        if (plan.All(exercise => exercise.Kind != ExerciseKind.Strength))
        {
            yield return new PlanFinding(
                PlanFinding.NoStrengthening,
                "there is stretching but no strengthening: add a strength exercise",
                "Mobility alone relieves for hours; strength is what makes the relief last."
            );
        }

        var pulling = plan.Count(exercise => exercise.Chain == ExerciseChain.Posterior);
        var pushing = plan.Count(exercise => exercise.Chain == ExerciseChain.AnteriorLoading);
        if (pulling < pushing * PullingForEachPushing)
        {
            yield return new PlanFinding(
                PlanFinding.TooLittlePulling,
                $"there are {pulling} pulling exercises to {pushing} pushing ones: give at least "
                    + $"{PullingForEachPushing} for each",
                "Pushing tightens the chest that already pulls the back round; pulling is what holds it up."
            );
        }

        if (LoadsBeforeMobilising(plan))
        {
            yield return new PlanFinding(
                PlanFinding.LoadsBeforeMobilising,
                "it loads before it mobilises: put a mobility exercise first",
                "A stiff upper spine lets other joints take the load."
            );
        }

        if (runSheet.Steps.All(step => step.Breath is null))
        {
            yield return new PlanFinding(
                PlanFinding.NoBreathing,
                "nothing tells people how to breathe: add a step paced by the breath",
                "Shallow breaths into the chest keep the ribs, and with them the upper back, rigid."
            );
        }

        if (runSheet.DurationSeconds > MaxSeconds)
            yield return new PlanFinding(
                PlanFinding.TooLong,
                LastsText(runSheet, $"at most {MaxSeconds / 60}"),
                "A short class that is done every day beats a long one that is put off."
            );
        if (runSheet.DurationSeconds < MinSeconds)
            yield return new PlanFinding(
                PlanFinding.TooShort,
                LastsText(runSheet, $"at least {MinSeconds / 60}"),
                "It takes ten minutes to mobilise, load, open and release."
            );

        foreach (
            var exercise in plan.Where(exercise =>
                    exercise.Equipment != "none" && string.IsNullOrWhiteSpace(exercise.Alternative)
                )
                .Distinct()
        )
        {
            yield return new PlanFinding(
                PlanFinding.EquipmentWithoutAlternative,
                $"{exercise.Slug} needs a {exercise.Equipment} and has no alternative without it: say what to "
                    + "do without",
                "Whoever has no equipment at hand would stand idle."
            );
        }
    }

    private static bool LoadsBeforeMobilising(IReadOnlyList<Exercise> plan)
    {
        var firstMobility = plan.TakeWhile(exercise => exercise.Kind != ExerciseKind.Mobility).Count();
        var firstLoad = plan.TakeWhile(exercise => exercise.Kind != ExerciseKind.Strength).Count();
        return firstLoad < firstMobility;
    }

    private static string LastsText(RunSheet runSheet, string minutes) =>
        $"the class lasts {runSheet.DurationSeconds / 60} min {runSheet.DurationSeconds % 60} s: plan "
        + $"{minutes} minutes";
}

/// <summary>Something that a class lacks.</summary>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Message">What was found, and what to do.</param>
/// <param name="Why">Why it matters, in a sentence.</param>
/// <param name="Accepted">Why it is right in this programme; null when it is not accepted.</param>
internal sealed record PlanFinding(string Code, string Message, string Why, string? Accepted = null)
{
    public const string NoStrengthening = "no-strengthening";
    public const string TooLittlePulling = "too-little-pulling";
    public const string LoadsBeforeMobilising = "loads-before-mobilising";
    public const string NoBreathing = "no-breathing";
    public const string TooLong = "too-long";
    public const string TooShort = "too-short";
    public const string EquipmentWithoutAlternative = "equipment-without-alternative";

    public static readonly IReadOnlyList<string> Codes =
    [
        NoStrengthening,
        TooLittlePulling,
        LoadsBeforeMobilising,
        NoBreathing,
        TooLong,
        TooShort,
        EquipmentWithoutAlternative,
    ];
}
