using System.Data.Common;
using StackExchange.Redis;
using UpperBack.Contracts.Live;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Nodes;

/// <summary>Applies what happened in a room, on whichever node, to the connections that this node holds.</summary>
internal sealed class RoomListener(RoomDirectory directory, RoomFollower follower, ILogger<RoomListener> log)
{
    /// <summary>Applies a word of this node; what takes reading follows by itself.</summary>
    public void Hear(RoomWord word) => _ = HearAsync(word);

    /// <summary>Applies a word. A room that is not in memory here has nobody to be told.</summary>
    public async Task HearAsync(RoomWord word)
    {
        if (directory.FindLoaded(word.SessionId) is not { } room)
            return;

        try
        {
            await ApplyAsync(room, word);
        }
        catch (Exception failure) when (failure is DbException or RedisException or TimeoutException)
        {
            // The next tick compares the room with SQL.
            log.WordNotApplied(failure, word.SessionId.Value);
        }
    }

    private async Task ApplyAsync(Room room, RoomWord word)
    {
        switch (word)
        {
            case CueWord { Cue: var cue }:
                await follower.FollowAsync(room, cue, CancellationToken.None);
                break;
            case NoteWord { Note: var note }:
                room.ShowNote(note);
                break;
            case MarkWord { Note: var note }:
                room.ShowMarks(note);
                break;
            case ReactionsWord { Counts: var counts }:
                room.Connections.SendToAll(client => client.ReactionsTallied(new ReactionTally(room.SessionId, counts)));
                break;
            case HandsWord:
                room.News.HandsChanged();
                break;
            case StreamWord { Status: var status, Missing: var missing }:
                room.Video = status;
                room.Connections.SendToAll(client => client.StreamChanged(new StreamNotice(room.SessionId, status, missing)));
                break;
            case DayWord { MemberId: var member, Day: var day }:
                room.Connections.SendToMember(member, client => client.DayKept(day));
                break;
            case LeadWord { Lead: var lead }:
                room.Fence(lead);
                await follower.ReadLeadAsync(room, CancellationToken.None);
                break;
            case PreparedWord:
                await follower.ReadLeadAsync(room, CancellationToken.None);
                break;
            case NameWord { MemberId: var member, DisplayName: var name }:
                await follower.RenameAsync(room, member, name, CancellationToken.None);
                break;
            case PlanWord:
                await follower.ReadPlanAsync(room, CancellationToken.None);
                break;
            case RemovalsWord:
                await follower.ReadRemovalsAsync(room, CancellationToken.None);
                break;
        }
    }
}
