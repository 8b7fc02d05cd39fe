using System.Text.RegularExpressions;

namespace UpperBack.Architecture;

/// <summary>What people are told is told in their words; developers read the errors by field, and the description of
/// the API.</summary>
public sealed partial class WordRules
{
    /// <summary>Calls with a sentence for people, and which of their arguments it is.</summary>
    private static readonly (string Call, int Argument)[] Told =
    [
        ("Problem.Of(", 1),
        (".That(", 2),
        (".Words(", 2),
        (".Between(", 3),
        ("HubErrors.From(", 1),
        ("new IngestTermination(", 1),
        ("new RoomClosedNotice(", 1),
        ("const string ", 0),
    ];

    [Fact]
    public void NoSentenceForPeopleHoldsAWordOfDevelopers()
    {
        // The library's files are written and checked by developers.
        var files = House
            .Files("services", "*.cs")
            .Concat(House.Files("shared", "*.cs"))
            .Where(path => !path.Contains("/Scheduling/Content/", StringComparison.Ordinal));
        var sentences = files
            .SelectMany(path => FindSentences(File.ReadAllText(path)).Select(words => (path, words)))
            .ToList();
        Assert.True(sentences.Count > 150, $"Only {sentences.Count} sentences were found.");
        Assert.Empty(
            sentences
                .Where(one => DevelopersWord().IsMatch(one.words))
                .Select(one => $"{House.Short(one.path)}: {one.words}")
        );
    }

    [Theory]
    [InlineData("""Problem.Of(ErrorCodes.NotFound, "There is none. GET /api/members lists them.").ToHttp()""")]
    [InlineData(
        """validation.That(name.Any(c => c is ','), "displayName", $"displayName is missing: give {Most(1, 2)}.");"""
    )]
    [InlineData("""HubErrors.From(ErrorCodes.Malformed, isNew ? "Try again." : "Compare it with /docs/hub.")""")]
    [InlineData("""private const string Hint = "An RFC 5545 rule, such as this one.";""")]
    public void AWordOfDevelopersIsFound(string code) =>
        Assert.Contains(FindSentences(code), words => DevelopersWord().IsMatch(words));

    [Theory]
    [InlineData(
        """Problem.Of(ErrorCodes.Malformed, "This could not be sent.", "$", "Send JSON to /api/sample, and no UUID.")"""
    )]
    [InlineData(
        """validation.That(week is not null, "weekNumber", $"This programme has {programme?.WeekCount} weeks.")"""
    )]
    [InlineData("""validation.Wire(false, "mark", $"mark must be {One} or displayName.")""")]
    public void WhatDevelopersReadMayHoldThem(string code) =>
        Assert.DoesNotContain(FindSentences(code), DevelopersWord().IsMatch);

    /// <summary>Literals of more than one word in the arguments that are told; what is filled in is left out.</summary>
    private static IEnumerable<string> FindSentences(string code) =>
        from told in Told
        from place in Places(code, told.Call)
        from match in Literal().Matches(Argument(code, place, told.Argument))
        let words = Hole().Replace(match.Groups["words"].Value, "…")
        where words.Contains(' ', StringComparison.Ordinal)
        select words;

    private static IEnumerable<int> Places(string code, string call)
    {
        for (
            var at = code.IndexOf(call, StringComparison.Ordinal);
            at >= 0;
            at = code.IndexOf(call, at + 1, StringComparison.Ordinal)
        )
            yield return at + call.Length;
    }

    /// <summary>The text of an argument, from the first one's beginning on.</summary>
    private static string Argument(string code, int from, int index)
    {
        var (depth, begin) = (0, from);
        for (var at = from; at < code.Length; at++)
        {
            if (Whole().Match(code, at) is { Success: true, Length: > 0 } literal)
                at += literal.Length - 1;
            else if (code[at] is '(' or '[' or '{')
                depth++;
            else if (code[at] is ')' or ']' or '}' && depth > 0)
                depth--;
            else if (code[at] is ')' or ';' || (code[at] == ',' && depth == 0 && index == 0))
                return index == 0 ? code[begin..at] : "";
            else if (code[at] == ',' && depth == 0)
                (index, begin) = (index - 1, at + 1);
        }

        return "";
    }

    [GeneratedRegex("""\G("([^"\\\n]|\\.)*"|'([^'\\]|\\.)')""")]
    private static partial Regex Whole();

    [GeneratedRegex("\"(?<words>([^\"\\\\\n]|\\\\.)*)\"")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Hole();

    [GeneratedRegex(
        @"/(api|docs|hubs|openapi)\b|\b[a-z]+[A-Z]\w*|\bRFC\b|\b(GET|PUT|POST|DELETE|PATCH)\b|\bUUIDs?\b|\bJSON\b"
            + @"|\bUnix\b|\bnull\b"
    )]
    private static partial Regex DevelopersWord();
}
