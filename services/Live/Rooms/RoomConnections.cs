using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using UpperBack.Live.Sending;

namespace UpperBack.Live.Rooms;

/// <summary>The connections of one room on this node, and what is sent to them: it returns at once, whatever the
/// sockets do.</summary>
internal sealed class RoomConnections
{
    // Read without a lock; changed under it, together with what finds them.
    private readonly ConcurrentDictionary<string, RoomMembership> memberships = new();
    private readonly Dictionary<MemberId, List<LiveConnection>> byMember = [];
    private readonly Dictionary<string, LiveConnection> leaders = [];
    private readonly Lock changing = new();
    private readonly RoomFeed feed = new();

    // Each cue's message, for as long as the log has it: who joins is sent what was written for the others.
    private readonly ConditionalWeakTable<Cue, LiveMessage> cues = [];
    private volatile Recovered? recovered;

    /// <summary>Everybody's connections.</summary>
    public ICollection<RoomMembership> All => memberships.Values;

    public bool IsEmpty => memberships.IsEmpty;

    /// <summary>Adds a connection: it is sent what is sent to all from now on. One that is here already is
    /// changed.</summary>
    public void Add(RoomMembership membership)
    {
        lock (changing)
        {
            var connection = membership.Connection;
            if (memberships.TryAdd(connection.Id, membership))
                CollectionOf(connection.Member).Add(connection);
            Set(membership);
        }

        membership.Connection.Output.Follow(feed);
    }

    /// <summary>Removes a connection.</summary>
    /// <returns>What it was, or null when it was not here.</returns>
    public RoomMembership? Remove(string connectionId)
    {
        RoomMembership? membership;
        lock (changing)
        {
            if (!memberships.TryRemove(connectionId, out membership))
                return null;

            leaders.Remove(connectionId);
            var own = CollectionOf(membership.Connection.Member);
            own.Remove(membership.Connection);
            if (own.Count == 0)
                byMember.Remove(membership.Connection.Member);
        }

        membership.Connection.Output.Unfollow(feed);
        return membership;
    }

    /// <summary>Changes a connection's membership, unless it has left.</summary>
    public void Change(string connectionId, Func<RoomMembership, RoomMembership> change)
    {
        lock (changing)
        {
            if (memberships.TryGetValue(connectionId, out var membership))
                Set(change(membership));
        }
    }

    public RoomMembership? Find(string connectionId) => memberships.GetValueOrDefault(connectionId);

    public void SendToAll(Func<ILiveSessionClient, Task> call) => feed.Publish(LiveMessage.Of(call));

    /// <summary>Sends everybody a cue of the log.</summary>
    public void SendToAll(Cue cue) => feed.Publish(cues.GetValue(cue, Write));

    /// <summary>Sends a connection cues of the log. Those that come at the same time miss the same cues, which are then
    /// the same bytes.</summary>
    public void Recover(LiveConnection connection, IReadOnlyList<Cue> missed)
    {
        if (missed.Count == 0)
            return;

        var last = recovered;
        if (
            last is null
            || last.First != missed[0]
            || last.Last != missed[^1]
            || last.Batch.Messages.Count != missed.Count
        )
            recovered = last = new Recovered(
                missed[0],
                missed[^1],
                new MessageBatch([.. missed.Select(cue => cues.GetValue(cue, Write))])
            );
        connection.Send(last.Batch);
    }

    /// <summary>Cues of the log were replaced: whoever misses them is sent the new ones.</summary>
    public void ForgetRecovered() => recovered = null;

    public void SendToLeaders(Func<ILiveSessionClient, Task> call)
    {
        LiveConnection[] all;
        lock (changing)
            all = [.. leaders.Values];
        Send(all, call);
    }

    public void SendToMember(MemberId member, Func<ILiveSessionClient, Task> call)
    {
        LiveConnection[] all;
        lock (changing)
            all = [.. byMember.GetValueOrDefault(member) ?? []];
        Send(all, call);
    }

    private static LiveMessage Write(Cue cue) => LiveMessage.Of(client => client.CueReceived(cue));

    private static void Send(LiveConnection[] connections, Func<ILiveSessionClient, Task> call)
    {
        if (connections.Length == 0)
            return;

        var once = new MessageBatch([LiveMessage.Of(call)]);
        foreach (var connection in connections)
            connection.Send(once);
    }

    private void Set(RoomMembership membership)
    {
        memberships[membership.Connection.Id] = membership;
        if (membership.IsLeader)
            leaders[membership.Connection.Id] = membership.Connection;
        else
            leaders.Remove(membership.Connection.Id);
    }

    private List<LiveConnection> CollectionOf(MemberId member) =>
        byMember.TryGetValue(member, out var own) ? own : byMember[member] = [];

    private sealed record Recovered(Cue First, Cue Last, MessageBatch Batch);
}

/// <summary>One connection in one room.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Role">One of <see cref="RoomRoles"/>.</param>
/// <param name="DisplayName">The member's name.</param>
/// <param name="Friends">The member's friends, whom a crowded room still lists.</param>
/// <param name="LeaderEpoch">Its number among those that have led: only the highest leads. Null for everybody
/// else.</param>
/// <param name="IsAdmin">True for an administrator of the platform.</param>
internal sealed record RoomMembership(
    LiveConnection Connection,
    string Role,
    string DisplayName,
    IReadOnlySet<MemberId> Friends,
    long? LeaderEpoch,
    bool IsAdmin = false
)
{
    /// <summary>True for the instructor, coaches, and whoever leads on.</summary>
    public bool IsLeader => Role is RoomRoles.Instructor or RoomRoles.Coach || LeaderEpoch is not null;

    /// <summary>Its presence, as other nodes are told of it.</summary>
    public PresenceLease Lease => new(Connection.Id, Connection.Member, Role, DisplayName);
}
