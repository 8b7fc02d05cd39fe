using UpperBack.Contracts.Ids;

namespace UpperBack.Contracts.Live;

/// <summary>A place in a room's log.</summary>
/// <param name="Epoch">Names one life of the log; another epoch means another log.</param>
/// <param name="Offset">The last cue seen, from 1; 0 before the first.</param>
public sealed record LogPosition(string Epoch, long Offset);

/// <summary>What a cue says. Which fields are needed depends on <paramref name="Kind"/>.</summary>
/// <param name="Kind">One of <see cref="CueKinds"/>.</param>
/// <param name="Text">The words: needed for <c>form</c> and <c>text</c>, optional otherwise; at most 280 characters.</param>
/// <param name="StepIndex">For <c>step</c>: index in the run sheet, from 0.</param>
/// <param name="Breath">For <c>breath</c>: the pace that every device runs by itself.</param>
public sealed record CueContent(string Kind, string? Text = null, int? StepIndex = null, BreathPace? Breath = null);

/// <summary>The kinds of cue.</summary>
public static class CueKinds
{
    /// <summary>The class moves to a step of the run sheet.</summary>
    public const string Step = "step";

    /// <summary>A breath pace begins.</summary>
    public const string Breath = "breath";

    /// <summary>A form cue to everybody.</summary>
    public const string Form = "form";

    /// <summary>Plain words.</summary>
    public const string Text = "text";

    /// <summary>The class started; only <c>StartClass</c> writes it.</summary>
    public const string ClassStarted = "class-started";

    /// <summary>The class ended; only <c>EndClass</c> writes it.</summary>
    public const string ClassEnded = "class-ended";
}

/// <summary>A cue as it stands in the room's log.</summary>
/// <param name="SessionId">The room's session.</param>
/// <param name="Epoch">See <see cref="LogPosition.Epoch"/>.</param>
/// <param name="Offset">See <see cref="LogPosition.Offset"/>; consecutive within an epoch.</param>
/// <param name="AtMs">Media time: the server's clock in Unix milliseconds.</param>
/// <param name="ClientCueId">The sender's id of the cue; a repeated send with it is this cue.</param>
/// <param name="SentBy">Who sent it.</param>
/// <param name="SentByName">Their display name.</param>
/// <param name="Content">What it says.</param>
public sealed record Cue(
    SessionId SessionId,
    string Epoch,
    long Offset,
    long AtMs,
    string ClientCueId,
    MemberId SentBy,
    string SentByName,
    CueContent Content);

/// <summary>Enter a session's room, or come back to it.</summary>
/// <param name="SessionId">Which session.</param>
/// <param name="After">The last position seen, to go on from there; null to get the log from its start.</param>
public sealed record JoinRequest(SessionId SessionId, LogPosition? After = null);

/// <summary>The room as it is at the moment of joining. Cues are not in it: they follow as <c>CueReceived</c>.</summary>
/// <param name="SessionId">Which session.</param>
/// <param name="Title">Title of the class.</param>
/// <param name="Status">One of <see cref="RoomStatus"/>.</param>
/// <param name="Role">What this member is here; one of <see cref="RoomRoles"/>.</param>
/// <param name="Seat">The member's coached seat, see <see cref="Events.SeatStatus"/>.</param>
/// <param name="Head">The log's last position now; cues up to it follow at once.</param>
/// <param name="Resync">True when <see cref="JoinRequest.After"/> could not be continued and the log starts anew.</param>
/// <param name="RunSheet">What will be done.</param>
/// <param name="StartsAtMs">Planned start, Unix milliseconds.</param>
/// <param name="EndsAtMs">Planned end, Unix milliseconds.</param>
/// <param name="ClassStartedAtMs">Real start, or null before it.</param>
/// <param name="ClassEndedAtMs">Real end, or null before it.</param>
/// <param name="Presence">Who is here.</param>
/// <param name="Hands">As in <see cref="ILiveSessionClient.HandsChanged"/>.</param>
/// <param name="FormNotes">Participant: own notes of this session. Leader: all notes of this session. Oldest first.</param>
/// <param name="Seats">Leaders: the members with a coached seat; empty for participants.</param>
/// <param name="WatchedSeconds">What the member is credited with so far.</param>
/// <param name="ServerTimeMs">The server's clock, Unix milliseconds.</param>
public sealed record JoinResult(
    SessionId SessionId,
    string Title,
    string Status,
    string Role,
    string Seat,
    LogPosition Head,
    bool Resync,
    RunSheet RunSheet,
    long StartsAtMs,
    long EndsAtMs,
    long? ClassStartedAtMs,
    long? ClassEndedAtMs,
    PresenceSnapshot Presence,
    RaisedHands Hands,
    IReadOnlyList<FormNote> FormNotes,
    IReadOnlyList<RoomMember> Seats,
    int WatchedSeconds,
    long ServerTimeMs);

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

    /// <summary>Takes part.</summary>
    public const string Participant = "participant";
}

