using UpperBack.Contracts.Events;
using UpperBack.Contracts.Ids;

namespace UpperBack.Contracts.Live;

/// <summary>Enter a session's room, or come back to it.</summary>
/// <param name="SessionId">Which session.</param>
/// <param name="After">The last position seen, to go on from there; null to get the log from its start.</param>
public sealed record JoinRequest(SessionId SessionId, LogPosition? After = null);

/// <summary>The room as it is at the moment of joining. Cues are not in it: they follow as
/// <c>CueReceived</c>.</summary>
/// <param name="SessionId">Which session.</param>
/// <param name="Title">Title of the class.</param>
/// <param name="Status">One of <see cref="RoomStatus"/>.</param>
/// <param name="Role">What this member is here; one of <see cref="RoomRoles"/>.</param>
/// <param name="Seat">The member's coached seat, see <see cref="Events.SeatStatus"/>.</param>
/// <param name="Head">The log's last position now; cues up to it follow at once.</param>
/// <param name="Resync">True when <see cref="JoinRequest.After"/> could not be continued and the log starts
/// anew.</param>
/// <param name="RunSheetRevision">Names the present run sheet, which is read by HTTP at
/// <c>/api/live/sessions/{sessionId}/run-sheets/{runSheetRevision}</c>: what is there never changes.</param>
/// <param name="StartsAtMs">Planned start, Unix milliseconds.</param>
/// <param name="EndsAtMs">Planned end, Unix milliseconds.</param>
/// <param name="ClassStartedAtMs">Real start, or null before it.</param>
/// <param name="ClassEndedAtMs">Real end, or null before it.</param>
/// <param name="Presence">Who is here.</param>
/// <param name="Hands">As in <see cref="ILiveSessionClient.HandsChanged"/>.</param>
/// <param name="FormNotes">Participant: own notes of this session. Leader: all notes of this session. Oldest
/// first.</param>
/// <param name="Seats">Leaders: the members with a coached seat; empty for participants.</param>
/// <param name="WatchedSeconds">What the member is credited with so far.</param>
/// <param name="ServerTimeMs">The server's clock, Unix milliseconds.</param>
/// <param name="Stream">The session's video, see <see cref="Events.StreamStatus"/>.</param>
/// <param name="Removed">Leaders: whom a leader took out of the session; empty for participants.</param>
/// <param name="Leader">Who leads, as in <see cref="ILiveSessionClient.LeaderChanged"/>.</param>
/// <param name="Leads">True when this connection leads the class.</param>
/// <param name="PreparedSinceMs">Leaders: as in <see cref="ILiveSessionClient.PreparedChanged"/>; null for
/// participants.</param>
/// <param name="StreamMissing">What of the video is missing, see <see cref="Events.StreamMissing"/>; null when all is
/// there.</param>
/// <param name="Mirror">What members with a coached seat may share with the leaders; null when this class has no
/// mirror.</param>
public sealed record JoinResult(
    SessionId SessionId,
    string Title,
    [OneOf(typeof(RoomStatus))] string Status,
    [OneOf(typeof(RoomRoles))] string Role,
    [OneOf(typeof(SeatStatus))] string Seat,
    LogPosition Head,
    bool Resync,
    string RunSheetRevision,
    long StartsAtMs,
    long EndsAtMs,
    long? ClassStartedAtMs,
    long? ClassEndedAtMs,
    PresenceSnapshot Presence,
    RaisedHands Hands,
    IReadOnlyList<FormNote> FormNotes,
    IReadOnlyList<RoomMember> Seats,
    int WatchedSeconds,
    long ServerTimeMs,
    [OneOf(typeof(StreamStatus))] string Stream,
    IReadOnlyList<RoomMember> Removed,
    LeaderNotice? Leader = null,
    bool Leads = false,
    long? PreparedSinceMs = null,
    [OneOf(typeof(StreamMissing))] string? StreamMissing = null,
    MirrorOffer? Mirror = null
)
{
    /// <summary>Empty, for a page of 0.1 that expects the run sheet here: it goes on without steps until it is
    /// reloaded.</summary>
    [Obsolete(FormerNames.Gone)]
    public RunSheet RunSheet => new([]);
}

/// <summary>The states of a room.</summary>
public static class RoomStatus
{
    /// <summary>Doors are open, the class has not started.</summary>
    public const string Open = "open";

    /// <summary>The class is on.</summary>
    public const string Live = "live";

    /// <summary>The class is over, the room still open.</summary>
    public const string Ended = "ended";
}

/// <summary>What a member is in a room.</summary>
public static class RoomRoles
{
    /// <summary>Leads the class.</summary>
    public const string Instructor = "instructor";

    /// <summary>Helps to correct.</summary>
    public const string Coach = "coach";

    /// <summary>Looks in as an administrator of the platform; a leader once they lead on.</summary>
    public const string Admin = "admin";

    /// <summary>Takes part.</summary>
    public const string Participant = "participant";
}

