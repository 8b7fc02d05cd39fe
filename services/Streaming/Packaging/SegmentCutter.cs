using UpperBack.Streaming.Media;

namespace UpperBack.Streaming.Packaging;

/// <summary>Decides where segments end: before a key frame, unless the next one comes in good time too; without one,
/// before the segment is too long. Pure.</summary>
/// <param name="timescale">Ticks a second of the leading track.</param>
internal sealed class SegmentCutter(int timescale)
{
    private readonly long usual = (long)(PackagerLimits.SegmentSeconds * timescale);
    private readonly long latest = (long)(PackagerLimits.LatestCutSeconds * timescale);
    private readonly long max = (long)(PackagerLimits.MaxSegmentSeconds * timescale);
    private long segmentStart;
    private long lastKeyFrame;
    private long keyFrameInterval = (long)(PackagerLimits.SegmentSeconds * timescale);

    /// <summary>The encoder session begins with this sample.</summary>
    public void Begin(in MediaSample first) => segmentStart = lastKeyFrame = first.DecodeTime;

    /// <summary>True when a sample and the one before it are not of one piece: they are too far apart, or the one
    /// before, which lasts until then, would make its segment too long.</summary>
    public bool IsJump(long previous, long gap) =>
        gap > timescale * PackagerLimits.MaxFrameSeconds || previous + gap - segmentStart > max;

    /// <summary>Whether the segment ends before a sample; if so, the next one begins with it.</summary>
    /// <param name="next">The sample.</param>
    /// <param name="duration">How long it probably lasts.</param>
    /// <param name="isJump">True when time jumped before it.</param>
    public bool EndsBefore(in MediaSample next, long duration, bool isJump)
    {
        var length = next.DecodeTime - segmentStart;
        if (next.IsKeyFrame)
        {
            keyFrameInterval = isJump ? keyFrameInterval : next.DecodeTime - lastKeyFrame;
            lastKeyFrame = next.DecodeTime;
        }
        else
            keyFrameInterval = Math.Max(keyFrameInterval, next.DecodeTime - lastKeyFrame);

        var ends =
            isJump
            || length + duration > latest
            || (length >= usual && (next.IsKeyFrame || keyFrameInterval > latest))
            || (next.IsKeyFrame && length + keyFrameInterval > latest);
        if (ends)
            segmentStart = next.DecodeTime;
        return ends;
    }
}
