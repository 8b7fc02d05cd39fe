using System.Globalization;
using System.Text;
using UpperBack.Streaming.Packaging;

namespace UpperBack.Streaming.Playlists;

/// <summary>Writes HLS playlists (RFC 8216bis). Addresses in them are relative and hold nothing of the viewer, so that
/// any cache can keep what they name. Pure.</summary>
internal static class PlaylistWriter
{
    /// <summary>How far from the end a player stays, in seconds.</summary>
    public const double PartHoldBackSeconds = 1.3;

    /// <summary>Segments older than this may be skipped in an update, in seconds.</summary>
    public const double SkipSeconds = 6 * PackagerLimits.SegmentSeconds;

    /// <summary>Finished segments whose parts are listed; with the open one they reach back three target durations at
    /// most.</summary>
    private const int SegmentsWithParts = 2;

    /// <summary>The low-latency playlist of what is happening now.</summary>
    /// <param name="playlist">What there is.</param>
    /// <param name="skip">True for an update that leaves out what the player has already.</param>
    public static string WriteLive(MediaPlaylist playlist, bool skip)
    {
        var text = Begin(9);
        text.Append(
                CultureInfo.InvariantCulture,
                $"#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL={SkipSeconds:0.0},"
            )
            .Append(CultureInfo.InvariantCulture, $"PART-HOLD-BACK={PartHoldBackSeconds:0.000}\n")
            .Append(CultureInfo.InvariantCulture, $"#EXT-X-PART-INF:PART-TARGET={PackagerLimits.PartSeconds:0.000}\n");
        WriteSequence(text, playlist);

        var segments = playlist.Segments;
        var skipped = skip ? CountSkippable(playlist) : 0;
        if (skipped > 0)
            text.Append(CultureInfo.InvariantCulture, $"#EXT-X-SKIP:SKIPPED-SEGMENTS={skipped}\n");
        var encoderSession = skipped > 0 ? segments[skipped - 1].EncoderSession : 0;
        for (var i = skipped; i < segments.Count; i++)
        {
            WriteHead(text, segments[i], ref encoderSession);
            if (i >= segments.Count - SegmentsWithParts)
                WriteParts(text, segments[i]);
            WriteSegment(text, segments[i]);
        }

        if (playlist.Open is { } open)
        {
            WriteHead(text, open, ref encoderSession);
            WriteParts(text, open);
        }

        if (playlist.IsEnded)
            text.Append("#EXT-X-ENDLIST\n");
        else if (NextPart(playlist) is { } next)
            text.Append(
                CultureInfo.InvariantCulture,
                $"#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"{next.Name}.{next.Part}.m4s\"\n"
            );
        return text.ToString();
    }

    /// <summary>The playlist of everything so far: it grows at its end.</summary>
    public static string WriteDvr(MediaPlaylist playlist) => WriteWhole(playlist, "EVENT");

    /// <summary>The playlist of a recording.</summary>
    public static string WriteVod(MediaPlaylist playlist) => WriteWhole(playlist with { IsEnded = true }, "VOD");

