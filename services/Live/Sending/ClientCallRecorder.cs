namespace UpperBack.Live.Sending;

/// <summary>Takes a typed call of a client as a message, so that nothing is sent by the name of a method.</summary>
internal sealed class ClientCallRecorder(Func<string, object, LiveMessage> make) : ILiveSessionClient
{
    private LiveMessage? message;

    /// <summary>The call.</summary>
    /// <exception cref="InvalidOperationException">There was none.</exception>
    public LiveMessage Message =>
        message ?? throw new InvalidOperationException("A message is a call of one method of the client.");

    public Task CueReceived(Cue cue) => Take(nameof(CueReceived), cue);

    public Task Resync(ResyncNotice notice) => Take(nameof(Resync), notice);

    public Task FormNoteReceived(FormNote note) => Take(nameof(FormNoteReceived), note);

    public Task FormNoteChanged(FormNote note) => Take(nameof(FormNoteChanged), note);

    public Task RunSheetChanged(RunSheetNotice notice) => Take(nameof(RunSheetChanged), notice);

    public Task PresenceChanged(PresenceDifference difference) => Take(nameof(PresenceChanged), difference);

    public Task ReactionsTallied(ReactionTally tally) => Take(nameof(ReactionsTallied), tally);

    public Task HandsChanged(RaisedHands hands) => Take(nameof(HandsChanged), hands);

    public Task DayKept(KeptDay day) => Take(nameof(DayKept), day);

    public Task StreamChanged(StreamNotice notice) => Take(nameof(StreamChanged), notice);

    public Task LeadMoved(LeadNotice notice) => Take(nameof(LeadMoved), notice);

    public Task LeaderChanged(LeaderNotice notice) => Take(nameof(LeaderChanged), notice);

    public Task RoleChanged(RoleNotice notice) => Take(nameof(RoleChanged), notice);

    public Task MemberRenamed(RenameNotice notice) => Take(nameof(MemberRenamed), notice);

    public Task PreparedChanged(PreparedNotice notice) => Take(nameof(PreparedChanged), notice);

    public Task RoomClosed(RoomClosedNotice notice) => Take(nameof(RoomClosed), notice);

    public Task ReconnectElsewhere(ReconnectNotice notice) => Take(nameof(ReconnectElsewhere), notice);

    private Task Take(string method, object argument)
    {
        if (message is not null)
            throw new InvalidOperationException("A message is one call; this is a second one.");

        message = make(method, argument);
        return Task.CompletedTask;
    }
}
