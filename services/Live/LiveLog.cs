namespace UpperBack.Live;

internal static partial class LiveLog
{
    [LoggerMessage(
        1,
        LogLevel.Warning,
        "Connection {ConnectionId} read too slowly and was closed; it can resume from the log"
    )]
    public static partial void SlowReaderDropped(this ILogger log, string connectionId);

    [LoggerMessage(2, LogLevel.Debug, "Connection {ConnectionId} could not be written to")]
    public static partial void ConnectionLost(this ILogger log, Exception exception, string connectionId);

    [LoggerMessage(3, LogLevel.Error, "Hub method {Method} failed")]
    public static partial void HubMethodFailed(this ILogger log, Exception exception, string method);

    [LoggerMessage(4, LogLevel.Information, "Class {SessionId} started")]
    public static partial void ClassStarted(this ILogger log, Guid sessionId);

    [LoggerMessage(5, LogLevel.Information, "Class {SessionId} ended")]
    public static partial void ClassEnded(this ILogger log, Guid sessionId);

    [LoggerMessage(6, LogLevel.Information, "Room {SessionId} closed")]
    public static partial void RoomClosed(this ILogger log, Guid sessionId);

    [LoggerMessage(7, LogLevel.Warning, "Tick of room {SessionId} failed; trying again at the next one")]
    public static partial void TickFailed(this ILogger log, Exception exception, Guid sessionId);

    [LoggerMessage(8, LogLevel.Information, "{Count} attendances of class {SessionId} recorded")]
    public static partial void AttendanceRecorded(this ILogger log, int count, Guid sessionId);

    [LoggerMessage(9, LogLevel.Warning, "Room lifecycle worker failed; it tries again")]
    public static partial void LifecycleFailed(this ILogger log, Exception exception);

    [LoggerMessage(19, LogLevel.Warning, "Lifecycle of room {SessionId} failed; trying again at the next round")]
    public static partial void RoomLifecycleFailed(this ILogger log, Exception exception, Guid sessionId);

    [LoggerMessage(
        10,
        LogLevel.Warning,
        "Redis does not answer: nodes read each other's cues from SQL, a second later"
    )]
    public static partial void BackplaneDown(this ILogger log, Exception exception);

    [LoggerMessage(11, LogLevel.Warning, "A message of another node is not one that this version knows")]
    public static partial void NodeMessageUnknown(this ILogger log, Exception exception);

    [LoggerMessage(
        12,
        LogLevel.Warning,
        "A message of another node about room {SessionId} could not be applied; the next tick reads it from SQL"
    )]
    public static partial void NodeMessageNotApplied(this ILogger log, Exception exception, Guid sessionId);

    [LoggerMessage(25, LogLevel.Warning, "Room tick worker failed; it tries again")]
    public static partial void TicksFailed(this ILogger log, Exception exception);

    [LoggerMessage(13, LogLevel.Warning, "Rooms could not be compared with SQL; trying again at the next tick")]
    public static partial void ComparingFailed(this ILogger log, Exception exception);

    [LoggerMessage(
        15,
        LogLevel.Warning,
        "Room {SessionId} shows the people whom this node knows of; the others' changes are late: {Reason}"
    )]
    public static partial void PresenceDelayed(this ILogger log, string reason, Guid sessionId);

    [LoggerMessage(16, LogLevel.Information, "Member {MemberId}, {Role}, took over class {SessionId}")]
    public static partial void LeadershipTakenOver(this ILogger log, Guid sessionId, Guid memberId, string role);

    [LoggerMessage(17, LogLevel.Information, "Class {SessionId} is ended because nobody leads it")]
    public static partial void EndedWithoutLeader(this ILogger log, Guid sessionId);

    [LoggerMessage(18, LogLevel.Warning, "Prepared cues could not be sent; trying again")]
    public static partial void PreparedFailed(this ILogger log, Exception exception);

    [LoggerMessage(
        22,
        LogLevel.Debug,
        "Member {MemberId} has as many live connections as one member or one address may have: another was refused"
    )]
    public static partial void ConnectionRefused(this ILogger log, MemberId memberId);

    [LoggerMessage(
        23,
        LogLevel.Warning,
        "Connection {ConnectionId} of member {MemberId} kept calling too fast and was closed"
    )]
    public static partial void FloodCutOff(this ILogger log, string connectionId, MemberId memberId);

    [LoggerMessage(
        24,
        LogLevel.Warning,
        "A message through Redis is {Verdict} and was dropped: check who else can write there, and whether the nodes' "
            + "clocks agree. Logged once; upperback_node_messages_refused_total counts them all"
    )]
    public static partial void NodeMessageRefused(this ILogger log, string verdict);

    [LoggerMessage(20, LogLevel.Information, "This node stops: {Count} connections are sent to others")]
    public static partial void DrainBegan(this ILogger log, int count);

    [LoggerMessage(21, LogLevel.Information, "{Count} connections are left and will be closed")]
    public static partial void DrainEnded(this ILogger log, int count);

    [LoggerMessage(
        27,
        LogLevel.Warning,
        "A socket of the mirror was closed: it could not be stored who shares or watches"
    )]
    public static partial void MirrorFailed(this ILogger log, Exception exception);

    [LoggerMessage(26, LogLevel.Error, "Connection {ConnectionId} to the hub failed")]
    public static partial void ConnectionFailed(this ILogger log, Exception exception, string connectionId);
}
