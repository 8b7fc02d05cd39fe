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

namespace UpperBack.Live.Rooms;

/// <summary>Enters a room, or comes back to it: the state is returned, and the cues that were missed are queued before any that
/// come later, on the same stream.</summary>
internal sealed class JoinRoom(
    LiveDatabase database,
    RoomDirectory directory,
    RoomFollower follower,
    RoomWire wire,
    PresenceLeases leases,
    IOptions<LiveOptions> options,
    Measurements measurements,
    TimeProvider clock,
    ILogger<JoinRoom> log)
{
    public async Task<Result<JoinResult>> RunAsync(ClaimsPrincipal user, LiveConnection connection, JoinRequest request, CancellationToken ct)
    {
        if (await directory.FindPlanAsync(request.SessionId, ct) is not { } plan)
            return Problem.Of(ErrorCodes.SessionUnknown, "This link does not lead to a class. See the timetable for what is on.");

        var status = RoomHours.StatusAt(clock.Now(), plan, await directory.ReadFactsAsync(request.SessionId, ct), options.Value);
        if (RoomHours.RefuseEntry(status, plan, options.Value) is { } refusal)
            return refusal;

        var room = (await directory.OpenAsync(request.SessionId, ct))!;
        room.Replan(plan);
        var member = user.MemberId();
        var self = new RoomMember(member, user.DisplayName(), RoomHours.RoleOf(member, plan));
        await RememberAsync(room.SessionId, self, ct);
        var friends = await ReadFriendsAsync(member, ct);
        var lead = self.Role == RoomRoles.Instructor ? await TakeLeadAsync(room, ct) : (long?)null;
        var seat = new RoomSeat(connection, self.Role, self.DisplayName, friends, lead);

        // Not cancelled in between: a lease without a seat would be given back by nobody.
        await TakeLeaseAsync(room, seat);
        if (await EnterAsync(room, seat, request.After, CancellationToken.None) is not { } entry)
        {
            await leases.ReturnAsync(room.SessionId, seat, CancellationToken.None);
            return room.Removed.Contains(member)
                ? Problem.Of(ErrorCodes.MemberRemoved, RemoveMember.Reason.Reason)
                : Problem.Of(ErrorCodes.RoomClosed, "This room has just been closed. Look for the next class in the timetable.");
        }

        var notes = await FormNoteRows.ReadAsync(database, room.SessionId, seat.IsLeader ? null : member, ct);

        // As it is now: what changes from here on is told to the connection, which is in the room.
        plan = room.Plan;
        return new JoinResult(
            room.SessionId,
            plan.Title,
            RoomHours.StatusAt(clock.Now(), plan, entry.Facts, options.Value),
            self.Role,
            await ReadSeatAsync(room.SessionId, member, ct),
            entry.Head,
            entry.IsResync,
            plan.RunSheet,
            plan.StartsAt.ToUnixTimeMilliseconds(),
            plan.EndsAt.ToUnixTimeMilliseconds(),
            entry.Facts.ClassStartedAt?.ToUnixTimeMilliseconds(),
            entry.Facts.ClassEndedAt?.ToUnixTimeMilliseconds(),
            await ReadPresenceAsync(room, self, friends, ct),
            await HandRows.ReadAsync(database, room.SessionId, seat.IsLeader ? null : member, ct),
            notes,
            seat.IsLeader ? await ReadSeatsAsync(room.SessionId, ct) : [],
            await ReadWatchedSecondsAsync(room.SessionId, member, ct),
            clock.NowMs(),
            await ReadStreamAsync(room.SessionId, ct),
            seat.IsLeader ? await ReadRemovedAsync(room.SessionId, ct) : []);
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

        room.Connections.Add(seat);

        // Only now: a connection that is lost from here on is taken out of this room too.
        if (!seat.Connection.TryEnter(room.SessionId))
        {
            room.Connections.Remove(seat.Connection.Id);
            return null;
        }

        return new Entry(room.Facts, room.Log.Position, recovery.ResyncReason is not null);
    }

    /// <summary>Makes this the connection that leads; those of earlier entries no longer do, on any node.</summary>
    private async Task<long> TakeLeadAsync(Room room, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var lead = await work.QueryFirstOrDefaultAsync<long>(
            "update rooms set lead = lead + 1 where session_id = @SessionId returning lead", new { room.SessionId }, ct);
        await work.CommitAsync(ct);
        wire.Tell(new LeadWord(room.SessionId, lead));
        return lead;
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

    private async Task<PresenceSnapshot> ReadPresenceAsync(Room room, RoomMember self, IReadOnlySet<MemberId> friends, CancellationToken ct)
    {
        try
        {
            return await leases.ReadSnapshotAsync(room.SessionId, friends, ct);
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            log.PresenceLater(failure.Message, room.SessionId.Value);
            return new PresenceSnapshot(1, Listed: true, [self]);
        }
    }

    private Task RememberAsync(SessionId sessionId, RoomMember self, CancellationToken ct) => database.InBatchAsync(
        (work, token) => work.ExecuteAsync(
            """
            insert into participants (session_id, member_id, display_name, role, first_joined_ms, watched, watched_seconds)
            values (@sessionId, @MemberId, @DisplayName, @Role, @now, '[]', 0)
            on conflict (session_id, member_id) do nothing
            """,
            new { sessionId, self.MemberId, self.DisplayName, self.Role, now = clock.NowMs() },
            token),
        ct);

    private async Task<HashSet<MemberId>> ReadFriendsAsync(MemberId member, CancellationToken ct) =>
    [
        .. await database.QueryAsync<MemberId>(
            """
            select case when first_id = @member then second_id else first_id end
            from friendships where are_friends and (first_id = @member or second_id = @member)
            """,
            new { member },
            ct),
    ];

    private async Task<string> ReadSeatAsync(SessionId sessionId, MemberId member, CancellationToken ct) =>
        await database.QueryFirstOrDefaultAsync<string>(
            "select status from seats where session_id = @sessionId and member_id = @member", new { sessionId, member }, ct)
        ?? SeatStatus.None;

    private async Task<IReadOnlyList<RoomMember>> ReadSeatsAsync(SessionId sessionId, CancellationToken ct)
    {
        var rows = await database.QueryAsync<SeatRow>(
            """
            select seats.member_id as MemberId, coalesce(members.display_name, 'Member') as DisplayName
            from seats left join members on members.member_id = seats.member_id
            where seats.session_id = @sessionId and seats.status = @Booked
            order by DisplayName
            """,
            new { sessionId, SeatStatus.Booked },
            ct);
        return [.. rows.Select(row => new RoomMember(row.MemberId, row.DisplayName, RoomRoles.Participant))];
    }

    private async Task<IReadOnlyList<RoomMember>> ReadRemovedAsync(SessionId sessionId, CancellationToken ct)
    {
        var rows = await database.QueryAsync<SeatRow>(
            """
            select removals.member_id as MemberId, coalesce(members.display_name, 'Member') as DisplayName
            from removals left join members on members.member_id = removals.member_id
            where removals.session_id = @sessionId and removals.is_removed
            order by DisplayName
            """,
            new { sessionId },
            ct);
        return [.. rows.Select(row => new RoomMember(row.MemberId, row.DisplayName, RoomRoles.Participant))];
    }

    private async Task<string> ReadStreamAsync(SessionId sessionId, CancellationToken ct) =>
        await database.QueryFirstOrDefaultAsync<string>("select status from streams where session_id = @sessionId", new { sessionId }, ct) ?? StreamStatus.None;

    private Task<int> ReadWatchedSecondsAsync(SessionId sessionId, MemberId member, CancellationToken ct) => database.QueryFirstOrDefaultAsync<int>(
        "select watched_seconds from participants where session_id = @sessionId and member_id = @member", new { sessionId, member }, ct);

    private sealed record Entry(RoomFacts Facts, LogPosition Head, bool IsResync);

    private sealed class SeatRow
    {
        public MemberId MemberId { get; init; }

        public string DisplayName { get; init; } = "";
    }
}
