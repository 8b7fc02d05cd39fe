using System.Text.RegularExpressions;

namespace UpperBack.Architecture;

/// <summary>What a page in Markdown names.</summary>
internal static partial class DocumentText
{
    /// <summary>What a link can name of a page: its headings, as the web writes them.</summary>
    public static IEnumerable<string> AnchorsIn(string text) =>
        Heading().Matches(text).Select(match => AnchorOf(match.Groups["words"].Value));

    /// <summary>Where its links lead.</summary>
    public static IEnumerable<string> LinksIn(string text) =>
        Link().Matches(text).Select(match => match.Groups["to"].Value);

    /// <summary>What begins with a folder of the root, wherever it stands; and files and folders in code.</summary>
    public static IEnumerable<string> PathsIn(string text)
    {
        var prose = Link().Replace(Address().Replace(text, ""), "");
        return FromRoot()
            .Matches(prose)
            .Select(match => match.Value)
            .Concat(CodeIn(prose).Where(word => FileName().IsMatch(word) || FolderName().IsMatch(word)))
            .Select(path => path.TrimEnd('.', ',', '/'))
            .Where(path => !Pattern().IsMatch(path));
    }

    /// <summary>What looks like the name of a type, a method or a property.</summary>
    public static IEnumerable<string> NamesIn(string text) =>
        CodeIn(text)
            .Where(word => !FileName().IsMatch(word) && !FolderName().IsMatch(word))
            .SelectMany(word => word.Split('.', '/'))
            .Where(word => Name().IsMatch(word));

    /// <summary>Settings, with their section.</summary>
    public static IEnumerable<string> SettingsIn(string text) =>
        CodeIn(text).SelectMany(word => Setting().Matches(word)).Select(match => match.Value);

    /// <summary>The words between backticks, not those of whole blocks.</summary>
    private static IEnumerable<string> CodeIn(string text) =>
        CodeSpan()
            .Matches(CodeBlock().Replace(text, ""))
            .SelectMany(match =>
                match
                    .Groups["code"]
                    .Value.Split(
                        (char[])[' ', '\n', ',', ';', '(', ')', '\\', '|'],
                        StringSplitOptions.RemoveEmptyEntries
                    )
            );

    private static string AnchorOf(string heading) =>
        NoAnchor().Replace(heading.Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Address();

    [GeneratedRegex(@"(?<![\w./…-])(services|shared|tests|deploy|docs|\.ci)/[\w./*…-]+")]
    private static partial Regex FromRoot();

    [GeneratedRegex(
        @"^[\w*.][\w./*…-]*\.(cs|csproj|ts|tsx|css|js|json|sql|md|sh|yaml|yml|conf|props|config|sln|txt|png)$"
    )]
    private static partial Regex FileName();

    [GeneratedRegex(@"^[A-Z][\w./-]*/$")]
    private static partial Regex FolderName();

    /// <summary>Stands for many paths.</summary>
    [GeneratedRegex(@"[*…]|\bNNNN|(^|/)X([A-Z./]|$)")]
    private static partial Regex Pattern();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"`(?<code>[^`\n]+)`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"^[A-Za-z][a-z0-9]+([A-Z][a-z0-9]*)*[A-WYZ][a-z0-9]*$")]
    private static partial Regex Name();

    [GeneratedRegex(@"\b[A-Z]\w+:[A-Z]\w+")]
    private static partial Regex Setting();

    [GeneratedRegex(@"^#+ (?<words>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoAnchor();
}
