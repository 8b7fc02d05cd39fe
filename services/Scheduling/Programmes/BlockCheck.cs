using UpperBack.Contracts.Live;
using UpperBack.Scheduling.Exercises;

namespace UpperBack.Scheduling.Programmes;

/// <summary>Whether blocks can be made into a run sheet at all, however sound the class is. Every error names the
/// block.</summary>
internal static class BlockCheck
{
    public const int MaxBlocks = 40;
    public const int MaxSeconds = 3 * 60 * 60;
    public const int MaxCues = 20;
    public const int MaxCueLength = LiveLimits.CueText;
    public const int MaxVariation = 60;
    public const int MaxPause = 120;

    /// <summary>Checks blocks as they come.</summary>
    public static void CheckKnown(
        Validation validation,
        IReadOnlyList<Block> blocks,
        IReadOnlyDictionary<string, Exercise> exercises
    )
    {
        validation.That(
            blocks.Count is >= 1 and <= MaxBlocks,
            "blocks",
            $"A class has 1 to {MaxBlocks} exercises: this one has {blocks.Count}."
        );
        for (var i = 0; i < blocks.Count; i++)
        {
            var exercise = blocks[i]?.Exercise;
            validation.Wire(exercise is not null, $"blocks[{i}]", $"blocks[{i}] is null: give a block.");
            validation.That(
                exercise is null || exercises.ContainsKey(exercise),
                $"blocks[{i}].exercise",
                $"Place {i + 1}: we do not have this exercise. Choose one from the library."
            );
        }
    }

    /// <summary>Checks blocks whose exercises exist and that have an amount.</summary>
    public static void CheckAmounts(
        Validation validation,
        IReadOnlyList<Block> blocks,
        IReadOnlyDictionary<string, Exercise> exercises
    )
    {
        var total = 0L;
        for (var i = 0; i < blocks.Count; i++)
        {
            var (block, field) = (blocks[i], $"blocks[{i}]");
            var place = $"{exercises[block.Exercise].Name} (place {i + 1})";
            var errors = DosageLimits.Find(block.ForClass()).ToList();
            foreach (var (name, error) in errors)
            {
                var path = name.Length == 0 ? field : $"{field}.{name}";
                validation.That(
                    false,
                    path,
                    name.Length == 0
                        ? $"{place}: choose one of a hold, repetitions and rounds."
                        : $"{place}: {NameOf(name)}: {error}."
                );
            }

            CheckPause(validation, block.RestSeconds, $"{field}.restSeconds", $"{place}: the rest");
            CheckPause(validation, block.ChangeSeconds, $"{field}.changeSeconds", $"{place}: the get-ready time");
            CheckText(
                validation,
                block.Variation,
                MaxVariation,
                $"{field}.variation",
                $"{place}: the name of the version"
            );
            CheckText(validation, block.Instruction, MaxCueLength, $"{field}.instruction", $"{place}: the instruction");
            validation.That(
                exercises[block.Exercise].Sided
                    || block.Instruction?.Contains("{side}", StringComparison.Ordinal) != true,
                $"{field}.instruction",
                $"{place}: the instruction says {{side}}, but this exercise has no sides. Leave it out."
            );
            if (errors.Count > 0)
                continue;

            var seconds = RunSheetPlanner.SecondsOf(block, exercises[block.Exercise]);
            CheckCues(validation, block, seconds, field, place);
            total += seconds + block.ChangeSeconds;
        }

        validation.That(
            total <= MaxSeconds,
            "blocks",
            $"This adds up to {total / 60} minutes: a class lasts at most {MaxSeconds / 60}."
        );
    }

    private static void CheckCues(Validation validation, Block block, int seconds, string field, string place)
    {
        var cues = block.Cues ?? [];
        validation.That(
            cues.Count <= MaxCues,
            $"{field}.cues",
            $"{place}: an exercise can have at most {MaxCues} prepared cues."
        );
        for (var i = 0; i < cues.Count; i++)
        {
            var path = $"{field}.cues[{i}]";
            validation.Wire(cues[i] is not null, path, $"{path} is null: give a cue.");
            if (cues[i] is null)
                continue;

            validation.That(
                cues[i].AtSeconds >= 0 && cues[i].AtSeconds < seconds,
                $"{path}.atSeconds",
                $"{place}: a cue comes 0 to {seconds - 1} seconds after its start, since it lasts {seconds} s."
            );
            validation.That(
                !string.IsNullOrWhiteSpace(cues[i].Text),
                $"{path}.text",
                $"{place}: a cue has no words. Write 1 to {MaxCueLength} characters, or remove it."
            );
            CheckText(validation, cues[i].Text, MaxCueLength, $"{path}.text", $"{place}: the cue");
        }
    }

    private static void CheckPause(Validation validation, int seconds, string field, string thing) =>
        validation.That(seconds is >= 0 and <= MaxPause, field, $"{thing} must be from 0 to {MaxPause} seconds.");

    private static void CheckText(Validation validation, string? text, int max, string field, string thing)
    {
        validation.That((text?.Length ?? 0) <= max, field, $"{thing} is too long: at most {max} characters.");
        validation.That(
            text is null or { Length: 0 } || !string.IsNullOrWhiteSpace(text),
            field,
            $"{thing} has no words: write some, or leave it out."
        );
        validation.That(
            text?.Any(char.IsControl) != true,
            field,
            $"{thing} has characters that cannot be shown: remove them."
        );
    }

    /// <summary>What a person calls a number of a dosage.</summary>
    private static string NameOf(string field) =>
        field switch
        {
            "holdSeconds" => "the hold in seconds",
            "upTo" => "the upper amount",
            "inSeconds" => "the seconds in",
            "outSeconds" => "the seconds out",
            _ => $"the {field}",
        };
}
