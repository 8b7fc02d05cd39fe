using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using UpperBack.Live.Attendance;
using UpperBack.Live.Classes;
using UpperBack.Live.Cues;
using UpperBack.Live.FormNotes;
using UpperBack.Live.Hands;
using UpperBack.Live.Joining;
using UpperBack.Live.Reactions;
using UpperBack.Live.Rooms;
using UpperBack.Live.Sending;

namespace UpperBack.Live.Hub;

/// <summary>The hub of the live room: each method calls its slice and returns.</summary>
[Authorize]
internal sealed class LiveSessionHub(
    JoinRoom joinRoom,
    LeaveRoom leaveRoom,
    SendCue sendCue,
    SendFormNote sendFormNote,
    MarkFormNote markFormNote,
    SendReaction sendReaction,
    RaiseHand raiseHand,
    ReportWatching reportWatching,
    AcquireLeadership leadership,
    SwitchPrepared switchPrepared,
    StartClass startClass,
    EndClass endClass,
    RemoveMember removeMember,
    Draining draining,
    ConnectionOutputs outputs,
    TimeProvider clock
) : Hub<ILiveSessionClient>, ILiveSessionHub
{
    // Among its features: its items, which nothing else needs, would be a dictionary for each connection.
    private LiveConnection Connection => Context.Features.Get<LiveConnection>()!;

    private CancellationToken Aborted => Context.ConnectionAborted;

    public override Task OnConnectedAsync()
    {
        var connection = new LiveConnection(Context.ConnectionId, Context.User!.MemberId(), outputs.Open(Context));
        Context.Features.Set(connection);
        draining.Opened(connection);
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        draining.Closed(Connection);
        return leaveRoom.DisconnectAsync(Connection);
    }

    public async Task<JoinResult> Join(JoinRequest request)
    {
        try
        {
            return ValueOf(await joinRoom.RunAsync(Context.User!, Connection, request, Aborted));
        }
        finally
        {
            Connection.Output.AnswerComes();
        }
    }

    public async Task Leave(LeaveRequest request) => ValueOf(await leaveRoom.RunAsync(Connection, request, Aborted));

    public async Task<CueAck> SendCue(SendCueRequest request) =>
        ValueOf(await sendCue.RunAsync(Context.User!, Context.ConnectionId, request, Aborted));

    public async Task<FormNoteAck> SendFormNote(SendFormNoteRequest request) =>
        ValueOf(await sendFormNote.RunAsync(Context.User!, Context.ConnectionId, request, Aborted));

    public async Task<FormNote> MarkFormNote(MarkFormNoteRequest request) =>
        ValueOf(await markFormNote.RunAsync(Context.User!, Context.ConnectionId, request, Aborted));

    public Task React(ReactRequest request)
    {
        ValueOf(sendReaction.Run(Context.ConnectionId, request));
        return Task.CompletedTask;
    }

    public async Task RaiseHand(HandRequest request) =>
        ValueOf(await raiseHand.RaiseAsync(Context.User!, Context.ConnectionId, request, Aborted));

    public async Task LowerHand(HandRequest request) =>
        ValueOf(await raiseHand.LowerAsync(Context.User!, Context.ConnectionId, request, Aborted));

    public async Task<WatchAck> ReportWatching(WatchReport report) =>
        ValueOf(await reportWatching.RunAsync(Context.User!, Context.ConnectionId, report, Aborted));

    public async Task LeadOn(ClassRequest request) =>
        ValueOf(await leadership.LeadOnAsync(Context.ConnectionId, request, Aborted));

    public async Task SendPrepared(PreparedRequest request) =>
        ValueOf(await switchPrepared.RunAsync(Context.ConnectionId, request, Aborted));

    public async Task<CueAck> StartClass(ClassRequest request) =>
        ValueOf(await startClass.RunAsync(Context.User!, Context.ConnectionId, request, Aborted));

    public async Task<CueAck> EndClass(ClassRequest request) =>
        ValueOf(await endClass.RunAsync(Context.User!, Context.ConnectionId, request, Aborted));

    public async Task RemoveMember(RoomMemberRequest request) =>
        ValueOf(await removeMember.RemoveAsync(Context.ConnectionId, request, Aborted));

    public async Task ReadmitMember(RoomMemberRequest request) =>
        ValueOf(await removeMember.ReadmitAsync(Context.ConnectionId, request, Aborted));

    public Task<ClockReading> ReadClock() => Task.FromResult(new ClockReading(clock.NowMs()));

    private static T ValueOf<T>(Result<T> result) =>
        result.Succeeded ? result.Value : throw HubErrors.From(result.Problem);
}
