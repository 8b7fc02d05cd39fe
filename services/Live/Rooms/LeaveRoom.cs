using UpperBack.Contracts.Ids;
using UpperBack.Contracts.Live;
using UpperBack.Kernel.Problems;
using UpperBack.Live.Attendance;
using UpperBack.Live.Hands;
using UpperBack.Live.Presence;

namespace UpperBack.Live.Rooms;

/// <summary>Leaves a room on one connection: by the member's wish, or because the connection is gone.</summary>
internal sealed class LeaveRoom(LiveDatabase database, RoomDirectory directory, RoomAccess access, PresenceLeases leases, AttendanceRecorder attendance)
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
        room.News.HandsChanged();
        await attendance.RecordMemberAsync(room, connection.Member, ct);
        return true;
    }

    /// <summary>Takes a lost connection out of all its rooms. The member may come back: nothing else is concluded.</summary>
    public async Task DisconnectAsync(LiveConnection connection, CancellationToken ct)
    {
        foreach (var sessionId in connection.Rooms.ToArray())
        {
            if (directory.FindLoaded(sessionId) is { } room)
                await TakeOutAsync(room, connection, ct);
        }
    }

    private async Task TakeOutAsync(Room room, LiveConnection connection, CancellationToken ct)
    {
        var seat = room.Connections.Remove(connection.Id);
        connection.Rooms.Remove(room.SessionId);
        if (seat is not null)
            await leases.ReturnAsync(room.SessionId, new PresenceLease(connection.Member, seat.Role, connection.Id), ct);
    }
}
