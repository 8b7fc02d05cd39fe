using System.Text.RegularExpressions;
using UpperBack.Host.Options;

namespace UpperBack.Architecture;

/// <summary>What the documents name is there: files and folders, headings they link to, names of the code, settings.
/// So a page that was left behind by a move or a new name is found.</summary>
public sealed partial class DocumentRules
{
    /// <summary>It tells of the past, in the names of the past.</summary>
    private const string Changelog = "CHANGELOG.md";

    private const string Rules = "tests/UpperBack.Architecture/";
    private const int MaxReadmeLines = 100;

    private static readonly EnumerationOptions Everywhere = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    private static readonly string[] All =
    [
        .. Directory
            .EnumerateFiles(House.Root, "*", Everywhere)
            .Select(House.Short)
            .Where(path =>
                !path.Split('/').Any(part => part is "bin" or "obj" or "node_modules" or "wwwroot" or "dist" or ".git")
            ),
    ];

    private static readonly string[] Made =
    [
        .. File.ReadLines(Path.Combine(House.Root, ".gitignore"))
            .Where(line => line.TrimEnd('/').Contains('/', StringComparison.Ordinal))
            .Select(line => line.Trim('/')),
    ];

    private static readonly string[] Pages =
    [
        .. All.Where(path => path.EndsWith(".md", StringComparison.Ordinal) && !IsMade(path)),
    ];
    private static readonly HashSet<string> Files = [.. All.SelectMany(Ends)];
    private static readonly HashSet<string> Folders = [.. All.SelectMany(FoldersOf).SelectMany(Ends)];

    // The rules themselves hold names that there should not be.
    private static readonly HashSet<string> Names =
    [
        .. All.Where(path =>
                CodeFile().IsMatch(path) && !IsMade(path) && !path.StartsWith(Rules, StringComparison.Ordinal)
            )
            .SelectMany(path =>
                Word().Matches(File.ReadAllText(Path.Combine(House.Root, path))).Select(match => match.Value)
            ),
    ];

    private static readonly HashSet<string> Settings =
    [
        .. ConfigurationCheck.OptionTypes.SelectMany(type =>
            type.GetProperties().Select(property => $"{ConfigurationCheck.SectionOf(type)}:{property.Name}")
        ),
    ];

    [Fact]
    public void WhatADocumentNamesIsThere()
    {
        Assert.Contains("README.md", Pages);
        Assert.True(
            Pages.Sum(page => DocumentText.PathsIn(Read(page)).Count()) > 100,
            "The documents name hardly a path: they are not read rightly."
        );
        var stale = Pages.SelectMany(page => FindStale(page, Read(page))).ToList();
        Assert.True(stale.Count == 0, string.Join('\n', stale));
    }

    [Theory]
    [InlineData("The core is `services/Live/Nowhere/Room.cs`.")]
    [InlineData("Run `dotnet test tests/UpperBack.Nothing.Tests --no-build`.")]
    [InlineData("It is in shared/Elsewhere.")]
    [InlineData("See `Nowhere/Streak.cs`.")]
    [InlineData("Things stand in `NoSuchFolder/`.")]
    [InlineData("See [there](docs/nowhere.md).")]
    [InlineData("See [there](CONTRIBUTING.md#no-such-heading).")]
    [InlineData("`Streak.DecidesNothing` decides.")]
    [InlineData("`noSuchHookOfTheClient()` decides.")]
    [InlineData("Raise `Live:NoSuchSetting`.")]
    public void WhatIsNotThereIsFound(string text) => Assert.Single(FindStale("README.md", text));

    [Theory]
    [InlineData("`services/Host/Program.cs`, `Host/Program.cs`, `tests/run.sh` and shared/Contracts; `Contracts/`.")]
    [InlineData(
        "[How](CONTRIBUTING.md#build-and-test), [elsewhere](https://example.org/docs/nowhere.md), [here](#anything)."
    )]
    [InlineData(
        "Patterns: `services/X/XModule.cs`, `services/*/README.md`, `Migrations/NNNN_what.sql`, `NNNN-title.md`."
    )]
    [InlineData(
        "Addresses: `/docs/api`, https://example.org/services/Nowhere.cs; made here: tests/artifacts, `deploy/.env`."
    )]
    [InlineData("`TimeProvider`, `Data:Folder`, `--Data:Folder`.")]
    public void WhatIsThereIsNot(string text) => Assert.Empty(FindStale("README.md", text));

