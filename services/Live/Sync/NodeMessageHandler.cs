using System.Data.Common;
using StackExchange.Redis;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Sync;

/// <summary>Applies what happened in a room, on whichever node, to the connections of this node.</summary>
internal sealed class NodeMessageHandler(
    RoomRegistry registry,
    RoomSynchronizer synchronizer,
    ILogger<NodeMessageHandler> log
)
{
    /// <summary>Applies a message of this node, without waiting for what has to be read.</summary>
    public void Handle(NodeMessage message) => _ = HandleAsync(message);

    /// <summary>Applies a message. A room that is not in memory has no connections here.</summary>
    public async Task HandleAsync(NodeMessage message)
    {
        if (registry.FindLoaded(message.SessionId) is not { } room)
            return;

        try
        {
            await ApplyAsync(room, message, CancellationToken.None);
        }
        catch (Exception ex) when (ex is DbException or RedisException or TimeoutException)
        {
            // The next tick compares the room with SQL.
            log.NodeMessageNotApplied(ex, message.SessionId.Value);
        }
    }

    private async Task ApplyAsync(Room room, NodeMessage message, CancellationToken ct)
    {
        switch (message)
        {
            case CueAppended { Cue: var cue }:
                await synchronizer.ApplyAsync(room, cue, ct);
                break;
            case FormNoteSent { Note: var note }:
                room.ShowNote(note);
                break;
            case FormNoteMarked { Note: var note }:
                room.ShowMarks(note);
                break;
            case ReactionsTallied { Counts: var counts }:
                var tally = new ReactionTally(room.SessionId, counts);
                room.Connections.SendToAll(client => client.ReactionsTallied(tally));
                break;
            case HandsChanged:
                room.PendingUpdates.HandsChanged();
                break;
            case VideoChanged { Status: var status, Missing: var missing }:
                var video = new StreamNotice(room.SessionId, status, missing);
                room.Video = video;
                room.Connections.SendToAll(client => client.StreamChanged(video));
                break;
            case MemberDayKept { MemberId: var member, Day: var day }:
                room.Connections.SendToMember(member, client => client.DayKept(day));
                break;
            case LeaderChanged { LeaderEpoch: var leaderEpoch }:
                room.Fence(leaderEpoch);
                await synchronizer.ReadLeadingAsync(room, ct);
                break;
            case PreparedSendingChanged:
                await synchronizer.ReadLeadingAsync(room, ct);
                break;
            case MemberRenamed { MemberId: var member, DisplayName: var name }:
                await synchronizer.RenameAsync(room, member, name, ct);
                break;
            case PlanChanged:
                await synchronizer.ReadPlanAsync(room, ct);
                break;
            case RemovalsChanged:
                await synchronizer.ReadRemovalsAsync(room, ct);
                break;
        }
    }
}
