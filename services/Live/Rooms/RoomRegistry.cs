using System.Collections.Concurrent;

namespace UpperBack.Live.Rooms;

/// <summary>The rooms that are in this process's memory.</summary>
internal sealed class RoomRegistry
{
    private readonly ConcurrentDictionary<SessionId, Room> rooms = new();

    public ICollection<Room> Loaded => rooms.Values;

    /// <summary>The room when it is in memory, else null.</summary>
    public Room? FindLoaded(SessionId sessionId) => rooms.GetValueOrDefault(sessionId);

    /// <summary>The room when it is in memory and as new as SQL: the ticks compare only those that somebody is
    /// in.</summary>
    public Room? FindCurrent(SessionId sessionId) =>
        FindLoaded(sessionId) is { Connections.IsEmpty: false } room ? room : null;

    public void Add(Room room) => rooms[room.SessionId] = room;

    /// <summary>Drops a room from memory; it can be loaded again.</summary>
    public void Evict(Room room) => rooms.TryRemove(new(room.SessionId, room));
}
