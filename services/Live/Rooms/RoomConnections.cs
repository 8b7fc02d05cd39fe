using System.Collections.Concurrent;
using UpperBack.Contracts.Ids;
using UpperBack.Contracts.Live;

namespace UpperBack.Live.Rooms;

/// <summary>The connections of one room on this node, and the fan-out to them. It is the one place that decides how a message
/// reaches many: it queues and returns, whatever the sockets do.</summary>
internal sealed class RoomConnections
{
    private readonly ConcurrentDictionary<string, RoomSeat> seats = new();

    /// <summary>Everybody's connections.</summary>
    public ICollection<RoomSeat> All => seats.Values;

    public bool IsEmpty => seats.IsEmpty;

    public void Add(RoomSeat seat) => seats[seat.Connection.Id] = seat;

    /// <summary>Takes a connection out.</summary>
    /// <returns>What it was, or null when it was not here.</returns>
    public RoomSeat? Remove(string connectionId) => seats.TryRemove(connectionId, out var seat) ? seat : null;

    public RoomSeat? Find(string connectionId) => seats.GetValueOrDefault(connectionId);

    public void SendToAll(Func<ILiveSessionClient, Task> message)
    {
        foreach (var (_, seat) in seats)
            seat.Connection.Send(message);
    }

    public void SendToLeaders(Func<ILiveSessionClient, Task> message)
    {
        foreach (var (_, seat) in seats)
        {
            if (seat.IsLeader)
                seat.Connection.Send(message);
        }
    }

    public void SendToMember(MemberId member, Func<ILiveSessionClient, Task> message)
    {
        foreach (var (_, seat) in seats)
        {
            if (seat.Connection.Member == member)
                seat.Connection.Send(message);
        }
    }
}

/// <summary>One connection in one room.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Role">One of <see cref="RoomRoles"/>.</param>
/// <param name="DisplayName">The member's name.</param>
/// <param name="Friends">The member's friends: whom a crowded room still shows by name.</param>
/// <param name="Lead">Which of the instructor's entries this is; null for everybody else.</param>
internal sealed record RoomSeat(LiveConnection Connection, string Role, string DisplayName, IReadOnlySet<MemberId> Friends, long? Lead)
{
    /// <summary>True for the instructor and coaches.</summary>
    public bool IsLeader => Role != RoomRoles.Participant;
}
