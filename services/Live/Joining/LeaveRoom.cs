using StackExchange.Redis;
using UpperBack.Live.Presence;
using UpperBack.Live.Rooms;
using UpperBack.Live.Storage;
using UpperBack.Live.Sync;

namespace UpperBack.Live.Joining;

/// <summary>Leaves a room on one connection: because the member wants to, or because the connection was lost.</summary>
internal sealed class LeaveRoom(
    LiveDatabase database,
    RoomRegistry registry,
    RoomAccess access,
    RoomBackplane backplane,
    PresenceLeases leases,
    ILogger<LeaveRoom> log,
    AttendanceRecorder attendance,
    RoomLifecycleSignal lifecycle
)
{
    public async Task<Result<bool>> RunAsync(LiveConnection connection, LeaveRequest request, CancellationToken ct)
    {
        var entry = access.RequireJoined(connection.Id, request.SessionId);
        if (!entry.Succeeded)
            return entry.Problem;

        var room = entry.Value;
        var membership = room.Remove(connection.Id);
        connection.Exit(room.SessionId);
        await AnnounceLeaderAsync(room, membership);
        if (!request.ForGood)
            return true;

        await HandRows.LowerAsync(database, room.SessionId, connection.Member, ct);
        backplane.Publish(new HandsChanged(room.SessionId));
        await attendance.RecordMemberAsync(room, connection.Member, ct);
        return true;
    }

    /// <summary>Removes a lost connection from all its rooms. The member may come back: nothing else is
    /// concluded.</summary>
    public async Task DisconnectAsync(LiveConnection connection)
    {
        var left = connection
            .Close()
            .Select(registry.FindLoaded)
            .OfType<Room>()
            .Select(room => (Room: room, Membership: room.Remove(connection.Id)))
            .ToArray();
        await Task.WhenAll(left.Select(one => AnnounceLeaderAsync(one.Room, one.Membership)));
    }

    /// <summary>Whether a leader is here decides who may lead on: the other nodes are told at once, of everybody else
    /// with the next tick.</summary>
    private async Task AnnounceLeaderAsync(Room room, RoomMembership? membership)
    {
        if (membership is not { IsLeader: true })
            return;

        try
        {
            await leases.ExchangeSoonAsync(room.SessionId, room.People);
        }
        catch (Exception ex) when (ex is RedisException or TimeoutException)
        {
            log.PresenceDelayed(ex.Message, room.SessionId.Value);
        }

        lifecycle.Set();
    }
}
