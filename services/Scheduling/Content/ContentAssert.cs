using System.Text.RegularExpressions;
using UpperBack.Scheduling.Exercises;

namespace UpperBack.Scheduling.Content;

/// <summary>What the checks of data files are made of; each throws a <see cref="ContentException"/> that names file and
/// field.</summary>
internal static partial class ContentAssert
{
    public static readonly IReadOnlyList<string> Difficulties = ["beginner", "intermediate"];

    public static void That(string file, bool holds, string field, string error)
    {
        if (!holds)
            throw new ContentException(file, field, error);
    }

    public static void FileSlug(string file, string slug) =>
        That(
            file,
            IsSlug(slug) && file.EndsWith($"/{slug}.json", StringComparison.Ordinal),
            "slug",
            "it must be lower-case words joined by hyphens, and the file's name"
        );

    public static bool IsSlug(string slug) => SlugPattern().IsMatch(slug);

    public static void NotEmpty(string file, params ReadOnlySpan<(string Field, string Value)> texts)
    {
        foreach (var (field, value) in texts)
            That(file, !string.IsNullOrWhiteSpace(value), field, "it is empty");
    }

    public static void Lists(string file, params ReadOnlySpan<(string Field, IReadOnlyList<string> Values)> lists)
    {
        foreach (var (field, values) in lists)
            That(
                file,
                values.Count > 0 && values.All(value => !string.IsNullOrWhiteSpace(value)),
                field,
                "give at least one, none of them empty"
            );
    }

    public static void OneOf(string file, string field, string value, IReadOnlyList<string> allowed) =>
        That(file, allowed.Contains(value), field, $"'{value}' is not one of {string.Join(", ", allowed)}");

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex SlugPattern();
}
