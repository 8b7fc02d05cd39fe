using System.Runtime.CompilerServices;
using System.Text.Json;
using UpperBack.Contracts;
using UpperBack.Kernel.Time;

namespace UpperBack.Kernel.Problems;

/// <summary>Collects what is wrong with a request, so that everything is said at once.</summary>
public sealed class Validation
{
    private readonly Dictionary<string, List<string>> errors = [];

    /// <summary>The refusal, or null when nothing was wrong.</summary>
    public Problem? Problem => errors.Count == 0
        ? null
        : new Problem(
            ErrorCodes.Invalid,
            string.Join(" ", errors.SelectMany(entry => entry.Value)),
            errors.ToDictionary(entry => entry.Key, entry => entry.Value.ToArray()));

    /// <summary>Requires a condition; <paramref name="message"/> says what is wrong and what to do.</summary>
    /// <param name="holds">The condition.</param>
    /// <param name="field">Name of the field on the wire.</param>
    /// <param name="message">For people.</param>
    public Validation That(bool holds, string field, string message)
    {
        if (!holds)
        {
            if (!errors.TryGetValue(field, out var messages))
                errors[field] = messages = [];
            messages.Add(message);
        }

        return this;
    }

    /// <summary>Requires words: not blank, at most <paramref name="most"/> characters, no control characters but line breaks.</summary>
    public Validation Words(string? value, int most, [CallerArgumentExpression(nameof(value))] string expression = "")
    {
        var field = FieldOf(expression);
        That(!string.IsNullOrWhiteSpace(value), field, $"{field} is missing: give 1 to {most} characters.");
        That((value?.Length ?? 0) <= most, field, $"{field} is too long: at most {most} characters.");
        return That(value?.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) != true, field, $"{field} holds control characters: remove them.");
    }

    /// <summary>Requires a number between two bounds, both allowed.</summary>
    public Validation Between(double value, double least, double most, [CallerArgumentExpression(nameof(value))] string expression = "")
    {
        var field = FieldOf(expression);
        return That(value >= least && value <= most, field, $"{field} must be from {least} to {most}.");
    }

    /// <summary>Requires an IANA zone id that is known here.</summary>
    public Validation Zone(string? value, [CallerArgumentExpression(nameof(value))] string expression = "")
    {
        var field = FieldOf(expression);
        return That(Zones.Find(value) is not null, field, $"{field} must be an IANA time zone such as Europe/Berlin or Asia/Kolkata.");
    }

    private static string FieldOf(string expression) => JsonNamingPolicy.CamelCase.ConvertName(expression[(expression.LastIndexOf('.') + 1)..]);
}
