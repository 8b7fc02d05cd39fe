using System.Diagnostics;

namespace UpperBack.Streaming.Tests.Playlists;

/// <summary>A strict reader of HLS playlists that we did not write.</summary>
internal static class ReferencePlaylistReader
{
    private static readonly Lazy<string> Folder = new(() =>
        Repository.NpmFolder("tests/UpperBack.Streaming.Tests/reference-players")
    );

    /// <summary>What is wrong with playlists, a line each.</summary>
    public static string Complaints(params IEnumerable<string> playlists)
    {
        using var node = Start("node", "playlists.mjs", Folder.Value);
        node.StandardInput.Write(string.Join('\f', playlists));
        node.StandardInput.Close();
        var output = node.StandardOutput.ReadToEnd() + node.StandardError.ReadToEnd();
        node.WaitForExit();
        return output.Trim();
    }

    private static Process Start(string tool, string arguments, string folder) =>
        Process.Start(
            new ProcessStartInfo(tool, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
}