    /// <summary>The playlist of the qualities to choose from.</summary>
    /// <param name="variants">The source first.</param>
    /// <param name="file">Name of each variant's media playlist in its folder.</param>
    public static string WriteMultivariant(IEnumerable<PlaylistVariant> variants, string file)
    {
        var text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:9\n");
        foreach (var variant in variants)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"#EXT-X-STREAM-INF:BANDWIDTH={variant.Bandwidth},CODECS=\"{variant.Codecs}\""
            );
            if (variant.Width > 0)
                text.Append(CultureInfo.InvariantCulture, $",RESOLUTION={variant.Width}x{variant.Height}");
            text.Append(CultureInfo.InvariantCulture, $",NAME=\"{variant.Name}\"\n{variant.Name}/{file}\n");
        }

        return text.ToString();
    }

    private static string WriteWhole(MediaPlaylist playlist, string type)
    {
        var text = Begin(7).Append(CultureInfo.InvariantCulture, $"#EXT-X-PLAYLIST-TYPE:{type}\n");
        WriteSequence(text, playlist);
        var encoderSession = 0;
        for (var i = 0; i < playlist.Segments.Count; i++)
        {
            WriteHead(text, playlist.Segments[i], ref encoderSession);
            WriteSegment(text, playlist.Segments[i]);
        }

        return (playlist.IsEnded ? text.Append("#EXT-X-ENDLIST\n") : text).ToString();
    }

    private static StringBuilder Begin(int version) =>
        new StringBuilder().Append(
            CultureInfo.InvariantCulture,
            $"#EXTM3U\n#EXT-X-VERSION:{version}\n#EXT-X-TARGETDURATION:{PackagerLimits.SegmentSeconds:0}\n"
        );

    private static void WriteSequence(StringBuilder text, MediaPlaylist playlist)
    {
        var first = playlist.Segments.Count > 0 ? playlist.Segments[0] : playlist.Open;
        text.Append(CultureInfo.InvariantCulture, $"#EXT-X-MEDIA-SEQUENCE:{first?.Name.Number ?? 0}\n");
        if (playlist.DiscontinuitySequence > 0)
            text.Append(
                CultureInfo.InvariantCulture,
                $"#EXT-X-DISCONTINUITY-SEQUENCE:{playlist.DiscontinuitySequence}\n"
            );
    }

    /// <summary>What stands before a segment: a jump, the initialisation segment when it is another one, and when it
    /// was captured.</summary>
    private static void WriteHead(StringBuilder text, PlaylistSegment segment, ref int encoderSession)
    {
        if (segment.IsDiscontinuity)
            text.Append("#EXT-X-DISCONTINUITY\n");
        if (segment.EncoderSession != encoderSession)
            text.Append(CultureInfo.InvariantCulture, $"#EXT-X-MAP:URI=\"init-{segment.EncoderSession}.mp4\"\n");
        encoderSession = segment.EncoderSession;
        var captured = DateTimeOffset.UnixEpoch.AddMilliseconds(Math.Round(segment.ProgramDateTimeMs));
        text.Append(
            CultureInfo.InvariantCulture,
            $"#EXT-X-PROGRAM-DATE-TIME:{captured:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}\n"
        );
    }

    private static void WriteParts(StringBuilder text, PlaylistSegment segment)
    {
        for (var part = 0; part < segment.Parts.Count; part++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"#EXT-X-PART:DURATION={segment.Parts[part].DurationSeconds:0.00000},URI=\"{segment.Name}.{part}.m4s\""
            );
            text.Append(segment.Parts[part].IsIndependent ? ",INDEPENDENT=YES\n" : "\n");
        }
    }

    private static void WriteSegment(StringBuilder text, PlaylistSegment segment) =>
        text.Append(segment.IsGap ? "#EXT-X-GAP\n" : "")
            .Append(CultureInfo.InvariantCulture, $"#EXTINF:{segment.DurationSeconds:0.00000},\n{segment.Name}.m4s\n");

    private static int CountSkippable(MediaPlaylist playlist)
    {
        var end = playlist.Segments.Sum(segment => segment.DurationSeconds) + (playlist.Open?.DurationSeconds ?? 0);
        var count = 0;
        foreach (var segment in playlist.Segments)
        {
            end -= segment.DurationSeconds;
            // A player that was there before a crash knows these numbers as the segments that were lost in it.
            if (end < SkipSeconds || segment.IsGap)
                break;
            count++;
        }

        return count;
    }

    /// <summary>The part that comes next: it may be asked for before it is there.</summary>
    private static (SegmentName Name, int Part)? NextPart(MediaPlaylist playlist) =>
        playlist.Open is { } open ? (open.Name, open.Parts.Count)
        : playlist.Next is { } next ? (next, 0)
        : null;
}
