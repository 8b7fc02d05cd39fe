using UpperBack.Contracts.Ids;
using UpperBack.Contracts.Live;
using UpperBack.Kernel.Problems;
using UpperBack.Live.Attendance;
using UpperBack.Live.Hands;
using UpperBack.Live.Nodes;
using UpperBack.Live.Presence;

namespace UpperBack.Live.Rooms;

/// <summary>Leaves a room on one connection: by the member's wish, or because the connection is gone.</summary>
internal sealed class LeaveRoom(LiveDatabase database, RoomDirectory directory, RoomAccess access, RoomWire wire, PresenceLeases leases, AttendanceRecorder attendance, RoomKeeper keeper)
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
        wire.Tell(new HandsWord(room.SessionId));
        await attendance.RecordMemberAsync(room, connection.Member, ct);
        return true;
    }

    /// <summary>Takes a lost connection out of all its rooms. The member may come back: nothing else is concluded.</summary>
    public async Task DisconnectAsync(LiveConnection connection, CancellationToken ct)
    {
        // All seats first: a lease that cannot be given back runs out by itself, a seat does not.
        var seats = connection.Close()
            .Select(sessionId => (SessionId: sessionId, Seat: directory.FindLoaded(sessionId)?.Connections.Remove(connection.Id)))
            .ToArray();
        await Task.WhenAll(seats.Select(left => ReturnLeaseAsync(left.SessionId, left.Seat, ct)));
    }

    private async Task TakeOutAsync(Room room, LiveConnection connection, CancellationToken ct)
    {
        var seat = room.Connections.Remove(connection.Id);
        connection.Exit(room.SessionId);
        await ReturnLeaseAsync(room.SessionId, seat, ct);
    }

    private async Task ReturnLeaseAsync(SessionId sessionId, RoomSeat? seat, CancellationToken ct)
    {
        if (seat is null)
            return;

        await leases.ReturnAsync(sessionId, seat, ct);
        if (seat.IsLeader)
            keeper.LookNow();
    }
}
