using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using UpperBack.Contracts;

namespace UpperBack.Kernel.Problems;

/// <summary>Says why a request could not be read: to people what they can do, and to developers, field by field, what
/// the framework found, without naming types of the inside.</summary>
internal static partial class BadRequestMessages
{
    private const string TryAgain = "This could not be read. Reload the page and try again.";

    public static Problem Of(ErrorCode code, BadHttpRequestException bad)
    {
        if (bad.InnerException is JsonException json)
            return Problem.Of(
                code,
                "Something you entered cannot be used. Check it and try again.",
                FieldOf(json.Path),
                Of(json.Message)
            );
        if (UnboundParameter().Match(bad.Message) is { Success: true } unbound)
        {
            var (value, name) = (unbound.Groups["value"].Value, unbound.Groups["name"].Value);
            return Problem.Of(code, DeadEnd(name), name, $"'{value}' is no valid {name}. See /docs/api for its form.");
        }

        return Problem.Of(
            code,
            code == ErrorCodes.TooLarge ? "That is too large to send. Send less." : TryAgain,
            "$",
            bad.Message.StartsWith("Implicit body inferred", StringComparison.Ordinal)
                ? "The request has no body: send JSON with Content-Type application/json."
                : bad.Message
        );
    }

    /// <summary>A link whose id cannot be one: what it does not lead to.</summary>
    private static string DeadEnd(string parameter) =>
        parameter switch
        {
            "sessionId" or "seriesId" => "This link does not lead to a class. See the timetable for what is on.",
            "memberId" => "This link does not lead to a member.",
            _ => "This link does not lead anywhere. Check it, or start from the timetable.",
        };

    /// <summary><c>blocks[0].cues</c> for the path <c>$.blocks[0].cues</c>.</summary>
    private static string FieldOf(string? path) =>
        path is { Length: > 2 } && path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : "$";

    private static string Of(string message)
    {
        if (MissingFields().Match(message) is { Success: true } missing)
            return $"These fields are missing: {missing.Groups["names"].Value}.";
        if (
            message.Contains("doesn't allow null", StringComparison.Ordinal)
            || message.Contains("doesn't allow setting null", StringComparison.Ordinal)
        )
            return "null is not allowed here: give a value.";
        if (message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal))
            return "The value has the wrong type or form: see /docs/api.";

        var end = message.IndexOf(" Path:", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }

    [GeneratedRegex("""^Failed to bind parameter "\S+ (?<name>\w+)" from "(?<value>.*)"\.$""", RegexOptions.Singleline)]
    private static partial Regex UnboundParameter();

    [GeneratedRegex("missing required properties including: (?<names>[^.]+)")]
    private static partial Regex MissingFields();
}
