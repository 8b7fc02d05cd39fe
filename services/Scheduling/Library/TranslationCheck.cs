using UpperBack.Scheduling.Content;
using UpperBack.Scheduling.Exercises;
using UpperBack.Scheduling.Programmes;

namespace UpperBack.Scheduling.Library;

/// <summary>Finds where a translation says more or less than what it translates; throws a <see
/// cref="ContentException"/> at the first of it.</summary>
internal static class TranslationCheck
{
    public static void Check(string file, ExerciseTexts texts, Exercise exercise)
    {
        void Require(bool holds, string field, string error) => ContentAssert.That(file, holds, field, error);
        void RequireCount(int count, int english, string field) =>
            Require(count == english, field, $"there are {count}, and {english} in English");
        void RequireBoth(string? text, string? english, string field) =>
            Require(
                string.IsNullOrWhiteSpace(text) == string.IsNullOrWhiteSpace(english),
                field,
                "give it when English has it, and only then"
            );

        ContentAssert.NotEmpty(
            file,
            ("name", texts.Name),
            ("purpose", texts.Purpose),
            ("summary", texts.Summary),
            ("figureWords", texts.FigureWords)
        );
        ContentAssert.NotEmpty(
            file,
            ("easier", texts.Easier),
            ("harder", texts.Harder),
            ("breathPattern", texts.BreathPattern)
        );
        ContentAssert.NotEmpty(
            file,
            ("getReady", texts.GetReady),
            ("instruction", texts.Instruction),
            ("rest", texts.Rest)
        );
        ContentAssert.Lists(
            file,
            ("targets", texts.Targets),
            ("howTo", texts.HowTo),
            ("cues", texts.Cues),
            ("safety", texts.Safety)
        );
        RequireCount(texts.Targets.Count, exercise.Targets.Count, "targets");
        RequireCount(texts.HowTo.Count, exercise.HowTo.Count, "howTo");
        RequireCount(texts.Cues.Count, exercise.Cues.Count, "cues");
        RequireCount(texts.Safety.Count, exercise.Safety.Count, "safety");
        RequireBoth(texts.KindDetail, exercise.KindDetail, "kindDetail");
        RequireBoth(texts.Alternative, exercise.Alternative, "alternative");
        RequireBoth(texts.Equipment, exercise.Equipment == "none" ? null : exercise.Equipment, "equipment");
        Require(
            exercise.Sided == texts.Instruction.Contains("{side}", StringComparison.Ordinal),
            "instruction",
            "it must say {side} when the exercise has sides, and only then"
        );
        Require(
            texts.Faults.Select(fault => fault.Slug).SequenceEqual(exercise.Faults.Select(fault => fault.Slug)),
            "faults",
            $"they must be {string.Join(", ", exercise.Faults.Select(fault => fault.Slug))}, in order"
        );
        for (var i = 0; i < texts.Faults.Count; i++)
            ContentAssert.NotEmpty(
                file,
                ($"faults[{i}].name", texts.Faults[i].Name),
                ($"faults[{i}].correction", texts.Faults[i].Correction)
            );
        ExerciseCheck.CheckVariations(file, texts.Variations);
    }

    public static void Check(string file, ProgrammeTexts texts, Programme programme)
    {
        ContentAssert.NotEmpty(file, ("title", texts.Title), ("summary", texts.Summary));
        ContentAssert.That(
            file,
            texts.Weeks.Select(week => week.Number).SequenceEqual(programme.Weeks.Select(week => week.Number)),
            "weeks",
            $"give 1 to {programme.Weeks.Count}, in order"
        );
        for (var w = 0; w < texts.Weeks.Count; w++)
        {
            var (week, field) = (texts.Weeks[w], $"weeks[{w}]");
            ContentAssert.NotEmpty(file, ($"{field}.focus", week.Focus));
            var own = programme
                .Weeks[w]
                .Items.Where(item => item.Instruction is not null)
                .Select(item => item.Exercise)
                .Distinct()
                .Order()
                .ToList();
            ContentAssert.That(
                file,
                (week.Instructions?.Keys ?? []).Order().SequenceEqual(own),
                $"{field}.instructions",
                own.Count == 0
                    ? "the week has none of its own"
                    : $"give those of {string.Join(", ", own)}, and no others"
            );
            foreach (var (exercise, instruction) in week.Instructions ?? new Dictionary<string, string>())
                ContentAssert.NotEmpty(file, ($"{field}.instructions.{exercise}", instruction));
        }
    }

    public static void Check(string file, CommonTexts texts, LocalizedLibrary english)
    {
        var dosages = english
            .Exercises.SelectMany(exercise => exercise.Dosage)
            .Concat(
                english
                    .Programmes.SelectMany(programme => programme.Weeks)
                    .SelectMany(week => week.Items)
                    .SelectMany(item => item.Dosage)
            );
        foreach (var variation in dosages.Select(dosage => dosage.Variation).OfType<string>().Distinct())
            ContentAssert.That(
                file,
                !string.IsNullOrWhiteSpace(texts.Variations.GetValueOrDefault(variation)),
                "variations",
                $"'{variation}' is missing"
            );
        ContentAssert.NotEmpty(file, ("restFigureWords", texts.RestFigureWords));
        ContentAssert.Lists(file, ("safety", texts.Safety));
        ContentAssert.That(file, texts.Faults.Count > 0, "faults", "give those that all exercises share");
    }
}
