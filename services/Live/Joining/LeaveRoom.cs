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
        var membership = room.Connections.Remove(connection.Id);
        connection.Exit(room.SessionId);
        await ReturnLeaseAsync(room.SessionId, membership, ct);
        if (!request.ForGood)
            return true;

        await HandRows.LowerAsync(database, room.SessionId, connection.Member, ct);
        backplane.Publish(new HandsChanged(room.SessionId));
        await attendance.RecordMemberAsync(room, connection.Member, ct);
        return true;
    }

    /// <summary>Removes a lost connection from all its rooms. The member may come back: nothing else is
    /// concluded.</summary>
    public async Task DisconnectAsync(LiveConnection connection, CancellationToken ct)
    {
        // All memberships first: a lease that cannot be returned expires, a membership does not.
        var left = connection
            .Close()
            .Select(id => (SessionId: id, Membership: registry.FindLoaded(id)?.Connections.Remove(connection.Id)))
            .ToArray();
        await Task.WhenAll(left.Select(room => ReturnLeaseAsync(room.SessionId, room.Membership, ct)));
    }

    private async Task ReturnLeaseAsync(SessionId sessionId, RoomMembership? membership, CancellationToken ct)
    {
        if (membership is null)
            return;

        await leases.ReturnAsync(sessionId, membership, ct);
        if (membership.IsLeader)
            lifecycle.Set();
    }
}
