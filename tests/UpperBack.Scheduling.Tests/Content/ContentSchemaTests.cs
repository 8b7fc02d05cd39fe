using System.Text.Json.Nodes;
using Json.Schema;
using UpperBack.Scheduling.Tests.Library;

namespace UpperBack.Scheduling.Tests.Content;

/// <summary>The data files against the schemas that come with them, for whoever writes one in an editor.</summary>
public class ContentSchemaTests
{
    private static readonly string Folder = Repository.Folder("services/Scheduling/Content");

    private static readonly Dictionary<string, JsonSchema> Schemas = Directory
        .GetFiles(Path.Combine(Folder, "schemas"), "*.json")
        .ToDictionary(
            path => Path.GetFileName(path).Replace(".schema.json", "", StringComparison.Ordinal),
            path => JsonSchema.FromText(File.ReadAllText(path))
        );

    public static TheoryData<string> AllFiles()
    {
        var data = new TheoryData<string>();
        foreach (
            var path in Directory
                .GetFiles(Folder, "*.json", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(Folder, path))
                .Order()
        )
        {
            if (!path.StartsWith("schemas", StringComparison.Ordinal))
                data.Add(path);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(AllFiles))]
    public void EveryDataFileFollowsItsSchema(string path) =>
        Assert.Empty(ErrorsOf(path, File.ReadAllText(Path.Combine(Folder, path))));

    [Fact]
    public void EverySchemaIsSomeFilesSchema() =>
        Assert.Equal(
            Schemas.Keys.Order(),
            Directory
                .GetFiles(Folder, "*.json", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(Folder, path))
                .Where(path => !path.StartsWith("schemas", StringComparison.Ordinal))
                .Select(SchemaOf)
                .Distinct()
                .Order()
        );

    [Theory]
    [InlineData("exercises/cobra.json", "/kind", "\"magic\"")]
    [InlineData("exercises/cobra.json", "/sumary", "\"A misspelt field.\"")]
    [InlineData("exercises/cobra.json", "/harder", "\"\"")]
    [InlineData("exercises/cobra.json", "/dosage/2/holdSeconds", "3000")]
    [InlineData("exercises/cobra.json", "/dosage/2/rounds", "3")]
    [InlineData("exercises/cat-cow.json", "/dosage/2/inSeconds", "0.5")]
    [InlineData("exercises/cobra.json", "/variations/0/level", "5")]
    [InlineData("exercises/inverted-row.json", "/alternative", "null")]
    [InlineData("exercises/cobra.json", "/faults/0/slug", "\"Hips Lifting\"")]
    [InlineData("programmes/desk-break.json", "/kind", "\"pause\"")]
    [InlineData("programmes/desk-break.json", "/accepts/0/finding", "\"too-dull\"")]
    [InlineData("programmes/desk-break.json", "/weeks/0/items/0/restSeconds", "-1")]
    [InlineData("figures/rest.json", "/liftOn", "\"up\"")]
    [InlineData("figures/rest.json", "/frames/0/joints/head", "[1, 2, 3]")]
    [InlineData("figures/rest.json", "/frames/0/joints/head", "[1, 150]")]
    [InlineData("common.json", "/safety", "[]")]
    [InlineData("hi/exercises/cobra.json", "/figureWords", "\"\"")]
    [InlineData("hi/programmes/desk-break.json", "/weeks/0/focus", "1")]
    [InlineData("hi/common.json", "/words/rounds", "\"बिना संख्या के\"")]
    public void APlantedMistakeIsFound(string path, string pointer, string value)
    {
        var root = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, path)))!;
        var steps = pointer.Split('/').Skip(1).ToList();
        var parent = steps
            .SkipLast(1)
            .Aggregate(root, (node, step) => int.TryParse(step, out var index) ? node[index]! : node[step]!);
        parent[steps[^1]] = JsonNode.Parse(value);
        Assert.NotEmpty(ErrorsOf(path, root.ToJsonString()));
    }

    private static IReadOnlyList<string> ErrorsOf(string path, string text)
    {
        var results = Schemas[SchemaOf(path)]
            .Evaluate(JsonDocument.Parse(text).RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        return results.IsValid
            ? []
            :
            [
                .. (results.Details ?? [])
                    .SelectMany(
                        detail => detail.Errors ?? new Dictionary<string, string>(),
                        (detail, error) => $"{detail.InstanceLocation}: {error.Value}"
                    )
                    .DefaultIfEmpty("invalid"),
            ];
    }

    private static string SchemaOf(string path) =>
        path.Split('/') switch
        {
            ["exercises", _] => "exercise",
            ["programmes", _] => "programme",
            ["figures", _] => "figure",
            ["common.json"] => "common",
            [_, "exercises", _] => "exercise-texts",
            [_, "programmes", _] => "programme-texts",
            [_, "common.json"] => "common-texts",
            _ => throw new InvalidOperationException($"{path} has no schema."),
        };
}
