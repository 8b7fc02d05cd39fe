namespace UpperBack.Crowd.Watching;

/// <summary>Programs that are not ours.</summary>
internal static class Tools
{
    private static readonly string[] Further = ["/usr/sbin", "/usr/local/sbin"];

    /// <summary>Where a program is; null when it is not installed.</summary>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Concat(Further)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);
}