/// <summary>A person in the room.</summary>
/// <param name="MemberId">Who.</param>
/// <param name="DisplayName">Their name.</param>
/// <param name="Role">One of <see cref="RoomRoles"/>.</param>
public sealed record RoomMember(MemberId MemberId, string DisplayName, [OneOf(typeof(RoomRoles))] string Role);

/// <summary>Who is here now.</summary>
/// <param name="Count">People, however many tabs each has open.</param>
/// <param name="Listed">True when <paramref name="Members"/> is everybody; false above 200 people, when it is leaders
/// and friends.</param>
/// <param name="Members">See <paramref name="Listed"/>.</param>
public sealed record PresenceSnapshot(int Count, bool Listed, IReadOnlyList<RoomMember> Members);

/// <summary>Merged joins and leaves.</summary>
/// <param name="SessionId">Which room.</param>
/// <param name="Count">People here now.</param>
/// <param name="Listed">As in <see cref="PresenceSnapshot.Listed"/>. When it changes the difference is against an empty
/// list.</param>
/// <param name="Joined">Who came.</param>
/// <param name="Left">Who went.</param>
public sealed record PresenceDifference(
    SessionId SessionId,
    int Count,
    bool Listed,
    IReadOnlyList<RoomMember> Joined,
    IReadOnlyList<MemberId> Left
);

/// <summary>Leave a room.</summary>
/// <param name="SessionId">Which room.</param>
/// <param name="ForGood">True when the member is done for today: the attendance is recorded now, not only at the
/// class's end.</param>
public sealed record LeaveRequest(SessionId SessionId, bool ForGood = false);

/// <summary>Start, end or lead on a class.</summary>
/// <param name="SessionId">Which room.</param>
public sealed record ClassRequest(SessionId SessionId);

/// <summary>See <see cref="ILiveSessionClient.RoomClosed"/>.</summary>
/// <param name="SessionId">Which room.</param>
/// <param name="Reason">Why, in words for people.</param>
/// <param name="Code">Why, for programs: <c>room.closed</c>, or <c>room.member-removed</c>.</param>
public sealed record RoomClosedNotice(SessionId SessionId, string Reason, string Code);

/// <summary>A member of a room, for a leader to act on.</summary>
/// <param name="SessionId">Which room.</param>
/// <param name="MemberId">Whom.</param>
public sealed record RoomMemberRequest(SessionId SessionId, MemberId MemberId);

/// <summary>See <see cref="ILiveSessionClient.StreamChanged"/>.</summary>
/// <param name="SessionId">Which room.</param>
/// <param name="Status">One of <see cref="Events.StreamStatus"/>.</param>
/// <param name="Missing">One of <see cref="Events.StreamMissing"/>, or null when all is there.</param>
public sealed record StreamNotice(
    SessionId SessionId,
    [OneOf(typeof(StreamStatus))] string Status,
    [OneOf(typeof(StreamMissing))] string? Missing = null
);

/// <summary>See <see cref="ILiveSessionClient.LeadMoved"/>.</summary>
/// <param name="SessionId">Which room.</param>
public sealed record LeadNotice(SessionId SessionId);

/// <summary>See <see cref="ILiveSessionClient.RunSheetChanged"/>.</summary>
/// <param name="SessionId">Which room.</param>
/// <param name="RunSheet">What will be done.</param>
public sealed record RunSheetNotice(SessionId SessionId, RunSheet RunSheet);

/// <summary>See <see cref="ILiveSessionClient.LeaderChanged"/>.</summary>
/// <param name="SessionId">Which room.</param>
/// <param name="LeaderId">Who leads, or led last; null before anybody did.</param>
/// <param name="DisplayName">Their name.</param>
/// <param name="Away">True while the class is on, and neither their connection nor a picture is there.</param>
public sealed record LeaderNotice(SessionId SessionId, MemberId? LeaderId, string? DisplayName, bool Away);

/// <summary>See <see cref="ILiveSessionClient.RoleChanged"/>.</summary>
/// <param name="SessionId">Which room.</param>
/// <param name="Role">One of <see cref="RoomRoles"/>.</param>
public sealed record RoleNotice(SessionId SessionId, [OneOf(typeof(RoomRoles))] string Role);

/// <summary>See <see cref="ILiveSessionClient.MemberRenamed"/>.</summary>
/// <param name="SessionId">Which room.</param>
/// <param name="MemberId">Who.</param>
/// <param name="DisplayName">Their name from now on.</param>
public sealed record RenameNotice(SessionId SessionId, MemberId MemberId, string DisplayName);

/// <summary>Switch prepared cues on or off: while on, the room itself sends each one at its moment.</summary>
/// <param name="SessionId">Which room.</param>
/// <param name="On">True when they are to leave by themselves.</param>
public sealed record PreparedRequest(SessionId SessionId, bool On);

/// <summary>See <see cref="ILiveSessionClient.PreparedChanged"/>.</summary>
/// <param name="SessionId">Which room.</param>
/// <param name="SinceMs">Since when prepared cues leave by themselves, Unix milliseconds; null while they do
/// not.</param>
public sealed record PreparedNotice(SessionId SessionId, long? SinceMs);
