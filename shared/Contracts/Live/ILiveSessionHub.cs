namespace UpperBack.Contracts.Live;

/// <summary>What a client may call on <c>/hubs/live</c>. Every refusal is a hub error whose text ends in a JSON object
/// <c>{"code", "retryable", "message"}</c>; the codes are in <see cref="ErrorCodes"/>.</summary>
public interface ILiveSessionHub
{
    /// <summary>Enters a room; again to resume after a reconnect. Any signed-in member may, as soon as
    /// it is open.</summary>
    Task<JoinResult> Join(JoinRequest request);

    /// <summary>Leaves a room on this connection.</summary>
    Task Leave(LeaveRequest request);

    /// <summary>Sends a cue to everybody in the room. Leaders of the session.</summary>
    Task<CueAck> SendCue(SendCueRequest request);

    /// <summary>Sends a private form note. Leaders of the session.</summary>
    Task<FormNoteAck> SendFormNote(SendFormNoteRequest request);

    /// <summary>Marks a form note as seen (its member) or as better now (its member or a leader).</summary>
    Task<FormNote> MarkFormNote(MarkFormNoteRequest request);

    /// <summary>Reacts; tallied, at most once a second.</summary>
    Task React(ReactRequest request);

    /// <summary>Raises one's own hand.</summary>
    Task RaiseHand(HandRequest request);

    /// <summary>Lowers one's own hand, or as a leader another's.</summary>
    Task LowerHand(HandRequest request);

    /// <summary>Reports what this client really watched; the union of all reports is the attendance.</summary>
    Task<WatchAck> ReportWatching(WatchReport report);

    /// <summary>Leads the class from this connection: a coach, or an administrator, when who led it is not there. The
    /// instructor leads again by joining.</summary>
    Task LeadOn(ClassRequest request);

    /// <summary>Lets the room send prepared cues by itself, or no longer. Who leads.</summary>
    Task SendPrepared(PreparedRequest request);

    /// <summary>Starts the class. Who leads.</summary>
    Task<CueAck> StartClass(ClassRequest request);

    /// <summary>Ends the class; attendance is recorded for everybody. Who leads.</summary>
    Task<CueAck> EndClass(ClassRequest request);

    /// <summary>Takes a participant out of the session, until readmitted: neither the room nor the video is open to
    /// them. Leaders of the session.</summary>
    Task RemoveMember(RoomMemberRequest request);

    /// <summary>Lets a participant in again. Leaders of the session.</summary>
    Task ReadmitMember(RoomMemberRequest request);

    /// <summary>Reads the server's clock.</summary>
    Task<ClockReading> ReadClock();
}
