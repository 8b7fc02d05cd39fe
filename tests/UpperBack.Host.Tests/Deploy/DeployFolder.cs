using YamlDotNet.RepresentationModel;

namespace UpperBack.Host.Tests.Deploy;

/// <summary>The files that an operator starts with.</summary>
internal static class DeployFolder
{
    public static string PathOf(string file) => Path.Combine(Repository.Folder("deploy"), file);

    public static string Read(string file) => File.ReadAllText(PathOf(file));

    /// <summary>Every YAML file, by its path in the folder.</summary>
    public static IEnumerable<string> YamlFiles() =>
        Directory
            .EnumerateFiles(Repository.Folder("deploy"), "*.y*ml", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Folder("deploy"), path))
            .Order(StringComparer.Ordinal);

    /// <summary>The documents of a YAML file.</summary>
    public static IReadOnlyList<YamlDocument> Parse(string file)
    {
        var stream = new YamlStream();
        using var text = new StringReader(Read(file));
        stream.Load(text);
        return [.. stream.Documents];
    }
}
