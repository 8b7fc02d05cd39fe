namespace UpperBack.Streaming;

internal static partial class StreamingLog
{
    [LoggerMessage(
        1,
        LogLevel.Information,
        "Class {SessionId}: encoder session {EncoderSession} begins, source {Source}"
    )]
    public static partial void EncoderSessionBegins(
        this ILogger log,
        Guid sessionId,
        int encoderSession,
        string source
    );

    [LoggerMessage(2, LogLevel.Information, "Class {SessionId}: the stream is {Status}")]
    public static partial void StatusChanged(this ILogger log, Guid sessionId, string status);

    [LoggerMessage(3, LogLevel.Error, "Class {SessionId}: a change of its stream could not be stored; live goes on")]
    public static partial void StoreFailed(this ILogger log, Exception ex, Guid sessionId);

    [LoggerMessage(
        4,
        LogLevel.Error,
        "Class {SessionId}: segment {Number} of {Rendition} could not be recorded; live goes on"
    )]
    public static partial void SegmentLost(
        this ILogger log,
        Exception? ex,
        Guid sessionId,
        string rendition,
        long number
    );

    [LoggerMessage(5, LogLevel.Warning, "Stream lifecycle worker failed; it will try again")]
    public static partial void LifecycleFailed(this ILogger log, Exception ex);

    [LoggerMessage(6, LogLevel.Information, "Class {SessionId}: encoder session {EncoderSession} was ended: {Reason}")]
    public static partial void EncoderSessionEnded(this ILogger log, Guid sessionId, int encoderSession, string reason);

    [LoggerMessage(7, LogLevel.Warning, "Recording retention worker failed; it will try again")]
    public static partial void RetentionFailed(this ILogger log, Exception ex);

    [LoggerMessage(8, LogLevel.Information, "Recording {Folder} was deleted")]
    public static partial void RecordingDeleted(this ILogger log, string folder);

    [LoggerMessage(
        40,
        LogLevel.Information,
        "Class {SessionId}: {Viewers} viewers had a video outage and are protected"
    )]
    public static partial void ViewersProtected(this ILogger log, Guid sessionId, int viewers);

    [LoggerMessage(41, LogLevel.Warning, "Outage review worker failed; it will try again")]
    public static partial void OutageReviewFailed(this ILogger log, Exception ex);

    [LoggerMessage(
        100,
        LogLevel.Warning,
        "RTMP cannot listen: {Address} is in use. Stop the program that uses it, or set another port in Streaming:Rtmp"
    )]
    public static partial void RtmpNotListening(this ILogger log, Exception ex, string address);

    [LoggerMessage(101, LogLevel.Information, "An RTMP connection was refused: {Reason}")]
    public static partial void RtmpRefused(this ILogger log, string reason);

    [LoggerMessage(102, LogLevel.Warning, "An RTMP connection could not be accepted; the server will try again")]
    public static partial void RtmpNotAccepted(this ILogger log, Exception ex);

    [LoggerMessage(103, LogLevel.Error, "An RTMP connection failed")]
    public static partial void RtmpFailed(this ILogger log, Exception ex);

    [LoggerMessage(
        42,
        LogLevel.Warning,
        "Class {SessionId}: encoder session {EncoderSession} goes on without {Rendition}: {Reason}"
    )]
    public static partial void RenditionLost(
        this ILogger log,
        Guid sessionId,
        int encoderSession,
        string rendition,
        string reason
    );

    [LoggerMessage(
        43,
        LogLevel.Warning,
        "Streaming:Renditions needs {Program}, which is not installed: streams have only their source. "
            + "Install ffmpeg 5.1 or later, or set its path in Streaming:Ffmpeg"
    )]
    public static partial void NoFfmpeg(this ILogger log, string program);
}
