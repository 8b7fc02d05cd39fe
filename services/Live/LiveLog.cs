using UpperBack.Contracts.Ids;

namespace UpperBack.Live;

internal static partial class LiveLog
{
    [LoggerMessage(
        1,
        LogLevel.Warning,
        "Connection {ConnectionId} reads too slowly and was dropped; it can resume from the log"
    )]
    public static partial void SlowReaderDropped(this ILogger log, string connectionId);

    [LoggerMessage(2, LogLevel.Debug, "Connection {ConnectionId} could not be written to")]
    public static partial void ConnectionLost(this ILogger log, Exception failure, string connectionId);

    [LoggerMessage(3, LogLevel.Error, "Hub method {Method} failed")]
    public static partial void HubMethodFailed(this ILogger log, Exception failure, string method);

    [LoggerMessage(4, LogLevel.Information, "Class {SessionId} started")]
    public static partial void ClassStarted(this ILogger log, Guid sessionId);

    [LoggerMessage(5, LogLevel.Information, "Class {SessionId} ended")]
    public static partial void ClassEnded(this ILogger log, Guid sessionId);

    [LoggerMessage(6, LogLevel.Information, "Room {SessionId} closed")]
    public static partial void RoomClosed(this ILogger log, Guid sessionId);

    [LoggerMessage(7, LogLevel.Warning, "Tick of room {SessionId} failed; trying again at the next one")]
    public static partial void TickFailed(this ILogger log, Exception failure, Guid sessionId);

    [LoggerMessage(8, LogLevel.Information, "{Count} attendances of class {SessionId} recorded")]
    public static partial void AttendanceRecorded(this ILogger log, int count, Guid sessionId);

    [LoggerMessage(9, LogLevel.Warning, "Keeping rooms failed; trying again soon")]
    public static partial void LifecycleFailed(this ILogger log, Exception failure);

    [LoggerMessage(
        10,
        LogLevel.Warning,
        "Redis does not answer: nodes hear of each other's cues a second later, from SQL"
    )]
    public static partial void BackplaneDown(this ILogger log, Exception failure);

    [LoggerMessage(11, LogLevel.Warning, "Another node said what this one does not understand")]
    public static partial void NodeMessageUnknown(this ILogger log, Exception failure);

    [LoggerMessage(
        12,
        LogLevel.Warning,
        "What another node said of room {SessionId} could not be applied yet; the next tick reads it"
    )]
    public static partial void NodeMessageNotApplied(this ILogger log, Exception failure, Guid sessionId);

    [LoggerMessage(13, LogLevel.Warning, "Rooms could not be compared with SQL; trying again at the next tick")]
    public static partial void ComparingFailed(this ILogger log, Exception failure);

    [LoggerMessage(
        14,
        LogLevel.Debug,
        "A presence lease of room {SessionId} was not given back; it runs out by itself"
    )]
    public static partial void LeaseNotReturned(this ILogger log, Exception failure, Guid sessionId);

    [LoggerMessage(
        15,
        LogLevel.Warning,
        "Somebody entered room {SessionId} without being seen by the others yet: {Reason}"
    )]
    public static partial void PresenceLater(this ILogger log, string reason, Guid sessionId);

    [LoggerMessage(16, LogLevel.Information, "Member {MemberId}, {Role}, leads class {SessionId} on")]
    public static partial void LedOn(this ILogger log, Guid sessionId, Guid memberId, string role);

    [LoggerMessage(17, LogLevel.Information, "Class {SessionId} is ended: nobody leads it any more")]
    public static partial void EndedWithoutLeader(this ILogger log, Guid sessionId);

    [LoggerMessage(18, LogLevel.Warning, "Prepared cues could not be sent; trying again at once")]
    public static partial void PreparedFailed(this ILogger log, Exception failure);

    [LoggerMessage(
        22,
        LogLevel.Debug,
        "Member {MemberId} has as many live connections as one member or one address may have: another was refused"
    )]
    public static partial void ConnectionRefused(this ILogger log, MemberId memberId);

    [LoggerMessage(
        23,
        LogLevel.Warning,
        "Connection {ConnectionId} of member {MemberId} went on calling too fast and was closed"
    )]
    public static partial void FloodCutOff(this ILogger log, string connectionId, MemberId memberId);

    [LoggerMessage(
        24,
        LogLevel.Warning,
        "What came through Redis as another node's word is {Verdict} and was dropped: see who else can write there, and whether the nodes' clocks agree. It is said once; upperback_node_messages_refused_total counts on"
    )]
    public static partial void NodeMessageRefused(this ILogger log, string verdict);

    [LoggerMessage(20, LogLevel.Information, "This node stops: {Count} connections are sent elsewhere")]
    public static partial void DrainBegan(this ILogger log, int count);

    [LoggerMessage(21, LogLevel.Information, "{Count} connections are still here and will be closed")]
    public static partial void DrainEnded(this ILogger log, int count);
}
