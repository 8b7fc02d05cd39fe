using Mono.Cecil;

namespace UpperBack.Architecture;

/// <summary>The tree and the assemblies that the rules are about.</summary>
internal static class House
{
    /// <summary>The folder of UpperBack.sln.</summary>
    public static readonly string Root = FindRoot();

    /// <summary>Names of the services, from the tree: every folder of services/ with a project, except Host.</summary>
    public static readonly IReadOnlyList<string> Services =
    [
        .. Directory
            .GetFiles(Path.Combine(Root, "services"), "*.csproj", SearchOption.AllDirectories)
            .Select(project => Path.GetFileName(Path.GetDirectoryName(project)!))
            .Where(name => name != "Host")
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>This assembly, whose samples break the rules on purpose.</summary>
    public static readonly AssemblyDefinition Samples = AssemblyDefinition.ReadAssembly(
        typeof(House).Assembly.Location
    );

    private static readonly Dictionary<string, AssemblyDefinition> Assemblies = Services
        .Append("Host")
        .Append("Contracts")
        .ToDictionary(name => name, name => AssemblyDefinition.ReadAssembly(PathOf(name)));

    public static AssemblyDefinition Assembly(string name) => Assemblies[name];

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, $"UpperBack.{name}.dll");

    public static TypeDefinition Sample<T>() => Samples.MainModule.GetType(typeof(T).FullName!.Replace('+', '/'));

    /// <summary>Source files under a folder of the tree, without what builds leave behind.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory
            .EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(path =>
                !path.Split(Path.DirectorySeparatorChar)
                    .Any(part => part is "bin" or "obj" or "node_modules" or "wwwroot" or "dist")
            );

    /// <summary>Path as one would name it in the tree.</summary>
    public static string Short(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "UpperBack.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("UpperBack.sln is nowhere above the tests.");
    }
}
