using UpperBack.Scheduling.Exercises;

namespace UpperBack.Scheduling.Programmes;

/// <summary>What one step of work is for each level. The class keeps the time: a longer breath has fewer rounds in it,
/// and a longer hold goes on into the rest, of which a moment is left.</summary>
internal static class StepLevels
{
    /// <summary>Seconds of a rest that no hold may use up.</summary>
    private const int MinRestSeconds = 5;

    /// <param name="exercise">What is done.</param>
    /// <param name="block">What the class does together, which is level 1.</param>
    /// <param name="levels">The dosage of each level, 0 to 4, in order.</param>
    /// <param name="place">Which step of the block it is.</param>
    /// <param name="texts">Texts of the language.</param>
    public static IEnumerable<StepDosage> Of(
        Exercise exercise,
        Block block,
        IReadOnlyList<Dosage> levels,
        StepPlace place,
        PlanTexts texts
    )
    {
        foreach (var level in levels)
        {
            var dosage = level.Level == Dosage.ClassLevel ? block.ForClass() : level;
            yield return dosage.LeaveOut || (!dosage.Throughout && place.Set > (dosage.Sets ?? 1))
                ? new StepDosage(
                    level.Level,
                    texts.LeaveOut,
                    null,
                    null,
                    null,
                    null,
                    LeaveOut: true,
                    texts.InsteadOfWork
                )
                : Work(exercise, block, Fit(dosage, place.Seconds, block.RestSeconds), place.Side, texts);
        }
    }

    private static StepDosage Work(Exercise exercise, Block block, Dosage dosage, string? side, PlanTexts texts) =>
        new(
            dosage.Level,
            dosage.ToText(sided: false, texts),
            dosage.Variation,
            dosage.HoldSeconds,
            dosage.Repetitions,
            dosage.Rounds is { } rounds ? new BreathPace(rounds, dosage.InSeconds ?? 0, dosage.OutSeconds ?? 0) : null,
            LeaveOut: false,
            texts.ForSide(InstructionOf(exercise, block, dosage), side)
        );

    /// <summary>The class's instruction for the class's form of the exercise, and the text of a variation for
    /// another.</summary>
    private static string InstructionOf(Exercise exercise, Block block, Dosage dosage)
    {
        if (dosage.Variation == block.Variation)
            return block.Instruction ?? exercise.Instruction;

        return exercise
            .Variations.FirstOrDefault(variation =>
                variation.Name.Equals(dosage.Variation, StringComparison.OrdinalIgnoreCase)
            )
            ?.Text
            ?? (dosage.Level == Dosage.FlareLevel ? exercise.Variations[Dosage.FlareLevel].Text : exercise.Instruction);
    }

    private static Dosage Fit(Dosage dosage, int seconds, int restSeconds)
    {
        var single = dosage with { Sets = null };
        if (dosage.Rounds is not null || dosage.Throughout)
        {
            var most = (int)((seconds / ((dosage.InSeconds ?? 0) + (dosage.OutSeconds ?? 0))) + 1e-6);
            return single with
            {
                Throughout = false,
                Rounds = Math.Clamp(dosage.Rounds ?? int.MaxValue, 1, Math.Clamp(most, 1, 200)),
            };
        }

        var longest = seconds + Math.Max(0, restSeconds - MinRestSeconds);
        if (dosage.HoldSeconds is { } hold)
            return single with
            {
                HoldSeconds = Math.Min(hold, longest),
                UpTo = Within(dosage.UpTo, Math.Min(hold, longest), longest),
            };

        var repetitions = Math.Min(
            dosage.Repetitions ?? 1,
            Math.Max(1, longest / RunSheetPlanner.SecondsPerRepetition)
        );
        return single with
        {
            Repetitions = repetitions,
            UpTo = Within(dosage.UpTo, repetitions, longest / RunSheetPlanner.SecondsPerRepetition),
        };
    }

    private static int? Within(int? upTo, int least, int most) =>
        upTo is { } asked && Math.Min(asked, most) > least ? Math.Min(asked, most) : null;
}

/// <summary>Which step of a block.</summary>
/// <param name="Side"><c>left</c>, <c>right</c> or null.</param>
/// <param name="Set">From 1.</param>
/// <param name="Seconds">How long it lasts.</param>
internal readonly record struct StepPlace(string? Side, int Set, int Seconds);
