using UpperBack.Streaming.Playlists;

namespace UpperBack.Streaming.Storage;

/// <summary>What is recorded of a rendition, in the order of its numbers. Rows say the same; this is their copy in
/// memory, which playlists are made of. Its owner serialises access.</summary>
internal sealed class RecordingIndex(IEnumerable<RecordedSegment> recorded)
{
    private readonly List<RecordedSegment> segments = [.. recorded];

    public IReadOnlyList<RecordedSegment> Segments => segments;

    public RecordedSegment? Last => segments.Count == 0 ? null : segments[^1];

    /// <summary>Bits a second of the densest segment; 0 when there is none.</summary>
    public long PeakBitsPerSecond =>
        segments.Count == 0
            ? 0
            : segments.Max(segment => (long)(segment.Bytes * 8 / Math.Max(segment.DurationSeconds, 0.1)));

    /// <summary>A recorded segment by its number, or null.</summary>
    public RecordedSegment? Find(long number)
    {
        var (low, high) = (0, segments.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (segments[middle].Number == number)
                return segments[middle];
            (low, high) = segments[middle].Number < number ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }

    public void Add(RecordedSegment segment) => segments.Add(segment);

    public void Clear() => segments.Clear();

    /// <summary>The segments as playlists list them. A hole, like a new encoder session, is a discontinuity; capture
    /// times do not go back.</summary>
    /// <param name="offsetOf">Milliseconds to add to the capture times of an encoder session.</param>
    public IReadOnlyList<PlaylistSegment> List(Func<int, long> offsetOf)
    {
        var listed = new List<PlaylistSegment>(segments.Count);
        var before = default(RecordedSegment);
        var pdtMs = double.MinValue;
        foreach (var segment in segments)
        {
            pdtMs = Math.Max(pdtMs, segment.PdtMs + offsetOf(segment.EncoderSession));
            var isDiscontinuity =
                before is not null
                && (
                    segment.IsDiscontinuity
                    || segment.EncoderSession != before.EncoderSession
                    || segment.Number != before.Number + 1
                );
            listed.Add(
                new PlaylistSegment(
                    segment.Name,
                    segment.EncoderSession,
                    segment.DurationSeconds,
                    pdtMs,
                    isDiscontinuity,
                    []
                )
            );
            before = segment;
        }

        return listed;
    }
}

/// <summary>A recorded segment.</summary>
/// <param name="Number">Its media sequence number.</param>
/// <param name="EncoderSession">The encoder session it belongs to.</param>
/// <param name="StartSeconds">Where it begins in the encoder session.</param>
/// <param name="DurationSeconds">How long it is.</param>
/// <param name="PdtMs">When its first sample was captured, Unix milliseconds, before calibration.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="IsDiscontinuity">True when it does not go on from the one before.</param>
/// <param name="Run">See <see cref="SegmentName"/>.</param>
/// <param name="Discontinuities">How many discontinuities there were up to and with it.</param>
internal sealed record RecordedSegment(
    long Number,
    int EncoderSession,
    double StartSeconds,
    double DurationSeconds,
    double PdtMs,
    long Bytes,
    bool IsDiscontinuity,
    int Run,
    long Discontinuities
)
{
    public SegmentName Name => new(Run, Number);
}
