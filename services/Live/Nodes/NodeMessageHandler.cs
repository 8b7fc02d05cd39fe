using System.Data.Common;
using StackExchange.Redis;
using UpperBack.Contracts.Live;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Nodes;

/// <summary>Applies what happened in a room, on whichever node, to the connections that this node holds.</summary>
internal sealed class NodeMessageHandler(
    RoomRegistry registry,
    RoomSynchronizer synchronizer,
    ILogger<NodeMessageHandler> log
)
{
    /// <summary>Applies a word of this node; what takes reading follows by itself.</summary>
    public void Handle(NodeMessage message) => _ = HandleAsync(message);

    /// <summary>Applies a word. A room that is not in memory here has nobody to be told.</summary>
    public async Task HandleAsync(NodeMessage message)
    {
        if (registry.FindLoaded(message.SessionId) is not { } room)
            return;

        try
        {
            await ApplyAsync(room, message);
        }
        catch (Exception ex) when (ex is DbException or RedisException or TimeoutException)
        {
            // The next tick compares the room with SQL.
            log.NodeMessageNotApplied(ex, message.SessionId.Value);
        }
    }

    private async Task ApplyAsync(Room room, NodeMessage message)
    {
        switch (message)
        {
            case CueAppended { Cue: var cue }:
                await synchronizer.ApplyAsync(room, cue, CancellationToken.None);
                break;
            case FormNoteSent { Note: var note }:
                room.ShowNote(note);
                break;
            case FormNoteMarked { Note: var note }:
                room.ShowMarks(note);
                break;
            case ReactionsTallied { Counts: var counts }:
                room.Connections.SendToAll(client =>
                    client.ReactionsTallied(new ReactionTally(room.SessionId, counts))
                );
                break;
            case HandsChanged:
                room.PendingUpdates.HandsChanged();
                break;
            case VideoChanged { Status: var status, Missing: var missing }:
                room.Video = status;
                room.Connections.SendToAll(client =>
                    client.StreamChanged(new StreamNotice(room.SessionId, status, missing))
                );
                break;
            case MemberDayKept { MemberId: var member, Day: var day }:
                room.Connections.SendToMember(member, client => client.DayKept(day));
                break;
            case LeaderChanged { LeaderEpoch: var lead }:
                room.Fence(lead);
                await synchronizer.ReadLeadAsync(room, CancellationToken.None);
                break;
            case PreparedSendingChanged:
                await synchronizer.ReadLeadAsync(room, CancellationToken.None);
                break;
            case MemberRenamed { MemberId: var member, DisplayName: var name }:
                await synchronizer.RenameAsync(room, member, name, CancellationToken.None);
                break;
            case PlanChanged:
                await synchronizer.ReadPlanAsync(room, CancellationToken.None);
                break;
            case RemovalsChanged:
                await synchronizer.ReadRemovalsAsync(room, CancellationToken.None);
                break;
        }
    }
}
