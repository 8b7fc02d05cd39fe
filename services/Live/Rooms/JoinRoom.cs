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

/// <summary>Enters a room, or comes back to it: the state is returned, and the cues that were missed are queued before
/// any that come later, on the same stream.</summary>
internal sealed class JoinRoom(
    LiveDatabase database,
    RoomRegistry registry,
    RoomSynchronizer synchronizer,
    AcquireLeadership takeLead,
    RoomView view,
    PresenceLeases leases,
    IOptions<LiveOptions> options,
    UpperBackMetrics metrics,
    TimeProvider clock,
    ILogger<JoinRoom> log
)
{
    public async Task<Result<JoinResult>> RunAsync(
        ClaimsPrincipal user,
        LiveConnection connection,
        JoinRequest request,
        CancellationToken ct
    )
    {
        if (await registry.FindPlanAsync(request.SessionId, ct) is not { } plan)
            return RoomAccess.NoClass;

        var status = RoomPolicy.StatusAt(
            clock.Now(),
            plan,
            await registry.ReadRecordAsync(request.SessionId, ct),
            options.Value
        );
        if (RoomPolicy.RefuseEntry(status, plan, options.Value) is { } refusal)
            return refusal;

        var room = (await registry.OpenAsync(request.SessionId, ct))!;
        await synchronizer.ReplanAsync(room, plan, ct);
        var member = user.MemberId();
        var isAdmin = user.IsAdmin();
        var self = new RoomMember(
            member,
            await MemberNames.ReadAsync(database, member, user.DisplayName(), ct),
            RoomPolicy.RoleOf(member, plan, isAdmin)
        );
        await RememberAsync(room.SessionId, self, ct);
        var friends = await view.ReadFriendsAsync(member, ct);
        var lead = await LeadsAsync(room, self, ct) ? await takeLead.RunAsync(room, connection, ct) : (long?)null;
        var membership = new RoomMembership(connection, self.Role, self.DisplayName, friends, lead, isAdmin);

        // Not cancelled in between: a lease without a seat would be given back by nobody.
        await TakeLeaseAsync(room, membership);
        if (await JoinAsync(room, membership, request.After, CancellationToken.None) is not { } entry)
        {
            await leases.ReturnAsync(room.SessionId, membership, CancellationToken.None);
            return room.Removed.Contains(member)
                ? RoomAccess.Removed
                : Problem.Of(
                    ErrorCodes.RoomClosed,
                    "This room has just been closed. Look for the next class in the timetable."
                );
        }

        return await view.ReadAsync(room, entry.Seat, entry.Record, entry.Head, entry.IsResync, ct);
    }

    /// <summary>The instructor leads by coming, and so does another leader who led on and comes back before anybody
    /// else did.</summary>
    private async Task<bool> LeadsAsync(Room room, RoomMember self, CancellationToken ct)
    {
        if (self.Role is RoomRoles.Instructor or RoomRoles.Participant)
            return self.Role == RoomRoles.Instructor;

        await synchronizer.ReadLeadAsync(room, ct);
        return room.Leading.Connection is not null && room.Leading.Member == self.MemberId;
    }

    /// <summary>Adds the connection to the room and queues what it missed, with nothing in between.</summary>
    /// <returns>The room as it was at that moment; null when it had been closed, the member was taken out of it, or the
    /// connection is gone.</returns>
    private async Task<Entry?> JoinAsync(Room room, RoomMembership membership, LogPosition? after, CancellationToken ct)
    {
        using var inside = await room.LockAsync(ct);

        // The client may have seen, on another node, what this one has not heard of yet; and an empty room is not
        // compared with SQL.
        if (room.Connections.IsEmpty || after?.Offset > room.Log.Head)
            await synchronizer.CatchUpLockedAsync(room, ct);
        if (room.ClosedAt is not null || room.Removed.Contains(membership.Connection.Member))
            return null;

        var recovery = room.Log.ReadAfter(after);
        if (recovery.ResyncReason is { } reason)
        {
            metrics.Resynced();
            membership.Connection.Send(client => client.Resync(new ResyncNotice(room.SessionId, reason)));
        }

        foreach (var cue in recovery.Cues)
            membership.Connection.Send(client => client.CueReceived(cue));

        membership = room.Admit(membership);

        // Only now: a connection that is lost from here on is taken out of this room too.
        if (!membership.Connection.TryEnter(room.SessionId))
        {
            room.Connections.Remove(membership.Connection.Id);
            return null;
        }

        return new Entry(room.Record, room.Log.Position, recovery.ResyncReason is not null, membership);
    }

    /// <summary>A class goes on without Redis: the lease is then taken by the next tick that finds it.</summary>
    private async Task TakeLeaseAsync(Room room, RoomMembership membership)
    {
        try
        {
            await leases.RenewAsync(room.SessionId, [membership], CancellationToken.None);
        }
        catch (Exception ex) when (ex is RedisException or TimeoutException)
        {
            log.PresenceLater(ex.Message, room.SessionId.Value);
        }
    }

    private Task RememberAsync(SessionId sessionId, RoomMember self, CancellationToken ct) =>
        database.InBatchAsync(
            (work, token) =>
                work.ExecuteAsync(
                    """
                    insert into participants (session_id, member_id, display_name, role, first_joined_ms, watched, watched_seconds)
                    values (@sessionId, @MemberId, @DisplayName, @Role, @now, '[]', 0)
                    on conflict (session_id, member_id) do update set
                        display_name = excluded.display_name,
                        role = case when participants.watched_seconds > 0 then participants.role else excluded.role end
                    """,
                    new
                    {
                        sessionId,
                        self.MemberId,
                        self.DisplayName,
                        self.Role,
                        now = clock.NowMs(),
                    },
                    token
                ),
            ct
        );

    private sealed record Entry(RoomRecord Record, LogPosition Head, bool IsResync, RoomMembership Seat);
}
