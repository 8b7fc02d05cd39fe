using System.Text.RegularExpressions;
using UpperBack.Scheduling.Exercises;
using UpperBack.Scheduling.Programmes;

namespace UpperBack.Scheduling.Content;

/// <summary>Finds what a data file says that cannot be; throws a <see cref="ContentException"/> at the first of it.</summary>
internal static partial class ContentCheck
{
    private static readonly IReadOnlyList<string> Levels = ["beginner", "intermediate"];

    public static void Check(string file, Exercise exercise)
    {
        void Require(bool holds, string field, string error) => RequireIn(file, holds, field, error);

        RequireSlug(file, exercise.Slug);
        RequireWords(file, ("name", exercise.Name), ("purpose", exercise.Purpose), ("summary", exercise.Summary), ("easier", exercise.Easier));
        RequireWords(file, ("getReady", exercise.GetReady), ("instruction", exercise.Instruction), ("rest", exercise.Rest), ("equipment", exercise.Equipment));
        RequireLists(file, ("targets", exercise.Targets), ("howTo", exercise.HowTo), ("cues", exercise.Cues), ("safety", exercise.Safety));
        RequireOneOf(file, "kind", exercise.Kind, ExerciseKind.All);
        RequireOneOf(file, "chain", exercise.Chain, ExerciseChain.All);
        RequireOneOf(file, "level", exercise.Level, Levels);
        Require(
            exercise.Equipment == "none" || !string.IsNullOrWhiteSpace(exercise.Alternative),
            "alternative",
            "equipment is needed, so say what to do without it");
        Require(
            exercise.Sided == exercise.Instruction.Contains("{side}", StringComparison.Ordinal),
            "instruction",
            "it must say {side} when the exercise has sides, and only then");
        for (var i = 0; i < exercise.Faults.Count; i++)
        {
            var fault = exercise.Faults[i];
            Require(Slug().IsMatch(fault.Slug), $"faults[{i}].slug", "use lower-case words joined by hyphens");
            Require(exercise.Faults.Count(other => other.Slug == fault.Slug) == 1, $"faults[{i}].slug", $"{fault.Slug} is there twice");
            RequireWords(file, ($"faults[{i}].name", fault.Name), ($"faults[{i}].correction", fault.Correction));
        }

        CheckDosages(file, "dosage", exercise.Dosage);
    }

    public static void Check(string file, Programme programme, IReadOnlyDictionary<string, Exercise> exercises)
    {
        void Require(bool holds, string field, string error) => RequireIn(file, holds, field, error);

        RequireSlug(file, programme.Slug);
        RequireWords(file, ("title", programme.Title), ("summary", programme.Summary));
        RequireOneOf(file, "level", programme.Level, Levels);
        Require(programme.Weeks.Count is >= 1 and <= 52, "weeks", "give 1 to 52 weeks");
        for (var w = 0; w < programme.Weeks.Count; w++)
        {
            var (week, field) = (programme.Weeks[w], $"weeks[{w}]");
            Require(week.Number == w + 1, $"{field}.number", $"it must be {w + 1}");
            RequireWords(file, ($"{field}.focus", week.Focus));
            Require(week.ChangeSeconds is >= 0 and <= 120, $"{field}.changeSeconds", "give 0 to 120");
            Require(week.Items.Count > 0, $"{field}.items", "give at least one exercise");
            for (var i = 0; i < week.Items.Count; i++)
                CheckItem(file, $"{field}.items[{i}]", week.Items[i], exercises);

            var findings = PlanCheck.Find(week, RunSheetPlanner.Plan(week, exercises), exercises).ToList();
            Require(findings.Count == 0, $"{field}.items", string.Join("; ", findings));
        }
    }

    private static void CheckItem(string file, string field, ProgrammeItem item, IReadOnlyDictionary<string, Exercise> exercises)
    {
        RequireIn(file, exercises.ContainsKey(item.Exercise), $"{field}.exercise", $"there is no exercise {item.Exercise}");
        RequireIn(file, item.RestSeconds is >= 0 and <= 120, $"{field}.restSeconds", "give 0 to 120");
        CheckDosages(file, $"{field}.dosage", item.Dosage);
        RequireIn(
            file,
            item.ForClass is { LeaveOut: false, Throughout: false },
            $"{field}.dosage[{Dosage.ClassLevel}]",
            "the class does this level together, so it must be something to do");
    }

    private static void CheckDosages(string file, string field, IReadOnlyList<Dosage> dosages)
    {
        RequireIn(
            file,
            dosages.Select(dosage => dosage.Level).SequenceEqual(Enumerable.Range(0, Dosage.HighestLevel + 1)),
            field,
            $"give one for each level from 0 to {Dosage.HighestLevel}, in order");
        for (var i = 0; i < dosages.Count; i++)
            CheckDosage(file, $"{field}[{i}]", dosages[i]);
    }

    private static void CheckDosage(string file, string field, Dosage dosage)
    {
        void RequireBetween(int? value, int least, int most, string name) =>
            RequireIn(file, value is null || (value >= least && value <= most), $"{field}.{name}", $"give {least} to {most}");

        int[] ways = [dosage.HoldSeconds is null ? 0 : 1, dosage.Repetitions is null ? 0 : 1, dosage.Rounds is null ? 0 : 1, dosage.LeaveOut ? 1 : 0, dosage.Throughout ? 1 : 0];
        RequireIn(file, ways.Sum() == 1, field, "give exactly one of holdSeconds, repetitions, rounds, throughout, leaveOut");
        RequireBetween(dosage.Sets, 1, 10, "sets");
        RequireBetween(dosage.HoldSeconds, 5, 300, "holdSeconds");
        RequireBetween(dosage.Repetitions, 1, 50, "repetitions");
        RequireBetween(dosage.Rounds, 1, 200, "rounds");
        RequireIn(file, dosage.UpTo is null || dosage.UpTo > (dosage.HoldSeconds ?? dosage.Repetitions ?? int.MaxValue), $"{field}.upTo", "it must be above the least amount");

        var paced = dosage.Rounds is not null || dosage.Throughout;
        RequireIn(file, paced ? dosage.InSeconds is >= 1 and <= 20 : dosage.InSeconds is null, $"{field}.inSeconds", "give 1 to 20 with a breath, and nothing without");
        RequireIn(file, paced ? dosage.OutSeconds is >= 1 and <= 20 : dosage.OutSeconds is null, $"{field}.outSeconds", "give 1 to 20 with a breath, and nothing without");
    }

    private static void RequireSlug(string file, string slug) =>
        RequireIn(file, Slug().IsMatch(slug) && file.EndsWith($"/{slug}.json", StringComparison.Ordinal), "slug", "it must be lower-case words joined by hyphens, and the file's name");

    private static void RequireWords(string file, params ReadOnlySpan<(string Field, string Value)> words)
    {
        foreach (var (field, value) in words)
            RequireIn(file, !string.IsNullOrWhiteSpace(value), field, "it is empty");
    }

    private static void RequireLists(string file, params ReadOnlySpan<(string Field, IReadOnlyList<string> Values)> lists)
    {
        foreach (var (field, values) in lists)
            RequireIn(file, values.Count > 0 && values.All(value => !string.IsNullOrWhiteSpace(value)), field, "give at least one, none of them empty");
    }

    private static void RequireOneOf(string file, string field, string value, IReadOnlyList<string> allowed) =>
        RequireIn(file, allowed.Contains(value), field, $"'{value}' is not one of {string.Join(", ", allowed)}");

    private static void RequireIn(string file, bool holds, string field, string error)
    {
        if (!holds)
            throw new ContentException(file, field, error);
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Slug();
}
