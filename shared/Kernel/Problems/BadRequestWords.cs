using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace UpperBack.Kernel.Problems;

/// <summary>Says to the caller of an endpoint why the request could not be read: what the framework found, without naming types of
/// the inside, and what to do.</summary>
internal static partial class BadRequestWords
{
    public static string Of(BadHttpRequestException bad)
    {
        if (bad.InnerException is JsonException json)
            return $"The JSON could not be read at {json.Path ?? "$"}: {Of(json.Message)}";
        if (UnboundParameter().Match(bad.Message) is { Success: true } unbound)
            return $"'{unbound.Groups["value"].Value}' is no valid {unbound.Groups["name"].Value}. See /docs/api for its form.";
        return bad.Message.StartsWith("Implicit body inferred", StringComparison.Ordinal)
            ? "The request has no body: send JSON with Content-Type application/json."
            : bad.Message;
    }

    private static string Of(string message)
    {
        if (MissingFields().Match(message) is { Success: true } missing)
            return $"these fields are missing: {missing.Groups["names"].Value}.";
        if (message.Contains("doesn't allow null", StringComparison.Ordinal) || message.Contains("doesn't allow setting null", StringComparison.Ordinal))
            return "null is not allowed there; give a value.";
        if (message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal))
            return "the value there has the wrong type or form. See /docs/api for its form.";

        var end = message.IndexOf(" Path:", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }

    [GeneratedRegex("""^Failed to bind parameter "\S+ (?<name>\w+)" from "(?<value>.*)"\.$""", RegexOptions.Singleline)]
    private static partial Regex UnboundParameter();

    [GeneratedRegex("missing required properties including: (?<names>[^.]+)")]
    private static partial Regex MissingFields();
}
