using UpperBack.Contracts;
using UpperBack.Scheduling.Exercises;

namespace UpperBack.Scheduling.Programmes;

/// <summary>Makes the run sheet of a programme week: every set and every side a step of its own, with the rests between.</summary>
internal static class RunSheetPlanner
{
    /// <summary>Seconds that one slow repetition takes.</summary>
    private const int SecondsPerRepetition = 4;

    private static readonly IReadOnlyList<string?> BothSides = ["left", "right"];
    private static readonly IReadOnlyList<string?> NoSide = [null];

    public static RunSheet Plan(ProgrammeWeek week, IReadOnlyDictionary<string, Exercise> exercises)
    {
        var steps = new List<RunSheetStep>();
        foreach (var item in week.Items)
        {
            var exercise = exercises[item.Exercise];
            if (steps.Count > 0)
                Add(steps, Pause(exercise, $"Get ready: {exercise.Name}", exercise.GetReady, week.ChangeSeconds));
            AddExercise(steps, exercise, item);
        }

        return new RunSheet(steps);
    }

    private static void AddExercise(List<RunSheetStep> steps, Exercise exercise, ProgrammeItem item)
    {
        var dosage = item.ForClass;
        var sets = dosage.Sets ?? 1;
        var first = steps.Count;
        for (var set = 1; set <= sets; set++)
        {
            foreach (var side in exercise.Sided ? BothSides : NoSide)
            {
                if (steps.Count > first)
                    Add(steps, Pause(exercise, exercise.Sided ? "Change sides" : "Rest", exercise.Rest, item.RestSeconds));
                Add(steps, Work(exercise, item, dosage, side) with { Set = sets > 1 ? set : null, Sets = sets > 1 ? sets : null });
            }
        }
    }

    private static RunSheetStep Work(Exercise exercise, ProgrammeItem item, Dosage dosage, string? side)
    {
        var breath = dosage.Rounds is { } rounds ? new BreathPace(rounds, dosage.InSeconds ?? 0, dosage.OutSeconds ?? 0) : null;
        var seconds = breath is not null ? (int)Math.Ceiling(breath.Rounds * (breath.InSeconds + breath.OutSeconds))
            : dosage.HoldSeconds ?? (dosage.Repetitions ?? 0) * SecondsPerRepetition;
        return new RunSheetStep(
            Index: 0,
            exercise.Slug,
            dosage.Variation is null ? exercise.Name : $"{exercise.Name}, {dosage.Variation}",
            exercise.Kind,
            side,
            OffsetSeconds: 0,
            seconds,
            (item.Instruction ?? exercise.Instruction).Replace("{side}", side, StringComparison.Ordinal),
            breath,
            Set: null,
            Sets: null,
            dosage.Repetitions,
            exercise.Faults);
    }

    // A pause carries the exercise's faults too: a coach writes the note about the set that has just ended.
    private static RunSheetStep Pause(Exercise exercise, string name, string instruction, int seconds) =>
        new(0, exercise.Slug, name, ExerciseKind.Rest, null, 0, seconds, instruction, null, null, null, null, exercise.Faults);

    private static void Add(List<RunSheetStep> steps, RunSheetStep step)
    {
        if (step.DurationSeconds == 0)
            return;

        var offset = steps.Count == 0 ? 0 : steps[^1].OffsetSeconds + steps[^1].DurationSeconds;
        steps.Add(step with { Index = steps.Count, OffsetSeconds = offset });
    }
}
