using UpperBack.Contracts.Events;
using UpperBack.Streaming.Playlists;

namespace UpperBack.Streaming.Streams;

/// <summary>The playlists of one rendition as texts, each written once for all who ask until something
/// changes.</summary>
internal sealed class RenditionPlaylists
{
    private const int SegmentsWithParts = 3;

    private readonly TextCache<long> live = new();
    private readonly TextCache<long> update = new();
    private readonly TextCache<long> dvr = new();
    private readonly TextCache<long> replay = new();

    /// <summary>What is happening now.</summary>
    /// <param name="stream">Whose.</param>
    /// <param name="rendition">Which.</param>
    /// <param name="skip">True for an update that leaves out what players have.</param>
    public ReadOnlyMemory<byte> Live(LiveStream stream, Rendition rendition, bool skip) =>
        (skip ? update : live).Get(rendition.Version, () =>
            PlaylistWriter.WriteLive(rendition.ReadWindow(window => List(window, stream)), skip)
        );

    /// <summary>From the beginning until now.</summary>
    public ReadOnlyMemory<byte> Dvr(LiveStream stream, Rendition rendition) =>
        dvr.Get(rendition.RecordingVersion, () => PlaylistWriter.WriteDvr(ListRecording(stream, rendition)));

    /// <summary>From the beginning to the end.</summary>
    public ReadOnlyMemory<byte> Replay(LiveStream stream, Rendition rendition) =>
        replay.Get(rendition.RecordingVersion, () => PlaylistWriter.WriteVod(ListRecording(stream, rendition)));

    private static MediaPlaylist ListRecording(LiveStream stream, Rendition rendition) =>
        new(
            rendition.ReadRecording(recording => recording.List(stream.OffsetOf)),
            null,
            0,
            stream.State.Status == StreamStatus.Ended
        );

    private static MediaPlaylist List(LiveWindow window, LiveStream stream)
    {
        var finished = window.ListedSegments.ToList();
        return new MediaPlaylist(
            [
                .. finished.Select(
                    (segment, i) => List(segment, stream, withParts: i >= finished.Count - SegmentsWithParts)
                ),
            ],
            window.Open is { } open ? List(open, stream, withParts: true) : null,
            window.DiscontinuitySequence,
            stream.State.Status == StreamStatus.Ended,
            window.NextName
        );
    }

    private static PlaylistSegment List(LiveSegment segment, LiveStream stream, bool withParts) =>
        new(
            segment.Name,
            segment.EncoderSession,
            segment.DurationSeconds,
            segment.PdtMs + stream.OffsetOf(segment.EncoderSession),
            segment.IsDiscontinuity,
            withParts
                ? [.. segment.Parts.Select(part => new PlaylistPart(part.DurationSeconds, part.IsIndependent))]
                : [],
            segment.IsGap
        );
}
