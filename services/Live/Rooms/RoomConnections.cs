using System.Collections.Concurrent;

namespace UpperBack.Live.Rooms;

/// <summary>The connections of one room on this node, and the fan-out to them: it queues and returns, whatever the
/// sockets do.</summary>
internal sealed class RoomConnections
{
    private readonly ConcurrentDictionary<string, RoomMembership> memberships = new();

    /// <summary>Everybody's connections.</summary>
    public ICollection<RoomMembership> All => memberships.Values;

    public bool IsEmpty => memberships.IsEmpty;

    public void Add(RoomMembership membership) => memberships[membership.Connection.Id] = membership;

    /// <summary>Removes a connection.</summary>
    /// <returns>What it was, or null when it was not here.</returns>
    public RoomMembership? Remove(string connectionId) =>
        memberships.TryRemove(connectionId, out var membership) ? membership : null;

    /// <summary>Changes a connection's membership, unless it has left.</summary>
    public void Change(string connectionId, Func<RoomMembership, RoomMembership> change)
    {
        while (
            memberships.TryGetValue(connectionId, out var membership)
            && !memberships.TryUpdate(connectionId, change(membership), membership)
        )
        {
            // It was changed concurrently: try again.
        }
    }

    public RoomMembership? Find(string connectionId) => memberships.GetValueOrDefault(connectionId);

    public void SendToAll(Func<ILiveSessionClient, Task> message)
    {
        foreach (var (_, membership) in memberships)
            membership.Connection.Send(message);
    }

    public void SendToLeaders(Func<ILiveSessionClient, Task> message)
    {
        foreach (var (_, membership) in memberships)
        {
            if (membership.IsLeader)
                membership.Connection.Send(message);
        }
    }

    public void SendToMember(MemberId member, Func<ILiveSessionClient, Task> message)
    {
        foreach (var (_, membership) in memberships)
        {
            if (membership.Connection.Member == member)
                membership.Connection.Send(message);
        }
    }
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
}
