using UpperBack.Scheduling.Exercises;

namespace UpperBack.Scheduling.Programmes;

/// <summary>A class as blocks, as the run sheet they make, and what the plan check finds in it.</summary>
/// <param name="Blocks">Each with an amount and a list of cues.</param>
/// <param name="RunSheet">What the room follows.</param>
/// <param name="Findings">What it lacks; nothing when it is sound.</param>
internal sealed record PlanView(IReadOnlyList<Block> Blocks, RunSheet RunSheet, IReadOnlyList<PlanFinding> Findings)
{
    /// <summary>Plans blocks that an instructor wrote.</summary>
    /// <param name="blocks">As they came.</param>
    /// <param name="exercises">The library, by slug.</param>
    /// <param name="programme">Whose accepted findings hold; null for none.</param>
    /// <param name="week">Whose dosages the other levels have, where it has the exercise.</param>
    /// <returns>A problem that names every invalid field when they make no run sheet.</returns>
    public static Result<PlanView> Of(
        IReadOnlyList<Block> blocks,
        IReadOnlyDictionary<string, Exercise> exercises,
        Programme? programme = null,
        ProgrammeWeek? week = null
    )
    {
        var validation = new Validation();
        BlockCheck.CheckKnown(validation, blocks, exercises);
        if (validation.Problem is { } unknown)
            return unknown;

        List<Block> whole =
        [
            .. blocks.Select(block =>
                block.Complete(
                    (week?.FindDosage(block.Exercise) ?? exercises[block.Exercise].Dosage)[Dosage.ClassLevel]
                )
            ),
        ];
        BlockCheck.CheckAmounts(validation, whole, exercises);
        if (validation.Problem is { } impossible)
            return impossible;

        var runSheet = RunSheetPlanner.Plan(whole, week, exercises);
        return new PlanView(whole, runSheet, FindingsOf(whole, runSheet, exercises, programme));
    }

    /// <summary>A programme week.</summary>
    public static PlanView Of(
        Programme programme,
        ProgrammeWeek week,
        RunSheet runSheet,
        IReadOnlyDictionary<string, Exercise> exercises
    )
    {
        var blocks = Block.AllOf(week);
        return new PlanView(blocks, runSheet, FindingsOf(blocks, runSheet, exercises, programme));
    }

    /// <summary>What the plan check finds; blocks of exercises that are no longer in the library are skipped.</summary>
    public static IReadOnlyList<PlanFinding> FindingsOf(
        IReadOnlyList<Block> blocks,
        RunSheet runSheet,
        IReadOnlyDictionary<string, Exercise> exercises,
        Programme? programme
    ) =>
        [
            .. PlanCheck.Accept(
                PlanCheck.Find(
                    [.. blocks.Select(block => exercises.GetValueOrDefault(block.Exercise)).OfType<Exercise>()],
                    runSheet
                ),
                programme?.Accepts ?? []
            ),
        ];
}
