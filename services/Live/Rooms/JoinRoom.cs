using System.Security.Claims;
using Microsoft.Extensions.Options;
using StackExchange.Redis;
using UpperBack.Contracts;
using UpperBack.Contracts.Events;
using UpperBack.Contracts.Ids;
using UpperBack.Contracts.Live;
using UpperBack.Infrastructure.Telemetry;
using UpperBack.Kernel.Http;
using UpperBack.Kernel.Problems;
using UpperBack.Kernel.Time;
using UpperBack.Live.FormNotes;
using UpperBack.Live.Hands;
using UpperBack.Live.Nodes;
using UpperBack.Live.Presence;
using UpperBack.Live.Sessions;

namespace UpperBack.Live.Rooms;

/// <summary>Enters a room, or comes back to it: the state is returned, and the cues that were missed are queued before any that
/// come later, on the same stream.</summary>
internal sealed class JoinRoom(
    LiveDatabase database,
    RoomDirectory directory,
    RoomFollower follower,
    TakeLead takeLead,
    RoomView view,
    PresenceLeases leases,
    IOptions<LiveOptions> options,
    Measurements measurements,
    TimeProvider clock,
    ILogger<JoinRoom> log)
{
    public async Task<Result<JoinResult>> RunAsync(ClaimsPrincipal user, LiveConnection connection, JoinRequest request, CancellationToken ct)
    {
        if (await directory.FindPlanAsync(request.SessionId, ct) is not { } plan)
            return RoomAccess.NoClass;

        var status = RoomHours.StatusAt(clock.Now(), plan, await directory.ReadFactsAsync(request.SessionId, ct), options.Value);
        if (RoomHours.RefuseEntry(status, plan, options.Value) is { } refusal)
            return refusal;

        var room = (await directory.OpenAsync(request.SessionId, ct))!;
        await follower.ReplanAsync(room, plan, ct);
        var member = user.MemberId();
        var isAdmin = user.IsAdmin();
        var self = new RoomMember(
            member, await MemberNames.ReadAsync(database, member, user.DisplayName(), ct), RoomHours.RoleOf(member, plan, isAdmin));
        await RememberAsync(room.SessionId, self, ct);
        var friends = await view.ReadFriendsAsync(member, ct);
        var lead = await LeadsAsync(room, self, ct) ? await takeLead.RunAsync(room, connection, ct) : (long?)null;
        var seat = new RoomSeat(connection, self.Role, self.DisplayName, friends, lead, isAdmin);

        // Not cancelled in between: a lease without a seat would be given back by nobody.
        await TakeLeaseAsync(room, seat);
        if (await EnterAsync(room, seat, request.After, CancellationToken.None) is not { } entry)
        {
            await leases.ReturnAsync(room.SessionId, seat, CancellationToken.None);
            return room.Removed.Contains(member)
                ? RoomAccess.Removed
                : Problem.Of(ErrorCodes.RoomClosed, "This room has just been closed. Look for the next class in the timetable.");
        }

        return await view.ReadAsync(room, entry.Seat, entry.Facts, entry.Head, entry.IsResync, ct);
    }

    /// <summary>The instructor leads by coming, and so does another leader who led on and comes back before anybody else did.</summary>
    private async Task<bool> LeadsAsync(Room room, RoomMember self, CancellationToken ct)
    {
        if (self.Role is RoomRoles.Instructor or RoomRoles.Participant)
            return self.Role == RoomRoles.Instructor;

        await follower.ReadLeadAsync(room, ct);
        return room.Leading.Connection is not null && room.Leading.Member == self.MemberId;
    }

    /// <summary>Adds the connection to the room and queues what it missed, with nothing in between.</summary>
    /// <returns>The room as it was at that moment; null when it had been closed, the member was taken out of it, or the connection is gone.</returns>
    private async Task<Entry?> EnterAsync(Room room, RoomSeat seat, LogPosition? after, CancellationToken ct)
    {
        using var inside = await room.EnterAsync(ct);

        // The client may have seen, on another node, what this one has not heard of yet; and an empty room is not compared with SQL.
        if (room.Connections.IsEmpty || after?.Offset > room.Log.Head)
            await follower.CatchUpInsideAsync(room, ct);
        if (room.ClosedAt is not null || room.Removed.Contains(seat.Connection.Member))
            return null;

        var recovery = room.Log.ReadAfter(after);
        if (recovery.ResyncReason is { } reason)
        {
            measurements.Resynced();
            seat.Connection.Send(client => client.Resync(new ResyncNotice(room.SessionId, reason)));
        }

        foreach (var cue in recovery.Cues)
            seat.Connection.Send(client => client.CueReceived(cue));

        seat = room.Admit(seat);

        // Only now: a connection that is lost from here on is taken out of this room too.
        if (!seat.Connection.TryEnter(room.SessionId))
        {
            room.Connections.Remove(seat.Connection.Id);
            return null;
        }

        return new Entry(room.Facts, room.Log.Position, recovery.ResyncReason is not null, seat);
    }

    /// <summary>A class goes on without Redis: the lease is then taken by the next tick that finds it.</summary>
    private async Task TakeLeaseAsync(Room room, RoomSeat seat)
    {
        try
        {
            await leases.RenewAsync(room.SessionId, [seat], CancellationToken.None);
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            log.PresenceLater(failure.Message, room.SessionId.Value);
        }
    }

    private Task RememberAsync(SessionId sessionId, RoomMember self, CancellationToken ct) => database.InBatchAsync(
        (work, token) => work.ExecuteAsync(
            """
            insert into participants (session_id, member_id, display_name, role, first_joined_ms, watched, watched_seconds)
            values (@sessionId, @MemberId, @DisplayName, @Role, @now, '[]', 0)
            on conflict (session_id, member_id) do update set
                display_name = excluded.display_name,
                role = case when participants.watched_seconds > 0 then participants.role else excluded.role end
            """,
            new { sessionId, self.MemberId, self.DisplayName, self.Role, now = clock.NowMs() },
            token),
        ct);

    private sealed record Entry(RoomFacts Facts, LogPosition Head, bool IsResync, RoomSeat Seat);
}
