namespace UpperBack.Streaming.Packaging;

/// <summary>A partial segment as it goes out: one fragment. A segment is the parts of its number, one after
/// another.</summary>
/// <param name="SegmentNumber">Media sequence number of its segment.</param>
/// <param name="PartNumber">Place in the segment, from 0.</param>
/// <param name="StartSeconds">Its earliest presentation time, seconds since the encoder session's beginning.</param>
/// <param name="DurationSeconds">How long it lasts.</param>
/// <param name="IsIndependent">True when decoding can begin with it.</param>
/// <param name="BeginsDiscontinuity">True when time jumps before it.</param>
/// <param name="EndsSegment">True when it is the last of its segment.</param>
/// <param name="Bytes"><c>moof</c> and <c>mdat</c>.</param>
internal sealed record PackagedPart(
    long SegmentNumber,
    int PartNumber,
    double StartSeconds,
    double DurationSeconds,
    bool IsIndependent,
    bool BeginsDiscontinuity,
    bool EndsSegment,
    ReadOnlyMemory<byte> Bytes
);
