using UpperBack.Scheduling.Content;
using UpperBack.Scheduling.Exercises;

namespace UpperBack.Scheduling.Programmes;

/// <summary>Finds what a programme's file says that cannot be, or that would make an unsound class; throws a
/// <see cref="ContentException"/> at the first of it.</summary>
internal static class ProgrammeCheck
{
    public static void Check(string file, Programme programme, IReadOnlyDictionary<string, Exercise> exercises)
    {
        ContentAssert.FileSlug(file, programme.Slug);
        CheckStructure(file, programme, exercises);
        var found = new HashSet<string>();
        for (var w = 0; w < programme.Weeks.Count; w++)
        {
            var findings = PlanCheck.Find(programme, programme.Weeks[w], exercises).ToList();
            found.UnionWith(findings.Select(finding => finding.Code));
            var open = findings
                .Where(finding => finding.Accepted is null)
                .Select(finding => $"{finding.Message} ({finding.Code})")
                .ToList();
            ContentAssert.That(file, open.Count == 0, $"weeks[{w}].items", string.Join("; ", open));
        }

        for (var i = 0; i < programme.Accepts.Count; i++)
            ContentAssert.That(
                file,
                found.Contains(programme.Accepts[i].Finding),
                $"accepts[{i}]",
                $"no week shows {programme.Accepts[i].Finding}: take it out"
            );
    }

    /// <summary>Whether the file can be followed at all, however sound its classes are.</summary>
    public static void CheckStructure(string file, Programme programme, IReadOnlyDictionary<string, Exercise> exercises)
    {
        void Require(bool holds, string field, string error) => ContentAssert.That(file, holds, field, error);

        Require(ContentAssert.IsSlug(programme.Slug), "slug", "it must be lower-case words joined by hyphens");
        ContentAssert.NotEmpty(file, ("title", programme.Title), ("summary", programme.Summary));
        ContentAssert.OneOf(file, "level", programme.Level, ContentAssert.Difficulties);
        ContentAssert.OneOf(file, "kind", programme.Kind, Programme.Kinds);
        for (var i = 0; i < programme.Accepts.Count; i++)
        {
            ContentAssert.OneOf(file, $"accepts[{i}].finding", programme.Accepts[i].Finding, PlanFinding.Codes);
            ContentAssert.NotEmpty(file, ($"accepts[{i}].because", programme.Accepts[i].Because));
        }

        Require(programme.Weeks.Count is >= 1 and <= 52, "weeks", "give 1 to 52 weeks");
        for (var w = 0; w < programme.Weeks.Count; w++)
        {
            var (week, field) = (programme.Weeks[w], $"weeks[{w}]");
            Require(week.Number == w + 1, $"{field}.number", $"it must be {w + 1}");
            ContentAssert.NotEmpty(file, ($"{field}.focus", week.Focus));
            Require(week.ChangeSeconds is >= 0 and <= 120, $"{field}.changeSeconds", "give 0 to 120");
            Require(week.Items.Count > 0, $"{field}.items", "give at least one exercise");
            for (var i = 0; i < week.Items.Count; i++)
                CheckItem(file, $"{field}.items[{i}]", week.Items[i], exercises);
        }
    }

    private static void CheckItem(
        string file,
        string field,
        ProgrammeItem item,
        IReadOnlyDictionary<string, Exercise> exercises
    )
    {
        ContentAssert.That(
            file,
            exercises.ContainsKey(item.Exercise),
            $"{field}.exercise",
            $"there is no exercise {item.Exercise}"
        );
        ContentAssert.That(file, item.RestSeconds is >= 0 and <= 120, $"{field}.restSeconds", "give 0 to 120");
        ExerciseCheck.CheckDosages(file, $"{field}.dosage", item.Dosage);
        ContentAssert.That(
            file,
            item.ForClass is { LeaveOut: false, Throughout: false },
            $"{field}.dosage[{Dosage.ClassLevel}]",
            "the class does this level together, so it must be something to do"
        );
    }
}
