using System.Runtime.CompilerServices;
using System.Text.Json;
using UpperBack.Contracts;
using UpperBack.Kernel.Time;

namespace UpperBack.Kernel.Problems;

/// <summary>Collects what is wrong with a request, so that everything is said at once: to people in the refusal's
/// words, and field by field in its errors.</summary>
public sealed class Validation
{
    private const string WrongProgram = "This could not be used. Reload the page and try again.";

    private readonly Dictionary<string, List<string>> errors = [];
    private readonly List<string> sentences = [];

    /// <summary>The refusal, or null when nothing was wrong.</summary>
    public Problem? Problem =>
        errors.Count == 0
            ? null
            : new Problem(
                ErrorCodes.Invalid,
                string.Join(" ", sentences.Distinct()),
                errors.ToDictionary(entry => entry.Key, entry => entry.Value.ToArray())
            );

    /// <summary>Requires a condition; <paramref name="message"/> says what is wrong and what to do.</summary>
    /// <param name="holds">The condition.</param>
    /// <param name="field">Name of the field on the wire.</param>
    /// <param name="message">For people: no field's name, no address, no word of the wire.</param>
    public Validation That(bool holds, string field, string message) => holds ? this : Add(field, message, message);

    /// <summary>Requires what no person chooses, only the program that sends it: people are told to try again, and
    /// <paramref name="message"/> tells its developer what is wrong with the field.</summary>
    /// <param name="holds">The condition.</param>
    /// <param name="field">Name of the field on the wire.</param>
    /// <param name="message">For developers.</param>
    public Validation Wire(bool holds, string field, string message) =>
        holds ? this : Add(field, message, WrongProgram);

    /// <summary>Requires words: not blank, at most <paramref name="most"/> characters, no control characters but line
    /// breaks.</summary>
    /// <param name="value">The words.</param>
    /// <param name="most">How many characters they may have.</param>
    /// <param name="thing">What a person calls it, as it begins a sentence: "The title". Made from the field's name
    /// when left out.</param>
    /// <param name="expression">Names the field.</param>
    public Validation Words(
        string? value,
        int most,
        string? thing = null,
        [CallerArgumentExpression(nameof(value))] string expression = ""
    )
    {
        var field = FieldOf(expression);
        thing ??= ThingOf(field);
        That(!string.IsNullOrWhiteSpace(value), field, $"{thing} is missing: write 1 to {most} characters.");
        That((value?.Length ?? 0) <= most, field, $"{thing} is too long: at most {most} characters.");
        return That(
            value?.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) != true,
            field,
            $"{thing} has characters that cannot be shown: remove them."
        );
    }

    /// <summary>Requires a number between two bounds, both allowed.</summary>
    /// <param name="value">The number.</param>
    /// <param name="least">The lower bound.</param>
    /// <param name="most">The upper bound.</param>
    /// <param name="thing">What a person calls it, see <see cref="Words"/>.</param>
    /// <param name="expression">Names the field.</param>
    public Validation Between(
        double value,
        double least,
        double most,
        string? thing = null,
        [CallerArgumentExpression(nameof(value))] string expression = ""
    )
    {
        var field = FieldOf(expression);
        return That(
            value >= least && value <= most,
            field,
            $"{thing ?? ThingOf(field)} must be from {least} to {most}."
        );
    }

    /// <summary>Requires an IANA zone id that is known here.</summary>
    public Validation Zone(string? value, [CallerArgumentExpression(nameof(value))] string expression = "") =>
        That(
            Zones.Find(value) is not null,
            FieldOf(expression),
            "Choose a time zone from the list, such as Europe/Berlin or Asia/Kolkata."
        );

    /// <summary>Requires a page, from 1, of what is found by <paramref name="search"/>.</summary>
    public Validation PageOf(string search, int maxSearchLength, int page) =>
        Between(page, 1, 1_000_000, "The page")
            .That(
                search.Length <= maxSearchLength,
                nameof(search),
                $"That is too long to search for: at most {maxSearchLength} characters."
            );

    private Validation Add(string field, string message, string sentence)
    {
        if (!errors.TryGetValue(field, out var messages))
            errors[field] = messages = [];
        messages.Add(message);
        sentences.Add(sentence);
        return this;
    }

    /// <summary>"Coached seats" for <c>coachedSeats</c>.</summary>
    private static string ThingOf(string field)
    {
        var words = string.Concat(field.Select(c => char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : c.ToString()));
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    private static string FieldOf(string expression) =>
        JsonNamingPolicy.CamelCase.ConvertName(expression[(expression.LastIndexOf('.') + 1)..]);
}
