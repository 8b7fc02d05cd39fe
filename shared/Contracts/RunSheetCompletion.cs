namespace UpperBack.Contracts;

/// <summary>Run sheets are stored. Those from before their steps said what a pause is for, and what the exercise is
/// called without its variation, get it here from the steps beside each.</summary>
internal static class RunSheetCompletion
{
    private const int ClassLevel = 1;

    public static IReadOnlyList<RunSheetStep> Complete(IReadOnlyList<RunSheetStep> steps) =>
        // Over MessagePack the list, or a step, may be missing.
        steps is null
        || steps.All(step => step is not { ExerciseName: null })
            ? steps!
            : [.. steps.Select((step, index) => step is null ? null! : Complete(steps, step, index))];

    private static RunSheetStep Complete(IReadOnlyList<RunSheetStep> steps, RunSheetStep step, int index)
    {
        var work =
            step.Kind == StepKinds.Rest
                ? steps.FirstOrDefault(one => one?.Exercise == step.Exercise && one.Kind != StepKinds.Rest)
                : step;
        var variation = work?.Levels?.FirstOrDefault(level => level.Level == ClassLevel)?.Variation;
        return step with
        {
            ExerciseName = step.ExerciseName ?? NameWithout(variation, work?.Name ?? step.Name),
            Variation = step.Kind == StepKinds.Rest ? null : step.Variation ?? variation,
            Pause = step.Kind == StepKinds.Rest ? step.Pause ?? PauseOf(steps, index) : null,
        };
    }

    private static string NameWithout(string? variation, string name) =>
        variation is not null && name.EndsWith($", {variation}", StringComparison.Ordinal)
            ? name[..^(variation.Length + 2)]
            : name;

    private static string PauseOf(IReadOnlyList<RunSheetStep> steps, int index)
    {
        var (before, after) = (steps.ElementAtOrDefault(index - 1), steps.ElementAtOrDefault(index + 1));
        return after is not null && before?.Exercise != after.Exercise ? StepPauses.GetReady
            : after is not null && before?.Side != after.Side ? StepPauses.ChangeSides
            : StepPauses.Rest;
    }
}
