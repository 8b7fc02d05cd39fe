using System.Security.Claims;
using Microsoft.Extensions.Options;
using StackExchange.Redis;
using UpperBack.Infrastructure.Telemetry;
using UpperBack.Live.Presence;
using UpperBack.Live.Rooms;
using UpperBack.Live.Storage;
using UpperBack.Live.Sync;

namespace UpperBack.Live.Joining;

/// <summary>Joins a room, or resumes in it: the state is returned, and the cues that were missed are queued before any
/// later one, in the same stream.</summary>
internal sealed class JoinRoom(
    LiveDatabase database,
    SessionLookup sessions,
    RoomLoader loader,
    RoomSynchronizer synchronizer,
    AcquireLeadership leadership,
    RoomView view,
    PresenceLeases leases,
    IOptions<LiveOptions> options,
    UpperBackMetrics metrics,
    TimeProvider clock,
    ILogger<JoinRoom> log
)
{
    public async Task<Result<JoinResult>> RunAsync(
        ClaimsPrincipal caller,
        LiveConnection connection,
        JoinRequest request,
        CancellationToken ct
    )
    {
        if (await sessions.FindPlanAsync(request.SessionId, ct) is not { } plan)
            return RoomAccess.NoClass;

        var record = await sessions.ReadRecordAsync(request.SessionId, ct);
        var status = RoomPolicy.StatusAt(clock.Now(), plan, record, options.Value);
        if (RoomPolicy.RefuseEntry(status, plan, options.Value) is { } refusal)
            return refusal;

        var room = (await loader.OpenAsync(request.SessionId, ct))!;
        await synchronizer.ReplanAsync(room, plan, ct);
        var member = caller.MemberId();
        var isAdmin = caller.IsAdmin();
        var self = new RoomMember(
            member,
            await MemberNames.ReadAsync(database, member, caller.DisplayName(), ct),
            RoomPolicy.RoleOf(member, plan, isAdmin)
        );
        await StoreParticipantAsync(room.SessionId, self, ct);
        var friends = await view.ReadFriendsAsync(member, ct);
        var leaderEpoch = await MayLeadAsync(room, self, ct)
            ? await leadership.RunAsync(room, connection, ct)
            : (long?)null;
        var membership = new RoomMembership(connection, self.Role, self.DisplayName, friends, leaderEpoch, isAdmin);

        // Not cancelled in between: nobody would return a lease without a membership.
        await TakeLeaseAsync(room, membership);
        if (await AdmitAsync(room, membership, request.After, CancellationToken.None) is not { } entry)
        {
            await leases.ReturnAsync(room.SessionId, membership, CancellationToken.None);
            return room.Removed.Contains(member)
                ? RoomAccess.Removed
                : Problem.Of(
                    ErrorCodes.RoomClosed,
                    "This room has just been closed. Look for the next class in the timetable."
                );
        }

        return await view.ReadAsync(room, entry.Membership, entry.Record, entry.Head, entry.IsResync, ct);
    }

    /// <summary>The instructor leads by joining, and so does another leader who led on and comes back before anybody
    /// else leads.</summary>
    private async Task<bool> MayLeadAsync(Room room, RoomMember self, CancellationToken ct)
    {
        if (self.Role is RoomRoles.Instructor or RoomRoles.Participant)
            return self.Role == RoomRoles.Instructor;

        await synchronizer.ReadLeadingAsync(room, ct);
        return room.Leading.Connection is not null && room.Leading.Member == self.MemberId;
    }

    /// <summary>Queues what the connection missed and adds it to the room, with nothing in between.</summary>
    /// <returns>The room as it was at that moment; null when it had been closed, the member was removed, or the
    /// connection was lost.</returns>
    private async Task<Entry?> AdmitAsync(
        Room room,
        RoomMembership membership,
        LogPosition? after,
        CancellationToken ct
    )
    {
        using var locked = await room.LockAsync(ct);

        // The client may have seen, on another node, what this one has not received yet; and an empty room is not
        // compared with SQL.
        // mutation cues: if (room.Connections.IsEmpty && after is null)
        if (room.Connections.IsEmpty || after?.Offset > locked.Log.Head)
            await synchronizer.CatchUpAsync(locked, ct);
        if (room.Record.ClosedAt is not null || room.Removed.Contains(membership.Connection.Member))
            return null;

        var recovery = locked.Log.ReadAfter(after);
        if (recovery.ResyncReason is { } reason)
        {
            metrics.Resynced();
            membership.Connection.Send(client => client.Resync(new ResyncNotice(room.SessionId, reason)));
        }

        room.Connections.Recover(membership.Connection, recovery.Cues);

        membership = locked.Admit(membership);

        // Only now: a connection that is lost from here on is removed from this room too.
        if (!membership.Connection.TryEnter(room.SessionId))
        {
            room.Connections.Remove(membership.Connection.Id);
            return null;
        }

        return new Entry(room.Record, locked.Log.Position, recovery.ResyncReason is not null, membership);
    }

    /// <summary>A class goes on without Redis: the lease is then taken by the next tick.</summary>
    private async Task TakeLeaseAsync(Room room, RoomMembership membership)
    {
        try
        {
            await leases.RenewAsync(room.SessionId, [membership], CancellationToken.None);
        }
        catch (Exception ex) when (ex is RedisException or TimeoutException)
        {
            log.PresenceDelayed(ex.Message, room.SessionId.Value);
        }
    }

    private Task StoreParticipantAsync(SessionId sessionId, RoomMember self, CancellationToken ct) =>
        database.InBatchAsync(
            (work, token) =>
                work.ExecuteAsync(
                    """
                    insert into participants
                        (session_id, member_id, display_name, role, first_joined_ms, watched, watched_seconds)
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

    private sealed record Entry(RoomRecord Record, LogPosition Head, bool IsResync, RoomMembership Membership);
}
