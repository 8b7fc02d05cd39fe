namespace UpperBack.Contracts.Live;

/// <summary>What the server calls on a client connected to <c>/hubs/live</c>.</summary>
public interface ILiveSessionClient
{
    /// <summary>The next cue of the room's log. Missed cues after <c>Join</c> and live ones come through this one
    /// stream, in rising order of <see cref="Cue.Offset"/>, each once.</summary>
    Task CueReceived(Cue cue);

    /// <summary>The stream cannot go on from the position the client gave: forget all cues of this session; the cues
    /// that follow start the log anew.</summary>
    Task Resync(ResyncNotice notice);

    /// <summary>A private form note for this member; leaders get the notes that any leader of the session
    /// sent.</summary>
    Task FormNoteReceived(FormNote note);

    /// <summary>A form note was seen or helped; its member and the leaders get it.</summary>
    Task FormNoteChanged(FormNote note);

    /// <summary>The session is planned otherwise: this is its run sheet from now on.</summary>
    Task RunSheetChanged(RunSheetNotice notice);

    /// <summary>Who came and went since the last difference; at most once a second.</summary>
    Task PresenceChanged(PresenceDifference difference);

    /// <summary>Reactions since the last tally; at most once a second.</summary>
    Task ReactionsTallied(ReactionTally tally);

    /// <summary>Leaders: all raised hands, oldest first. A participant: their own hand, or none.</summary>
    Task HandsChanged(RaisedHands hands);

    /// <summary>This member's day is kept; sent as soon as it is earned.</summary>
    Task DayKept(KeptDay day);

    /// <summary>The session's video began, broke off, came back or ended.</summary>
    Task StreamChanged(StreamNotice notice);

    /// <summary>The class is led from another connection from now on; this one still sees everything.</summary>
    Task LeadMoved(LeadNotice notice);

    /// <summary>Somebody else leads, or who leads went away or came back.</summary>
    Task LeaderChanged(LeaderNotice notice);

    /// <summary>This member is something else in the room from now on: join again to see what goes with it.</summary>
    Task RoleChanged(RoleNotice notice);

    /// <summary>Somebody has another name. Leaders hear it of everybody, participants of themselves and of
    /// leaders.</summary>
    Task MemberRenamed(RenameNotice notice);

    /// <summary>Leaders: prepared cues leave by themselves from now on, or no longer.</summary>
    Task PreparedChanged(PreparedNotice notice);

    /// <summary>The room is closed, or a leader took this member out; nothing more will come.</summary>
    Task RoomClosed(RoomClosedNotice notice);

    /// <summary>This node is about to stop: connect again, which leads to another one, and join from the last
    /// position.</summary>
    Task ReconnectElsewhere(ReconnectNotice notice);
}
