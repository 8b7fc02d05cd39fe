using System.Globalization;

namespace UpperBack.Streaming.Tests.Playlists;

/// <summary>A player that remembers every live playlist of a rendition it was given, updates included, and fails at the
/// first that contradicts an earlier one: a number is one segment, of one discontinuity, for ever.</summary>
internal sealed class WatchingPlayer
{
    private readonly Dictionary<long, (string Uri, long Discontinuity)> known = [];
    private readonly Dictionary<string, string> bytes = [];

    /// <summary>Number of the newest segment it knows.</summary>
    public long Newest => known.Count == 0 ? -1 : known.Keys.Max();

    /// <summary>Reads a playlist.</summary>
    /// <returns>How many of its segments it knew already.</returns>
    public int Look(string playlist)
    {
        var lines = playlist.Split('\n');
        var number = Value(lines, "#EXT-X-MEDIA-SEQUENCE:");
        var discontinuity = Value(lines, "#EXT-X-DISCONTINUITY-SEQUENCE:");
        var again = 0;
        foreach (var line in lines)
        {
            if (line.StartsWith("#EXT-X-SKIP:SKIPPED-SEGMENTS=", StringComparison.Ordinal))
            {
                for (var left = int.Parse(line.Split('=')[1], CultureInfo.InvariantCulture); left > 0; left--, number++)
                {
                    Assert.True(
                        known.TryGetValue(number, out var skipped),
                        $"An update leaves out {number}, which was never listed."
                    );
                    discontinuity = skipped.Discontinuity;
                    again++;
                }
            }
            else if (line == "#EXT-X-DISCONTINUITY")
                discontinuity++;
            else if (line.EndsWith(".m4s", StringComparison.Ordinal))
            {
                again += known.ContainsKey(number) ? 1 : 0;
                Assert.Equal(known.GetValueOrDefault(number, (line, discontinuity)), (line, discontinuity));
                known[number++] = (line, discontinuity);
            }
        }

        return again;
    }

    /// <summary>Fetches a segment or a part.</summary>
    public async Task FetchAsync(HttpClient http, string folder, string name)
    {
        var now = Convert.ToHexString(await http.GetByteArrayAsync(folder + name));
        Assert.Equal(bytes.GetValueOrDefault(name, now), now);
        bytes[name] = now;
    }

    /// <summary>What a playlist lists that can be fetched: finished segments and parts.</summary>
    public static IEnumerable<string> Files(string playlist)
    {
        var lines = playlist.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].EndsWith(".m4s", StringComparison.Ordinal) && (i < 2 || lines[i - 2] != "#EXT-X-GAP"))
                yield return lines[i];
            else if (lines[i].StartsWith("#EXT-X-PART:", StringComparison.Ordinal))
                yield return lines[i].Split("URI=\"")[1].Split('"')[0];
        }
    }

    /// <summary>Number of the first segment that a playlist lists.</summary>
    public static long First(string playlist) => Value(playlist.Split('\n'), "#EXT-X-MEDIA-SEQUENCE:");

    private static long Value(string[] lines, string tag) =>
        lines.FirstOrDefault(line => line.StartsWith(tag, StringComparison.Ordinal)) is { } line
            ? long.Parse(line[tag.Length..], CultureInfo.InvariantCulture)
            : 0;
}