/// <summary>A person in the room.</summary>
/// <param name="MemberId">Who.</param>
/// <param name="DisplayName">Their name.</param>
/// <param name="Role">One of <see cref="RoomRoles"/>.</param>
public sealed record RoomMember(MemberId MemberId, string DisplayName, string Role);

/// <summary>Who is here now.</summary>
/// <param name="Count">People, however many tabs each has open.</param>
/// <param name="Listed">True when <paramref name="Members"/> is everybody; false above 200 people, when it is leaders and friends.</param>
/// <param name="Members">See <paramref name="Listed"/>.</param>
public sealed record PresenceSnapshot(int Count, bool Listed, IReadOnlyList<RoomMember> Members);

/// <summary>Merged joins and leaves.</summary>
/// <param name="SessionId">Which room.</param>
/// <param name="Count">People here now.</param>
/// <param name="Listed">As in <see cref="PresenceSnapshot.Listed"/>. When it changes the difference is against an empty list.</param>
/// <param name="Joined">Who came.</param>
/// <param name="Left">Who went.</param>
public sealed record PresenceDifference(
    SessionId SessionId,
    int Count,
    bool Listed,
    IReadOnlyList<RoomMember> Joined,
    IReadOnlyList<MemberId> Left);

/// <summary>Leave a room.</summary>
/// <param name="SessionId">Which room.</param>
/// <param name="ForGood">True when the member is done for today: the attendance is recorded now, not only at the class's end.</param>
public sealed record LeaveRequest(SessionId SessionId, bool ForGood = false);

/// <summary>A cue to everybody; instructor or coach.</summary>
/// <param name="SessionId">Which room.</param>
/// <param name="ClientCueId">Chosen by the sender, 1 to 64 characters; sending it again is not a second cue.</param>
/// <param name="Content">What it says.</param>
public sealed record SendCueRequest(SessionId SessionId, string ClientCueId, CueContent Content);

/// <summary>The cue is in the log and safe.</summary>
/// <param name="Epoch">See <see cref="Cue.Epoch"/>.</param>
/// <param name="Offset">See <see cref="Cue.Offset"/>.</param>
/// <param name="AtMs">See <see cref="Cue.AtMs"/>.</param>
/// <param name="Repeated">True when this client id was in the log already.</param>
public sealed record CueAck(string Epoch, long Offset, long AtMs, bool Repeated);

/// <summary>A private correction; instructor or coach.</summary>
/// <param name="SessionId">Which room.</param>
/// <param name="ClientNoteId">Chosen by the sender, 1 to 64 characters; sending it again is not a second note.</param>
/// <param name="To">The members it is for, 1 to 50.</param>
/// <param name="Text">The words, 1 to 500 characters; may be null when <paramref name="Fault"/> is given, which then supplies them.</param>
/// <param name="Exercise">Slug of the exercise, or null.</param>
/// <param name="Fault">Slug of the fault, or null.</param>
public sealed record SendFormNoteRequest(
    SessionId SessionId,
    string ClientNoteId,
    IReadOnlyList<MemberId> To,
    string? Text = null,
    string? Exercise = null,
    string? Fault = null);

/// <summary>The notes are stored; whoever of the targets is away finds them on return.</summary>
/// <param name="NoteIds">One note a target, in the order of the request.</param>
/// <param name="Repeated">True when this client id was sent before.</param>
public sealed record FormNoteAck(IReadOnlyList<FormNoteId> NoteIds, bool Repeated);

