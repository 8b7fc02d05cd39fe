using System.Globalization;

namespace UpperBack.Crowd.Watching;

/// <summary>A partial segment that is there.</summary>
/// <param name="Segment">Media sequence number of the segment it is of.</param>
/// <param name="Number">Its number in there.</param>
/// <param name="Uri">Relative to the playlist.</param>
/// <param name="DurationMs">How long it lasts.</param>
/// <param name="CapturedAtMs">When its first frame was captured, Unix milliseconds.</param>
/// <param name="IsIndependent">True when decoding can begin with it.</param>
internal sealed record LivePart(
    long Segment,
    int Number,
    string Uri,
    double DurationMs,
    double CapturedAtMs,
    bool IsIndependent
);

/// <summary>As much of a low-latency playlist as a viewer at the live edge needs. Pure.</summary>
/// <param name="Parts">What can be had, oldest first.</param>
/// <param name="Hint">The part that comes next; null when none was hinted at.</param>
/// <param name="Init">The initialisation segment; null in an update that left it out.</param>
/// <param name="PartTargetMs">The longest that a part lasts.</param>
/// <param name="HoldBackMs">How far from the end to stay.</param>
/// <param name="NextSegment">Segment that the next part is of.</param>
/// <param name="NextPart">Its number in there.</param>
/// <param name="IsEnded">True when nothing will follow.</param>
internal sealed record LivePlaylist(
    IReadOnlyList<LivePart> Parts,
    string? Hint,
    string? Init,
    double PartTargetMs,
    double HoldBackMs,
    long NextSegment,
    int NextPart,
    bool IsEnded
)
{
    /// <summary>The query that waits for the next part, in the order in which all players write it: else caches would
    /// keep it twice.</summary>
    public string NextQuery =>
        string.Create(CultureInfo.InvariantCulture, $"_HLS_msn={NextSegment}&_HLS_part={NextPart}&_HLS_skip=YES");

    /// <summary>The parts that an earlier playlist did not have yet.</summary>
    public IEnumerable<LivePart> Since(LivePlaylist before) =>
        Parts.Where(part =>
            part.Segment > before.NextSegment || (part.Segment == before.NextSegment && part.Number >= before.NextPart)
        );

    /// <summary>Index of the part to fetch first: playing begins at the hold-back, and decoding at an independent part
    /// before it.</summary>
    public int FirstToFetch
    {
        get
        {
            var ahead = 0.0;
            var found = Parts.Count - 1;
            for (var i = Parts.Count - 1; i >= 0; i--)
            {
                ahead += Parts[i].DurationMs;
                if (Parts[i].IsIndependent)
                    found = i;
                if (Parts[i].IsIndependent && ahead >= HoldBackMs)
                    break;
            }

            return found;
        }
    }

    public static LivePlaylist Parse(string text)
    {
        var parts = new List<LivePart>();
        string? hint = null,
            init = null;
        double target = 0,
            holdBack = 0,
            capturedAt = 0,
            duration = 0,
            inSegment = 0;
        long segment = 0;
        var part = 0;
        var isEnded = false;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.StartsWith("#EXT-X-PART:"))
            {
                var lasts = Number(line, "DURATION=") * 1000;
                parts.Add(
                    new LivePart(
                        segment,
                        part,
                        Text(line, "URI=")!,
                        lasts,
                        capturedAt + inSegment,
                        line.Contains("INDEPENDENT=YES", StringComparison.Ordinal)
                    )
                );
                inSegment += lasts;
                part++;
            }
            else if (line.StartsWith("#EXT-X-MEDIA-SEQUENCE:") || line.StartsWith("#EXT-X-SKIP:"))
                segment += (long)Number(
                    line,
                    line.StartsWith("#EXT-X-SKIP:") ? "SKIPPED-SEGMENTS=" : "MEDIA-SEQUENCE:"
                );
            else if (line.StartsWith("#EXTINF:"))
                duration = Number(line, "#EXTINF:") * 1000;
            else if (line.StartsWith("#EXT-X-PROGRAM-DATE-TIME:"))
                capturedAt = DateTimeOffset
                    .Parse(line["#EXT-X-PROGRAM-DATE-TIME:".Length..], CultureInfo.InvariantCulture)
                    .ToUnixTimeMilliseconds();
            else if (line.StartsWith("#EXT-X-PRELOAD-HINT:"))
                hint = Text(line, "URI=");
            else if (line.StartsWith("#EXT-X-MAP:"))
                init = Text(line, "URI=");
            else if (line.StartsWith("#EXT-X-PART-INF:"))
                target = Number(line, "PART-TARGET=") * 1000;
            else if (line.StartsWith("#EXT-X-SERVER-CONTROL:"))
                holdBack = Number(line, "PART-HOLD-BACK=") * 1000;
            else if (line.StartsWith("#EXT-X-ENDLIST"))
                isEnded = true;
            else if (line.Length > 0 && line[0] != '#')
            {
                capturedAt += duration;
                segment++;
                part = 0;
                inSegment = 0;
            }
        }

        return new LivePlaylist(parts, hint, init, target, holdBack, segment, part, isEnded);
    }

    private static double Number(ReadOnlySpan<char> line, string name)
    {
        var value = After(line, name);
        var end = value.IndexOf(',');
        return double.Parse(end < 0 ? value : value[..end], CultureInfo.InvariantCulture);
    }

    private static string? Text(ReadOnlySpan<char> line, string name)
    {
        var value = After(line, name + "\"");
        return value[..value.IndexOf('"')].ToString();
    }

    private static ReadOnlySpan<char> After(ReadOnlySpan<char> line, string name)
    {
        var at = line.IndexOf(name, StringComparison.Ordinal);
        return at < 0 ? throw new FormatException($"{name} is missing: {line}") : line[(at + name.Length)..];
    }
}
