using System.Collections.Concurrent;
using UpperBack.Contracts.Ids;
using UpperBack.Contracts.Live;

namespace UpperBack.Live.Rooms;

/// <summary>The connections of one room on this node, and the fan-out to them. It is the one place that decides how a
/// message reaches many: it queues and returns, whatever the sockets do.</summary>
internal sealed class RoomConnections
{
    private readonly ConcurrentDictionary<string, RoomMembership> seats = new();

    /// <summary>Everybody's connections.</summary>
    public ICollection<RoomMembership> All => seats.Values;

    public bool IsEmpty => seats.IsEmpty;

    public void Add(RoomMembership membership) => seats[membership.Connection.Id] = membership;

    /// <summary>Takes a connection out.</summary>
    /// <returns>What it was, or null when it was not here.</returns>
    public RoomMembership? Remove(string connectionId) =>
        seats.TryRemove(connectionId, out var membership) ? membership : null;

    /// <summary>Changes what a connection is here, unless it is gone.</summary>
    public void Change(string connectionId, Func<RoomMembership, RoomMembership> change)
    {
        while (
            seats.TryGetValue(connectionId, out var membership)
            && !seats.TryUpdate(connectionId, change(membership), membership)
        )
        {
            // It was changed at the same moment: once more.
        }
    }

    public RoomMembership? Find(string connectionId) => seats.GetValueOrDefault(connectionId);

    public void SendToAll(Func<ILiveSessionClient, Task> message)
    {
        foreach (var (_, membership) in seats)
            membership.Connection.Send(message);
    }

    public void SendToLeaders(Func<ILiveSessionClient, Task> message)
    {
        foreach (var (_, membership) in seats)
        {
            if (membership.IsLeader)
                membership.Connection.Send(message);
        }
    }

    public void SendToMember(MemberId member, Func<ILiveSessionClient, Task> message)
    {
        foreach (var (_, membership) in seats)
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
/// <param name="Friends">The member's friends: whom a crowded room still shows by name.</param>
/// <param name="LeaderEpoch">Which of the entries of those who lead this is; null for everybody else.</param>
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
