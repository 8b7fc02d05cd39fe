namespace UpperBack.Streaming;

internal static partial class StreamingLog
{
    [LoggerMessage(1, LogLevel.Information, "Stream of class {SessionId}: take {Take} begins, from {Source}")]
    public static partial void EncoderSessionBegins(this ILogger log, Guid sessionId, int take, string source);

    [LoggerMessage(2, LogLevel.Information, "Stream of class {SessionId} is {Status}")]
    public static partial void StatusChanged(this ILogger log, Guid sessionId, string status);

    [LoggerMessage(3, LogLevel.Error, "Stream of class {SessionId}: something could not be stored; live goes on")]
    public static partial void NoteFailed(this ILogger log, Exception failure, Guid sessionId);

    [LoggerMessage(
        4,
        LogLevel.Error,
        "Stream of class {SessionId}: segment {Number} of {Rendition} is not on the recording; live goes on"
    )]
    public static partial void SegmentLost(
        this ILogger log,
        Exception? failure,
        Guid sessionId,
        string rendition,
        long number
    );

    [LoggerMessage(5, LogLevel.Warning, "Keeping streams failed; trying again soon")]
    public static partial void LifecycleFailed(this ILogger log, Exception failure);

    [LoggerMessage(6, LogLevel.Information, "Stream of class {SessionId}: take {Take} was ended: {Reason}")]
    public static partial void EncoderSessionEnded(this ILogger log, Guid sessionId, int take, string reason);

    [LoggerMessage(7, LogLevel.Warning, "Recordings to be deleted could not be; trying again soon")]
    public static partial void RetentionFailed(this ILogger log, Exception failure);

    [LoggerMessage(8, LogLevel.Information, "Recording {Folder} deleted")]
    public static partial void RecordingDeleted(this ILogger log, string folder);

    [LoggerMessage(
        40,
        LogLevel.Information,
        "Class {SessionId}: the video failed {Viewers} viewers, for whom it is no miss"
    )]
    public static partial void ViewersProtected(this ILogger log, Guid sessionId, int viewers);

    [LoggerMessage(41, LogLevel.Warning, "Classes that are over could not be judged; trying again soon")]
    public static partial void OutageReviewFailed(this ILogger log, Exception failure);

    [LoggerMessage(
        100,
        LogLevel.Warning,
        "Encoders cannot be taken by RTMP: {Address} is in use. End what uses it, or choose another port with Streaming:Rtmp"
    )]
    public static partial void RtmpNotListening(this ILogger log, Exception failure, string address);

    [LoggerMessage(101, LogLevel.Information, "An RTMP connection was ended: {Reason}")]
    public static partial void RtmpRefused(this ILogger log, string reason);

    [LoggerMessage(102, LogLevel.Warning, "An RTMP connection could not be accepted; trying again")]
    public static partial void RtmpNotAccepted(this ILogger log, Exception failure);

    [LoggerMessage(103, LogLevel.Error, "An RTMP connection failed")]
    public static partial void RtmpFailed(this ILogger log, Exception failure);

    [LoggerMessage(
        42,
        LogLevel.Warning,
        "Stream of class {SessionId}: take {Take} goes on without {Rendition}: {Reason}"
    )]
    public static partial void RenditionLost(
        this ILogger log,
        Guid sessionId,
        int take,
        string rendition,
        string reason
    );

    [LoggerMessage(
        43,
        LogLevel.Warning,
        "Lower renditions are asked for, but {Program} is not installed: streams have their source alone. Install ffmpeg 5.1 or later, or say where it is in Streaming:Ffmpeg"
    )]
    public static partial void NoFfmpeg(this ILogger log, string program);
}
