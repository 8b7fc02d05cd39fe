using System.Globalization;
using UpperBack.Streaming.Playlists;

namespace UpperBack.Streaming.Origin;

/// <summary>What kinds of files a rendition consists of.</summary>
internal enum MediaFileKind
{
    LivePlaylist,
    DvrPlaylist,
    ReplayPlaylist,
    Init,
    Segment,
    Part,
}

/// <summary>The name of a rendition's file. Pure.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Number">The encoder session of an <see cref="MediaFileKind.Init"/>, the segment of others.</param>
/// <param name="Part">The part.</param>
/// <param name="Run">With the number, the name of a segment.</param>
internal readonly record struct MediaFile(MediaFileKind Kind, long Number = 0, int Part = 0, int Run = 0)
{
    private const string InitHead = "init-";
    private const string InitTail = ".mp4";
    private const string SegmentTail = ".m4s";

    /// <summary>Reads a name; null when nothing is called so.</summary>
    public static MediaFile? Parse(string name) =>
        name switch
        {
            "index.m3u8" => new(MediaFileKind.LivePlaylist),
            "dvr.m3u8" => new(MediaFileKind.DvrPlaylist),
            "replay.m3u8" => new(MediaFileKind.ReplayPlaylist),
            _ when name.StartsWith(InitHead, StringComparison.Ordinal)
                    && name.EndsWith(InitTail, StringComparison.Ordinal)
                    && name.Length > InitHead.Length + InitTail.Length => ParseNumber(
                name.AsSpan()[InitHead.Length..^InitTail.Length]
            )
                is { } encoderSession
                ? new(MediaFileKind.Init, encoderSession)
                : null,
            _ when name.EndsWith(SegmentTail, StringComparison.Ordinal) => ParseSegment(
                name.AsSpan()[..^SegmentTail.Length]
            ),
            _ => null,
        };

    /// <summary>The segment that it is, or is a part of.</summary>
    public SegmentName Segment => new(Run, Number);

    /// <summary>Reads RUN-NUMBER or NUMBER, and .PART after it where there is one.</summary>
    private static MediaFile? ParseSegment(ReadOnlySpan<char> name)
    {
        var run = 0L;
        if (name.IndexOf('-') is var dash and >= 0)
        {
            if (ParseNumber(name[..dash]) is not (> 0 and <= int.MaxValue and var first))
                return null;
            run = first;
            name = name[(dash + 1)..];
        }

        var dot = name.IndexOf('.');
        if (dot < 0)
            return ParseNumber(name) is { } segment ? new(MediaFileKind.Segment, segment, 0, (int)run) : null;

        return ParseNumber(name[..dot]) is { } number && ParseNumber(name[(dot + 1)..]) is { } part and <= int.MaxValue
            ? new(MediaFileKind.Part, number, (int)part, (int)run)
            : null;
    }

    // One address for one thing: a number is written in one way only, or caches would keep it twice.
    private static long? ParseNumber(ReadOnlySpan<char> digits) =>
        digits is ['0'] or [not '0', ..]
        && digits.Length <= 15
        && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
