namespace UpperBack.Testing;

/// <summary>Programs that are not ours.</summary>
public static class Tools
{
    private static readonly string[] Further = ["/usr/sbin", "/usr/local/sbin"];

    /// <summary>Where a program is; null when it is not installed.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(Further)
            .Concat(PostgresFolders())
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    /// <summary>Where a program is that the tests cannot do without.</summary>
    public static string Require(string name) =>
        Find(name) ?? throw new FileNotFoundException($"{name} is not installed; tests/run.sh installs it.");

    // Debian keeps versions of PostgreSQL side by side, and off the path.
    private static IEnumerable<string> PostgresFolders() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .EnumerateDirectories("/usr/lib/postgresql")
                .OrderDescending(StringComparer.Ordinal)
                .Select(version => Path.Combine(version, "bin"))
            : [];
}
