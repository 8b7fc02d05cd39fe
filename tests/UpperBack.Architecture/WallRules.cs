using Mono.Cecil;

namespace UpperBack.Architecture;

/// <summary>Walls inside a service: its folders form no circle, so that each can be read knowing only those below
/// it.</summary>
public sealed class WallRules
{
    /// <summary>Where what everything shares lies: beside the module, below every folder.</summary>
    private const string Ground = "(root)";

    public static TheoryData<string> Services => [.. House.Services];

    [Theory]
    [MemberData(nameof(Services))]
    public void FoldersFormNoCircle(string name) =>
        Assert.Empty(FindCircles(House.Assembly(name).MainModule.Types, $"UpperBack.{name}"));

    [Theory]
    [MemberData(nameof(Services))]
    public void NothingIsFetchedFromTheServiceProvider(string name) =>
        Assert.Empty(FindFetchers(House.Assembly(name).MainModule.Types, $"UpperBack.{name}"));

    [Fact]
    public void ACircleIsFound() =>
        Assert.Equal(
            ["Left: CallsRight uses Right.CallsLeft", "Right: CallsLeft uses Left.CallsRight"],
            FindCircles(House.Samples.MainModule.Types, "UpperBack.Architecture.Samples.Walls")
        );

    [Fact]
    public void AFetcherIsFound() =>
        Assert.Equal(["Fetches"], FindFetchers(House.Samples.MainModule.Types, "UpperBack.Architecture.Samples.Walls"));

    /// <returns>Every mention that is part of a circle, as "folder: type uses folder.type".</returns>
    private static List<string> FindCircles(IEnumerable<TypeDefinition> types, string root)
    {
        var mentions = types
            .Where(type => IsWithin(type.Namespace, root) && !type.Name.EndsWith("Module", StringComparison.Ordinal))
            .SelectMany(type =>
                type.Mentions()
                    .Where(used => used.Scope == type.Module && IsWithin(NamespaceOf(used), root))
                    .Select(used =>
                        (
                            From: FolderOf(type.Namespace, root),
                            To: FolderOf(NamespaceOf(used), root),
                            Text: $"{type.Name} uses {FolderOf(NamespaceOf(used), root)}.{used.Name}"
                        )
                    )
            )
            .Where(mention => mention.From != mention.To)
            .Distinct()
            .ToList();
        var below = mentions.ToLookup(mention => mention.From, mention => mention.To);
        return
        [
            .. mentions
                .Where(mention => Reaches(below, mention.To, mention.From))
                .Select(mention => $"{mention.From}: {mention.Text}")
                .Order(StringComparer.Ordinal),
        ];
    }

    private static bool Reaches(ILookup<string, string> below, string from, string to)
    {
        var seen = new HashSet<string>();
        var open = new Queue<string>([from]);
        while (open.TryDequeue(out var next))
        {
            if (next == to)
                return true;
            if (seen.Add(next))
                foreach (var further in below[next])
                    open.Enqueue(further);
        }

        return false;
    }

    private static IEnumerable<string> FindFetchers(IEnumerable<TypeDefinition> types, string root) =>
        types
            .Where(type => IsWithin(type.Namespace, root))
            .Where(type => type.Fields.Any(field => field.FieldType.FullName == "System.IServiceProvider"))
            .Select(type => type.Name);

    private static string NamespaceOf(TypeReference type) =>
        type.DeclaringType is { } outer ? NamespaceOf(outer) : type.Namespace;

    private static bool IsWithin(string name, string root) =>
        name == root || name.StartsWith(root + ".", StringComparison.Ordinal);

    private static string FolderOf(string name, string root) =>
        name == root ? Ground : name[(root.Length + 1)..].Split('.')[0];
}