    [Fact]
    public void TheFrontPageIsShort() =>
        Assert.InRange(File.ReadLines(Path.Combine(House.Root, "README.md")).Count(), 1, MaxReadmeLines);

    [Fact]
    public void TheSameVersionIsToldEverywhere()
    {
        Assert.Single(
            VersionsIn(Read("Directory.Build.props"), Read("services/Web/package.json"), Read(Changelog)).Distinct()
        );
        Assert.Equal(
            ["1.2.3", "1.2.4", "1.3.0"],
            VersionsIn(
                "<Version>1.2.3</Version>",
                """{ "version": "1.2.4" }""",
                "## [1.3.0] – today\n## [1.2.3] – before"
            )
        );
    }

    private static string Read(string page) => File.ReadAllText(Path.Combine(House.Root, page));

    /// <summary>Of the build, of the web client, and the newest that the changelog tells of.</summary>
    private static string[] VersionsIn(params string[] texts) =>
        [.. texts.Select(text => Version().Match(text).Groups["version"].Value)];

    private static IEnumerable<string> FindStale(string page, string text)
    {
        foreach (var link in DocumentText.LinksIn(text).Where(link => !LeadsTo(page, link)))
            yield return $"{page} links to {link}, which is not there.";
        if (page == Changelog)
            yield break;

        foreach (var path in DocumentText.PathsIn(text).Where(path => !IsThere(page, path)).Distinct())
            yield return $"{page} names {path}, which is not there.";
        foreach (var name in DocumentText.NamesIn(text).Where(name => !Names.Contains(name)).Distinct())
            yield return $"{page} names {name}, which the code does not.";
        foreach (var setting in DocumentText.SettingsIn(text).Where(setting => !Settings.Contains(setting)).Distinct())
            yield return $"{page} names the setting {setting}, which there is not.";
    }

    private static bool IsThere(string page, string path) =>
        IsMade(path)
        || Files.Contains(path)
        || Folders.Contains(path)
        || Files.Contains($"{FolderOf(page)}{path}")
        || Folders.Contains($"{FolderOf(page)}{path}");

    private static bool LeadsTo(string page, string link)
    {
        if (
            link.StartsWith('#')
            || link.Contains("://", StringComparison.Ordinal)
            || link.StartsWith("mailto:", StringComparison.Ordinal)
        )
            return true;

        var (path, heading) = link.Split('#') is [var before, var after] ? (before, after) : (link, null);
        var target = House.Short(Path.GetFullPath(Path.Combine(House.Root, FolderOf(page), path))).TrimEnd('/');
        return (All.Contains(target) || All.Any(file => file.StartsWith($"{target}/", StringComparison.Ordinal)))
            && (heading is null || DocumentText.AnchorsIn(Read(target)).Contains(heading));
    }

    private static bool IsMade(string path) =>
        Made.Any(made => path == made || path.StartsWith($"{made}/", StringComparison.Ordinal));

    private static string FolderOf(string path) => path[..(path.LastIndexOf('/') + 1)];

    private static IEnumerable<string> FoldersOf(string path)
    {
        for (var at = path.IndexOf('/', StringComparison.Ordinal); at >= 0; at = path.IndexOf('/', at + 1))
            yield return path[..at];
    }

    /// <summary>A path, and what is left of it without its first folders.</summary>
    private static IEnumerable<string> Ends(string path)
    {
        yield return path;
        for (var at = path.IndexOf('/', StringComparison.Ordinal); at >= 0; at = path.IndexOf('/', at + 1))
            yield return path[(at + 1)..];
    }

    [GeneratedRegex(@"(<Version>|""version"": ""|^## \[)(?<version>[0-9.]+)", RegexOptions.Multiline)]
    private static partial Regex Version();

    [GeneratedRegex(@"\.(cs|csproj|ts|tsx|json|sql|sh|yaml|yml|conf|props)$|Dockerfile$")]
    private static partial Regex CodeFile();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
