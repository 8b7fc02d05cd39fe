using UpperBack.Scheduling.Exercises;

namespace UpperBack.Scheduling.Programmes;

/// <summary>Makes a run sheet: every set and every side a step of its own, with the rests between, and each prepared
/// cue on the step it falls into.</summary>
internal static class RunSheetPlanner
{
    /// <summary>Seconds that one slow repetition takes.</summary>
    public const int SecondsPerRepetition = 4;

    private static readonly IReadOnlyList<string?> BothSides = [StepSides.Left, StepSides.Right];
    private static readonly IReadOnlyList<string?> NoSide = [null];

    /// <summary>The run sheet of a programme week.</summary>
    public static RunSheet Plan(
        ProgrammeWeek week,
        IReadOnlyDictionary<string, Exercise> exercises,
        PlanTexts? texts = null
    ) => Plan(Block.AllOf(week), week, exercises, texts);

    /// <summary>The run sheet of blocks. What a step is for the other levels is said by the week, where it has the
    /// exercise, else by the exercise.</summary>
    public static RunSheet Plan(
        IReadOnlyList<Block> blocks,
        ProgrammeWeek? week,
        IReadOnlyDictionary<string, Exercise> exercises,
        PlanTexts? texts = null
    )
    {
        var steps = new List<RunSheetStep>();
        foreach (var block in blocks)
        {
            var exercise = exercises[block.Exercise];
            var planned = new PlannedBlock(
                exercise,
                block,
                week?.FindDosage(block.Exercise) ?? exercise.Dosage,
                texts ?? PlanTexts.English
            );
            if (steps.Count > 0)
                Add(
                    steps,
                    planned.Pause(
                        StepPauses.GetReady,
                        planned.Texts.GetReady.Replace("{exercise}", exercise.Name, StringComparison.Ordinal),
                        exercise.GetReady,
                        block.ChangeSeconds
                    )
                );
            AddBlock(steps, planned);
        }

        return new RunSheet(steps);
    }

    /// <summary>Seconds from the first step of work of a block to the end of its last.</summary>
    public static int SecondsOf(Block block, Exercise exercise)
    {
        var parts = (block.Sets ?? 1) * (exercise.Sided ? 2 : 1);
        return (parts * SecondsOf(block.ForClass())) + ((parts - 1) * block.RestSeconds);
    }

    private static int SecondsOf(Dosage dosage) =>
        dosage.Rounds is { } rounds
            ? (int)Math.Ceiling(rounds * ((dosage.InSeconds ?? 0) + (dosage.OutSeconds ?? 0)))
            : dosage.HoldSeconds ?? (dosage.Repetitions ?? 0) * SecondsPerRepetition;

    private static void AddBlock(List<RunSheetStep> steps, PlannedBlock planned)
    {
        var (exercise, block, texts) = (planned.Exercise, planned.Block, planned.Texts);
        var sets = block.Sets ?? 1;
        var first = steps.Count;
        for (var set = 1; set <= sets; set++)
        {
            foreach (var side in exercise.Sided ? BothSides : NoSide)
            {
                if (steps.Count > first)
                    Add(
                        steps,
                        exercise.Sided
                            ? planned.Pause(StepPauses.ChangeSides, texts.ChangeSides, exercise.Rest, block.RestSeconds)
                            : planned.Pause(StepPauses.Rest, texts.Rest, exercise.Rest, block.RestSeconds)
                    );
                Add(steps, planned.Work(side, set, sets));
            }
        }

        AddCues(steps, first, block.Cues ?? []);
    }

    private static void AddCues(List<RunSheetStep> steps, int first, IReadOnlyList<PreparedCue> cues)
    {
        for (var i = first; cues.Count > 0 && i < steps.Count; i++)
        {
            var from = steps[i].OffsetSeconds - steps[first].OffsetSeconds;
            List<PreparedCue> own =
            [
                .. cues.Where(cue => cue.AtSeconds >= from && cue.AtSeconds < from + steps[i].DurationSeconds)
                    .OrderBy(cue => cue.AtSeconds)
                    .Select(cue => cue with { AtSeconds = cue.AtSeconds - from }),
            ];
            if (own.Count > 0)
                steps[i] = steps[i] with { Cues = own };
        }
    }

    private static void Add(List<RunSheetStep> steps, RunSheetStep step)
    {
        if (step.DurationSeconds == 0)
            return;

        var offset = steps.Count == 0 ? 0 : steps[^1].OffsetSeconds + steps[^1].DurationSeconds;
        steps.Add(step with { Index = steps.Count, OffsetSeconds = offset });
    }

    /// <summary>A block with all that its steps are made of.</summary>
    private sealed record PlannedBlock(Exercise Exercise, Block Block, IReadOnlyList<Dosage> Levels, PlanTexts Texts)
    {
        public RunSheetStep Work(string? side, int set, int sets)
        {
            var dosage = Block.ForClass();
            var seconds = SecondsOf(dosage);
            return new RunSheetStep(
                Index: 0,
                Exercise.Slug,
                dosage.Variation is null ? Exercise.Name : $"{Exercise.Name}, {dosage.Variation}",
                Exercise.Kind,
                side,
                OffsetSeconds: 0,
                seconds,
                Texts.ForSide(Block.Instruction ?? Exercise.Instruction, side),
                dosage.Rounds is { } rounds
                    ? new BreathPace(rounds, dosage.InSeconds ?? 0, dosage.OutSeconds ?? 0)
                    : null,
                Set: sets > 1 ? set : null,
                Sets: sets > 1 ? sets : null,
                dosage.Repetitions,
                Exercise.Faults,
                [.. StepLevels.Of(Exercise, Block, Levels, new StepPlace(side, set, seconds), Texts)],
                ExerciseName: Exercise.Name,
                Variation: dosage.Variation
            );
        }

        // A pause carries the exercise's faults too: a coach writes the note about the set that has just ended.
        public RunSheetStep Pause(string pause, string name, string instruction, int seconds) =>
            new(
                0,
                Exercise.Slug,
                name,
                ExerciseKind.Rest,
                null,
                0,
                seconds,
                instruction,
                null,
                null,
                null,
                null,
                Exercise.Faults,
                ExerciseName: Exercise.Name,
                Pause: pause
            );
    }
}
