using System.Text.RegularExpressions;

namespace UpperBack.Live.FormNotes;

/// <summary>The text of a form note, with placeholders that are filled in for each target. Pure.</summary>
internal static partial class NoteTemplateText
{
    /// <summary>The target's first name.</summary>
    public const string Name = "{name}";

    /// <summary>Name of the exercise.</summary>
    public const string Exercise = "{exercise}";

    /// <summary>Side of the current step; empty when it has none.</summary>
    public const string Side = "{side}";

    /// <summary>Why this text cannot be sent, or null.</summary>
    /// <param name="text">With placeholders.</param>
    /// <param name="exercise">What <see cref="Exercise"/> would become; null when there is no current exercise.</param>
    public static string? FindFault(string text, string? exercise)
    {
        var unknown = Placeholder().Matches(text).Select(match => match.Value).Except([Name, Exercise, Side]).ToArray();
        if (unknown.Length > 0)
            return $"{string.Join(", ", unknown)} cannot be filled in: there are {Name}, {Exercise} and {Side}.";

        return exercise is null && text.Contains(Exercise, StringComparison.Ordinal)
            ? $"{Exercise} cannot be filled in now, because no exercise is on: name it yourself."
            : null;
    }

    /// <summary>The text for one target.</summary>
    /// <param name="text">In which <see cref="FindFault"/> finds none.</param>
    /// <param name="displayName">The target's name.</param>
    /// <param name="exercise">Name of the exercise, where <paramref name="text"/> needs it.</param>
    /// <param name="side">Side of the current step; when null, the placeholder is dropped with the space before
    /// it.</param>
    public static string Fill(string text, string displayName, string? exercise, string? side)
    {
        if (side is null)
            text = SideAndSpace().Replace(text, "").TrimStart();

        // In one pass: a name that looks like a placeholder stays a name.
        return Placeholder()
            .Replace(text, match => match.Value switch
                {
                    Name => FirstNameOf(displayName),
                    Exercise => exercise ?? match.Value,
                    Side => side!,
                    _ => match.Value,
                });
    }

    private static string FirstNameOf(string displayName) =>
        displayName.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [var first, ..]
            ? first
            : displayName;

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@" ?\{side\}")]
    private static partial Regex SideAndSpace();
}
