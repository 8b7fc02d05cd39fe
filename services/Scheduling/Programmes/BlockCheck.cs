using UpperBack.Kernel.Problems;
using UpperBack.Scheduling.Exercises;

namespace UpperBack.Scheduling.Programmes;

/// <summary>Whether blocks can be made into a run sheet at all, however sound the class is. Every error names the block.</summary>
internal static class BlockCheck
{
    public const int MostBlocks = 40;
    public const int MostSeconds = 3 * 60 * 60;
    private const int MostCues = 20;
    private const int MostWords = 280;
    private const int MostVariation = 60;
    private const int MostPause = 120;

    /// <summary>Checks blocks as they come.</summary>
    public static void CheckKnown(Validation validation, IReadOnlyList<Block> blocks, IReadOnlyDictionary<string, Exercise> exercises)
    {
        validation.That(blocks.Count is >= 1 and <= MostBlocks, "blocks", $"blocks has {blocks.Count} entries: give 1 to {MostBlocks}.");
        for (var i = 0; i < blocks.Count; i++)
        {
            var exercise = blocks[i]?.Exercise;
            validation.That(exercise is not null, $"blocks[{i}]", $"blocks[{i}] is null: give a block.");
            validation.That(
                exercise is null || exercises.ContainsKey(exercise),
                $"blocks[{i}].exercise",
                $"blocks[{i}].exercise is not in the library: GET /api/scheduling/exercises lists what there is.");
        }
    }

    /// <summary>Checks blocks whose exercises are known and that have an amount.</summary>
    public static void CheckAmounts(Validation validation, IReadOnlyList<Block> blocks, IReadOnlyDictionary<string, Exercise> exercises)
    {
        var total = 0L;
        for (var i = 0; i < blocks.Count; i++)
        {
            var (block, field) = (blocks[i], $"blocks[{i}]");
            var wrong = DosageLimits.Find(block.ForClass()).ToList();
            foreach (var (name, error) in wrong)
            {
                var path = name.Length == 0 ? field : $"{field}.{name}";
                validation.That(false, path, name.Length == 0 ? $"{path}: give exactly one of holdSeconds, repetitions and rounds." : $"{path}: {error}.");
            }

            CheckPause(validation, block.RestSeconds, $"{field}.restSeconds");
            CheckPause(validation, block.ChangeSeconds, $"{field}.changeSeconds");
            CheckWords(validation, block.Variation, MostVariation, $"{field}.variation");
            CheckWords(validation, block.Instruction, MostWords, $"{field}.instruction");
            validation.That(
                exercises[block.Exercise].Sided || block.Instruction?.Contains("{side}", StringComparison.Ordinal) != true,
                $"{field}.instruction",
                $"{field}.instruction says {{side}}, but the exercise has no sides: leave it out.");
            if (wrong.Count > 0)
                continue;

            var seconds = RunSheetPlanner.SecondsOf(block, exercises[block.Exercise]);
            CheckCues(validation, block, seconds, field);
            total += seconds + block.ChangeSeconds;
        }

        validation.That(total <= MostSeconds, "blocks", $"The blocks last {total / 60} minutes: a class lasts at most {MostSeconds / 60}.");
    }

    private static void CheckCues(Validation validation, Block block, int seconds, string field)
    {
        var cues = block.Cues ?? [];
        validation.That(cues.Count <= MostCues, $"{field}.cues", $"{field}.cues has {cues.Count} entries: give at most {MostCues}.");
        for (var i = 0; i < cues.Count; i++)
        {
            var path = $"{field}.cues[{i}]";
            validation.That(cues[i] is not null, path, $"{path} is null: give a cue.");
            if (cues[i] is null)
                continue;

            validation.That(
                cues[i].AtSeconds >= 0 && cues[i].AtSeconds < seconds,
                $"{path}.atSeconds",
                $"{path}.atSeconds must be from 0 to {seconds - 1}: the block lasts {seconds} s.");
            validation.That(!string.IsNullOrWhiteSpace(cues[i].Text), $"{path}.text", $"{path}.text is missing: give 1 to {MostWords} characters.");
            CheckWords(validation, cues[i].Text, MostWords, $"{path}.text");
        }
    }

    private static void CheckPause(Validation validation, int seconds, string field) =>
        validation.That(seconds is >= 0 and <= MostPause, field, $"{field} must be from 0 to {MostPause}.");

    private static void CheckWords(Validation validation, string? words, int most, string field)
    {
        validation.That((words?.Length ?? 0) <= most, field, $"{field} is too long: at most {most} characters.");
        validation.That(words is null or { Length: 0 } || !string.IsNullOrWhiteSpace(words), field, $"{field} is blank: leave it out, or give words.");
        validation.That(words?.Any(char.IsControl) != true, field, $"{field} holds control characters: remove them.");
    }
}
