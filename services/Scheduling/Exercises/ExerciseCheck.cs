using UpperBack.Scheduling.Content;

namespace UpperBack.Scheduling.Exercises;

/// <summary>Finds what an exercise's file says that cannot be; throws a <see cref="ContentException"/> at the first of
/// it.</summary>
internal static class ExerciseCheck
{
    public static void Check(string file, Exercise exercise, IReadOnlyDictionary<string, Figure> figures)
    {
        void Require(bool holds, string field, string error) => ContentAssert.That(file, holds, field, error);

        ContentAssert.FileSlug(file, exercise.Slug);
        ContentAssert.NotEmpty(
            file,
            ("name", exercise.Name),
            ("purpose", exercise.Purpose),
            ("summary", exercise.Summary)
        );
        ContentAssert.NotEmpty(
            file,
            ("easier", exercise.Easier),
            ("harder", exercise.Harder),
            ("breathPattern", exercise.BreathPattern)
        );
        ContentAssert.NotEmpty(
            file,
            ("getReady", exercise.GetReady),
            ("instruction", exercise.Instruction),
            ("rest", exercise.Rest),
            ("equipment", exercise.Equipment)
        );
        ContentAssert.Lists(
            file,
            ("targets", exercise.Targets),
            ("howTo", exercise.HowTo),
            ("cues", exercise.Cues),
            ("safety", exercise.Safety)
        );
        ContentAssert.OneOf(file, "kind", exercise.Kind, ExerciseKind.All);
        ContentAssert.OneOf(file, "chain", exercise.Chain, ExerciseChain.All);
        ContentAssert.OneOf(file, "level", exercise.Level, ContentAssert.Difficulties);
        Require(
            exercise.Equipment == "none" || !string.IsNullOrWhiteSpace(exercise.Alternative),
            "alternative",
            "equipment is needed, so say what to do without it"
        );
        Require(
            exercise.Sided == exercise.Instruction.Contains("{side}", StringComparison.Ordinal),
            "instruction",
            "it must say {side} when the exercise has sides, and only then"
        );
        for (var i = 0; i < exercise.Faults.Count; i++)
        {
            var fault = exercise.Faults[i];
            Require(ContentAssert.IsSlug(fault.Slug), $"faults[{i}].slug", "use lower-case words joined by hyphens");
            Require(
                exercise.Faults.Count(other => other.Slug == fault.Slug) == 1,
                $"faults[{i}].slug",
                $"{fault.Slug} is there twice"
            );
            ContentAssert.NotEmpty(
                file,
                ($"faults[{i}].name", fault.Name),
                ($"faults[{i}].correction", fault.Correction)
            );
        }

        CheckVariations(file, exercise.Variations);
        CheckDosages(file, "dosage", exercise.Dosage);
        Require(
            figures.ContainsKey(exercise.Slug),
            "slug",
            $"there is no figure for it: add Content/figures/{exercise.Slug}.json"
        );
    }

    public static void CheckVariations(string file, IReadOnlyList<ExerciseVariation> variations)
    {
        RequireEveryLevel(file, "variations", variations.Select(variation => variation.Level));
        for (var i = 0; i < variations.Count; i++)
            ContentAssert.NotEmpty(
                file,
                ($"variations[{i}].name", variations[i].Name),
                ($"variations[{i}].text", variations[i].Text)
            );
    }

    public static void CheckDosages(string file, string field, IReadOnlyList<Dosage> dosages)
    {
        RequireEveryLevel(file, field, dosages.Select(dosage => dosage.Level));
        for (var i = 0; i < dosages.Count; i++)
            CheckDosage(file, $"{field}[{i}]", dosages[i]);
    }

    private static void CheckDosage(string file, string field, Dosage dosage)
    {
        foreach (var (name, error) in DosageLimits.Find(dosage))
            ContentAssert.That(file, false, name.Length == 0 ? field : $"{field}.{name}", error);
    }

    private static void RequireEveryLevel(string file, string field, IEnumerable<int> levels) =>
        ContentAssert.That(
            file,
            levels.SequenceEqual(Enumerable.Range(0, Dosage.HighestLevel + 1)),
            field,
            $"give one for each level from 0 to {Dosage.HighestLevel}, in order"
        );
}
