using System.Diagnostics;

namespace UpperBack.Streaming.Tests.Playlists;

/// <summary>A strict reader of HLS playlists that we did not write.</summary>
internal static class PlaylistJudge
{
    private static readonly Lazy<string> Folder = new(Install);

    /// <summary>What is wrong with playlists, a line each.</summary>
    public static string Complaints(params IEnumerable<string> playlists)
    {
        using var node = Start("node", "playlists.mjs", Folder.Value);
        node.StandardInput.Write(string.Join('\f', playlists));
        node.StandardInput.Close();
        var words = node.StandardOutput.ReadToEnd() + node.StandardError.ReadToEnd();
        node.WaitForExit();
        return words.Trim();
    }

    private static string Install()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "UpperBack.sln")))
            folder = folder.Parent;
        var judges = Path.Combine(folder.FullName, "tests", "UpperBack.Streaming.Tests", "judges");
        if (Directory.Exists(Path.Combine(judges, "node_modules", "hls-parser")))
            return judges;

        using var npm = Start("npm", "ci --no-audit --no-fund --loglevel=error", judges);
        npm.StandardInput.Close();
        var words = npm.StandardOutput.ReadToEnd() + npm.StandardError.ReadToEnd();
        npm.WaitForExit();
        return npm.ExitCode == 0 ? judges : throw new InvalidOperationException($"npm ci in {judges} failed: {words}");
    }

    private static Process Start(string tool, string arguments, string folder) => Process.Start(new ProcessStartInfo(tool, arguments)
    {
        WorkingDirectory = folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