/// <summary>A private correction to one participant.</summary>
/// <param name="NoteId">Its id.</param>
/// <param name="SessionId">Which session.</param>
/// <param name="To">Whom it is for.</param>
/// <param name="ToName">Their display name.</param>
/// <param name="FromName">Display name of who sent it.</param>
/// <param name="Text">The words.</param>
/// <param name="Exercise">Slug of the exercise, or null.</param>
/// <param name="Fault">Slug of the fault, or null.</param>
/// <param name="AtMs">The server's clock in Unix milliseconds.</param>
public sealed record FormNote(
    FormNoteId NoteId,
    SessionId SessionId,
    MemberId To,
    string ToName,
    string FromName,
    string Text,
    string? Exercise,
    string? Fault,
    long AtMs);

/// <summary>A reaction from a participant.</summary>
/// <param name="SessionId">Which room.</param>
/// <param name="Reaction">One of <see cref="Reactions"/>.</param>
public sealed record ReactRequest(SessionId SessionId, string Reaction);

/// <summary>The reactions there are.</summary>
public static class Reactions
{
    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All = ["heart", "clap", "fire", "smile", "breathe"];
}

/// <summary>Reactions since the last tally.</summary>
/// <param name="SessionId">Which room.</param>
/// <param name="Counts">How many of each that occurred; others are left out.</param>
public sealed record ReactionTally(SessionId SessionId, IReadOnlyDictionary<string, int> Counts);

/// <summary>Raise or lower one's hand; a leader may lower another's.</summary>
/// <param name="SessionId">Which room.</param>
/// <param name="MemberId">Whose hand; null for one's own.</param>
public sealed record HandRequest(SessionId SessionId, MemberId? MemberId = null);

/// <summary>A raised hand.</summary>
/// <param name="MemberId">Whose.</param>
/// <param name="DisplayName">Their name.</param>
/// <param name="AtMs">Since when, Unix milliseconds.</param>
public sealed record RaisedHand(MemberId MemberId, string DisplayName, long AtMs);

/// <summary>Raised hands, oldest first.</summary>
/// <param name="SessionId">Which room.</param>
/// <param name="Hands">See <see cref="ILiveSessionClient.HandsChanged"/>.</param>
public sealed record RaisedHands(SessionId SessionId, IReadOnlyList<RaisedHand> Hands);

/// <summary>What this client really watched. Sent every few seconds while the class is on screen, and when it stops.</summary>
/// <param name="SessionId">Which room.</param>
/// <param name="FromMs">Start on the server's clock, Unix milliseconds.</param>
/// <param name="ToMs">End on the server's clock, Unix milliseconds; at most 120,000 after <paramref name="FromMs"/>.</param>
public sealed record WatchReport(SessionId SessionId, long FromMs, long ToMs);

/// <summary>The report is stored.</summary>
/// <param name="WatchedSeconds">What the member is credited with in this session so far, each second once however many tabs.</param>
public sealed record WatchAck(int WatchedSeconds);

/// <summary>Start or end a class; the session's instructor.</summary>
/// <param name="SessionId">Which room.</param>
public sealed record ClassRequest(SessionId SessionId);

/// <summary>One round trip of the clock synchronisation; the client takes the answer of its fastest round trip.</summary>
/// <param name="ServerTimeMs">The server's clock, Unix milliseconds.</param>
public sealed record ClockReading(long ServerTimeMs);

/// <summary>See <see cref="ILiveSessionClient.Resync"/>.</summary>
/// <param name="SessionId">Which room.</param>
/// <param name="Reason">Why, in words for a log.</param>
public sealed record ResyncNotice(SessionId SessionId, string Reason);

/// <summary>See <see cref="ILiveSessionClient.DayKept"/>.</summary>
/// <param name="SessionId">The session that kept it.</param>
/// <param name="Day">The day in the member's zone, <c>2026-11-23</c>.</param>
/// <param name="CurrentStreak">Kept days in a row, this one included.</param>
/// <param name="LongestStreak">The longest so far.</param>
/// <param name="Freezes">Freezes in hand.</param>
public sealed record KeptDay(SessionId SessionId, string Day, int CurrentStreak, int LongestStreak, int Freezes);

/// <summary>See <see cref="ILiveSessionClient.RoomClosed"/>.</summary>
/// <param name="SessionId">Which room.</param>
/// <param name="Reason">Why, in words for people.</param>
public sealed record RoomClosedNotice(SessionId SessionId, string Reason);
