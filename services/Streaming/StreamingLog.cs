namespace UpperBack.Streaming;

internal static partial class StreamingLog
{
    [LoggerMessage(1, LogLevel.Information, "Stream of class {SessionId}: take {Take} begins, from {Source}")]
    public static partial void TakeBegins(this ILogger log, Guid sessionId, int take, string source);
}
