using UpperBack.Contracts.Ids;
using UpperBack.Contracts.Live;
using UpperBack.Kernel.Problems;
using UpperBack.Live.Attendance;
using UpperBack.Live.Hands;
using UpperBack.Live.Nodes;
using UpperBack.Live.Presence;

namespace UpperBack.Live.Rooms;

/// <summary>Leaves a room on one connection: by the member's wish, or because the connection is gone.</summary>
internal sealed class LeaveRoom(
    LiveDatabase database,
    RoomRegistry registry,
    RoomAccess access,
    RoomBackplane backplane,
    PresenceLeases leases,
    AttendanceRecorder attendance,
    RoomLifecycleWorker keeper
)
{
    public async Task<Result<bool>> RunAsync(LiveConnection connection, LeaveRequest request, CancellationToken ct)
    {
        var entry = access.RequireJoined(connection.Id, request.SessionId);
        if (!entry.Succeeded)
            return entry.Problem;

        var room = entry.Value;
        await TakeOutAsync(room, connection, ct);
        if (!request.ForGood)
            return true;

        await HandRows.LowerAsync(database, room.SessionId, connection.Member, ct);
        backplane.Publish(new HandsChanged(room.SessionId));
        await attendance.RecordMemberAsync(room, connection.Member, ct);
        return true;
    }

    /// <summary>Takes a lost connection out of all its rooms. The member may come back: nothing else is
    /// concluded.</summary>
    public async Task DisconnectAsync(LiveConnection connection, CancellationToken ct)
    {
        // All seats first: a lease that cannot be given back runs out by itself, a seat does not.
        var seats = connection
            .Close()
            .Select(sessionId =>
                (SessionId: sessionId, Seat: registry.FindLoaded(sessionId)?.Connections.Remove(connection.Id))
            )
            .ToArray();
        await Task.WhenAll(seats.Select(left => ReturnLeaseAsync(left.SessionId, left.Seat, ct)));
    }

    private async Task TakeOutAsync(Room room, LiveConnection connection, CancellationToken ct)
    {
        var membership = room.Connections.Remove(connection.Id);
        connection.Exit(room.SessionId);
        await ReturnLeaseAsync(room.SessionId, membership, ct);
    }

    private async Task ReturnLeaseAsync(SessionId sessionId, RoomMembership? membership, CancellationToken ct)
    {
        if (membership is null)
            return;

        await leases.ReturnAsync(sessionId, membership, ct);
        if (membership.IsLeader)
            keeper.Trigger();
    }
}
