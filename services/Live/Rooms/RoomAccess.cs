namespace UpperBack.Live.Rooms;

/// <summary>Whether a connection may do something in a room: it must have joined, and for some things lead.</summary>
internal sealed class RoomAccess(RoomRegistry registry)
{
    /// <summary>No such session.</summary>
    public static readonly Problem NoClass = Problem.Of(
        ErrorCodes.SessionUnknown,
        "This link does not lead to a class. See the timetable for what is on."
    );

    /// <summary>A leader removed this member from the session.</summary>
    public static readonly Problem Removed = Problem.Of(
        ErrorCodes.MemberRemoved,
        "You were removed from this class. You can join any other class in the timetable."
    );

    /// <summary>The class is led from another connection now.</summary>
    public static readonly Problem LeadMoved = Problem.Of(
        ErrorCodes.LeadMoved,
        "This class is led from another window or device now. Join again here to lead from here."
    );

    /// <summary>What a member who is removed is sent.</summary>
    public static RoomClosedNotice RemovedNotice(SessionId sessionId) =>
        new(sessionId, Removed.Detail, ErrorCodes.MemberRemoved.Code);

    /// <summary>The room, when this connection has joined it.</summary>
    public Result<Room> RequireJoined(string connectionId, SessionId sessionId) =>
        registry.FindLoaded(sessionId) is { } room && room.Connections.Find(connectionId) is not null
            ? room
            : Problem.Of(ErrorCodes.NotInRoom, "You are not in this class on this page. Open the class again.");

    /// <summary>The room, when this connection has joined it as a leader, and no later one leads in its
    /// place.</summary>
    public Result<Room> RequireLeader(string connectionId, SessionId sessionId)
    {
        var entry = RequireJoined(connectionId, sessionId);
        if (!entry.Succeeded || entry.Value.Connections.Find(connectionId) is not { } membership)
            return entry;
        if (!membership.IsLeader)
            return Problem.Of(ErrorCodes.NotLeader, "Only the instructor and the coaches of this class may do this.");
        // mutation lead: return entry;
        return membership.LeaderEpoch < entry.Value.LeaderEpoch ? LeadMoved : entry;
    }

    /// <summary>The room, when this connection is the one that leads it.</summary>
    public Result<Room> RequireLead(string connectionId, SessionId sessionId)
    {
        var entry = RequireJoined(connectionId, sessionId);
        if (!entry.Succeeded || entry.Value.Connections.Find(connectionId) is not { } membership)
            return entry;
        if (membership.LeaderEpoch is null)
            return Problem.Of(
                ErrorCodes.NotLeader,
                membership.Role == RoomRoles.Participant
                    ? "Only the instructor of this class may do this."
                    : "Only who leads this class may do this. Lead on first."
            );
        // mutation lead: return entry;
        return membership.LeaderEpoch < entry.Value.LeaderEpoch ? LeadMoved : entry;
    }
}
