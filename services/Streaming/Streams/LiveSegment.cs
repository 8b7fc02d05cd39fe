using UpperBack.Streaming.Packaging;
using UpperBack.Streaming.Playlists;
using UpperBack.Streaming.Storage;

namespace UpperBack.Streaming.Streams;

/// <summary>A segment of the live window: being made or made here, made by an earlier process, or lost with
/// one.</summary>
/// <param name="name">What it is called.</param>
/// <param name="encoderSession">The encoder session it belongs to.</param>
/// <param name="startSeconds">Where it begins in the encoder session.</param>
/// <param name="pdtMs">When its first sample was captured, Unix milliseconds, before calibration.</param>
/// <param name="isDiscontinuity">True when it does not go on from the one before.</param>
/// <param name="discontinuities">How many discontinuities there were up to and with it.</param>
internal sealed class LiveSegment(
    SegmentName name,
    int encoderSession,
    double startSeconds,
    double pdtMs,
    bool isDiscontinuity,
    long discontinuities
)
{
    private readonly List<PackagedPart> parts = [];

    public SegmentName Name => name;

    public long Number => name.Number;

    public int EncoderSession => encoderSession;

    public double StartSeconds => startSeconds;

    public double PdtMs => pdtMs;

    public bool IsDiscontinuity => isDiscontinuity;

    public long Discontinuities => discontinuities;

    /// <summary>Its parts; none when it was not made here.</summary>
    public IReadOnlyList<PackagedPart> Parts => parts;

    public double DurationSeconds { get; private set; }

    /// <summary>True when it is listed only because its number was used.</summary>
    public bool IsGap { get; private init; }

    /// <summary>Bytes of all its parts.</summary>
    public int Length { get; private set; }

    /// <summary>One that an earlier process recorded.</summary>
    public static LiveSegment Recorded(RecordedSegment segment) =>
        new(
            segment.Name,
            segment.EncoderSession,
            segment.StartSeconds,
            segment.PdtMs,
            segment.IsDiscontinuity,
            segment.Discontinuities
        )
        {
            DurationSeconds = segment.DurationSeconds,
        };

    /// <summary>One that was lost, or may have been.</summary>
    public static LiveSegment Gap(
        SegmentName name,
        int encoderSession,
        double pdtMs,
        double durationSeconds,
        bool isDiscontinuity,
        long discontinuities
    ) =>
        new(name, encoderSession, 0, pdtMs, isDiscontinuity, discontinuities)
        {
            DurationSeconds = durationSeconds,
            IsGap = true,
        };

    public void Add(PackagedPart part)
    {
        parts.Add(part);
        DurationSeconds += part.DurationSeconds;
        Length += part.Bytes.Length;
    }

    /// <summary>Writes its bytes, which are those of its parts one after another.</summary>
    public void CopyTo(Memory<byte> target)
    {
        foreach (var part in parts)
        {
            part.Bytes.CopyTo(target);
            target = target[part.Bytes.Length..];
        }
    }
}
