namespace UpperBack.Streaming.Packaging;

/// <summary>How an encoder session is cut.</summary>
internal static class PackagerLimits
{
    /// <summary>No part is longer, but for a single frame that is. Ten frames of 29.97 a second fit.</summary>
    public const double PartSeconds = 0.334;

    /// <summary>What a segment lasts when key frames allow it.</summary>
    public const double SegmentSeconds = 2;

    /// <summary>Where a segment is ended at the latest when its frames come evenly.</summary>
    public const double LatestCutSeconds = 2.3;

    /// <summary>What no segment exceeds: rounded it is still <see cref="SegmentSeconds"/>.</summary>
    public const double MaxSegmentSeconds = 2.49;

    /// <summary>Two frames further apart than this are not of one piece.</summary>
    public const double MaxFrameSeconds = 1;

    /// <summary>How long a part waits for its audio, in milliseconds of arrival time.</summary>
    public const long MaxWaitMs = 150;

    /// <summary>Audio that is further ahead of the video than this is dropped.</summary>
    public const double MaxLeadSeconds = 10;
}
