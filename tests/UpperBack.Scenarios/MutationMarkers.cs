using System.Text.RegularExpressions;

namespace UpperBack.Scenarios;

/// <summary>What mutations/run.sh switches off is there to be switched off, and has a scenario that shows it.</summary>
public sealed partial class MutationMarkers
{
    [Fact]
    public void EveryMutationIsMarkedInTheCodeAndHasAScenario()
    {
        var listed = ReadList();
        var scenarios = typeof(MutationMarkers)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetMethods().Select(method => $"{type.FullName}.{method.Name}"))
            .ToArray();
        Assert.All(listed.Values, scenario =>
            Assert.Contains(scenarios, name => name.Contains(scenario, StringComparison.Ordinal))
        );
        Assert.Equal(listed.Keys.Order(StringComparer.Ordinal), ReadMarkers().Order(StringComparer.Ordinal));
    }

    private static Dictionary<string, string> ReadList() =>
        File.ReadLines(Repository.Folder("tests/UpperBack.Scenarios/mutations/list"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToDictionary(words => words[0], words => words[1], StringComparer.Ordinal);

    private static IEnumerable<string> ReadMarkers() =>
        new[] { "services", "shared" }
            .SelectMany(folder =>
                Directory.EnumerateFiles(Repository.Folder(folder), "*.cs", SearchOption.AllDirectories)
            )
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => Marker().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value))
            .Distinct();

    [GeneratedRegex(@"^\s*(//|--) mutation (?<name>[\w-]+)", RegexOptions.Multiline)]
    private static partial Regex Marker();
}
