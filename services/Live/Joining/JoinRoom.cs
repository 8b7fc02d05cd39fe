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
    SessionLookup sessions,
    RoomLoader loader,
    RoomSynchronizer synchronizer,
    AcquireLeadership leadership,
    JoinRows rows,
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
        var self = new RoomMember(member, caller.DisplayName(), RoomPolicy.RoleOf(member, plan, isAdmin));
        var stored = await rows.AddAsync(room.SessionId, self, ct);
        var leaderEpoch = await MayLeadAsync(room, self, ct)
            ? await leadership.RunAsync(room, connection, ct)
            : (long?)null;
        var membership = new RoomMembership(
            connection,
            self.Role,
            stored.DisplayName,
            stored.Friends,
            leaderEpoch,
            isAdmin
        );
        if (await AdmitAsync(room, membership, request.After, CancellationToken.None) is not { } entry)
        {
            return room.Removed.Contains(member)
                ? RoomAccess.Removed
                : Problem.Of(
                    ErrorCodes.RoomClosed,
                    "This room has just been closed. Look for the next class in the timetable."
                );
        }

        await LearnPresenceAsync(room, entry.Membership);
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
        // mutation cues-elsewhere: if (room.Connections.IsEmpty && after is null)
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

        // mutation cues
        room.Connections.Recover(membership.Connection, recovery.Cues);

        // The join result shows what happens from here on; whatever is sent of it must come later.
        membership.Connection.Output.HoldForAnswer();
        membership = locked.Admit(membership);

        // Only now: a connection that is lost from here on is removed from this room too.
        if (!membership.Connection.TryEnter(room.SessionId))
        {
            room.Remove(membership.Connection.Id);
            return null;
        }

        return new Entry(room.Record, locked.Log.Position, recovery.ResyncReason is not null, membership);
    }

    /// <summary>Whether a leader is here decides who may lead on: the other nodes are told at once. Everybody else they
    /// learn of with the next tick, and this node knows of the others by the last one, unless nobody was here. Without
    /// Redis the room is shown as this node knows it.</summary>
    private async Task LearnPresenceAsync(Room room, RoomMembership membership)
    {
        try
        {
            await (
                membership.IsLeader
                    ? leases.ExchangeSoonAsync(room.SessionId, room.People)
                    : leases.RefreshAsync(room.SessionId, room.People)
            );
        }
        catch (Exception ex) when (ex is RedisException or TimeoutException)
        {
            log.PresenceDelayed(ex.Message, room.SessionId.Value);
        }
    }

    private sealed record Entry(RoomRecord Record, LogPosition Head, bool IsResync, RoomMembership Membership);
}
