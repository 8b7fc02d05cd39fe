using Microsoft.Extensions.Options;
using StackExchange.Redis;
using UpperBack.Contracts.Events;
using UpperBack.Live.Presence;
using UpperBack.Live.Rooms;
using UpperBack.Live.Storage;

namespace UpperBack.Live.Joining;

/// <summary>A room as somebody who joined it sees it: leaders see everything, participants what is theirs.</summary>
internal sealed class RoomView(
    LiveDatabase database,
    PresenceLeases leases,
    IOptions<LiveOptions> options,
    TimeProvider clock,
    ILogger<RoomView> log
)
{
    /// <summary>The state for a connection that is in the room; every later change is sent to it.</summary>
    /// <param name="room">The room.</param>
    /// <param name="membership">The connection's.</param>
    /// <param name="record">What had happened when it was admitted.</param>
    /// <param name="head">Where the log ended then.</param>
    /// <param name="isResync">True when the log is sent from its start.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<JoinResult> ReadAsync(
        Room room,
        RoomMembership membership,
        RoomRecord record,
        LogPosition head,
        bool isResync,
        CancellationToken ct
    )
    {
        var (plan, member) = (room.Plan, membership.Connection.Member);
        var video = await RoomRows.ReadVideoAsync(database, room.SessionId, ct);
        return new JoinResult(
            room.SessionId,
            plan.Title,
            RoomPolicy.StatusAt(clock.Now(), plan, record, options.Value),
            membership.Role,
            await ReadSeatAsync(room.SessionId, member, ct),
            head,
            isResync,
            plan.RunSheet,
            plan.StartsAt.ToUnixTimeMilliseconds(),
            plan.EndsAt.ToUnixTimeMilliseconds(),
            record.ClassStartedAt?.ToUnixTimeMilliseconds(),
            record.ClassEndedAt?.ToUnixTimeMilliseconds(),
            await ReadPresenceAsync(
                room,
                new RoomMember(member, membership.DisplayName, membership.Role),
                membership.Friends,
                ct
            ),
            await HandRows.ReadAsync(database, room.SessionId, membership.IsLeader ? null : member, ct),
            await FormNoteRows.ReadAsync(database, room.SessionId, membership.IsLeader ? null : member, ct),
            membership.IsLeader ? await ReadSeatsAsync(room.SessionId, ct) : [],
            await ReadWatchedSecondsAsync(room.SessionId, member, ct),
            clock.NowMs(),
            video.Status,
            membership.IsLeader ? await ReadRemovedAsync(room.SessionId, ct) : [],
            room.LeaderAt(clock.Now()),
            membership.LeaderEpoch is not null && membership.LeaderEpoch >= room.LeaderEpoch,
            membership.IsLeader ? room.Leading.PreparedSince?.ToUnixTimeMilliseconds() : null,
            video.Missing
        );
    }

    private async Task<PresenceSnapshot> ReadPresenceAsync(
        Room room,
        RoomMember self,
        IReadOnlySet<MemberId> friends,
        CancellationToken ct
    )
    {
        try
        {
            var snapshot = await leases.ReadSnapshotAsync(room.SessionId, friends, ct);
            room.PendingUpdates.AddShown(snapshot.Members.Select(shown => shown.MemberId));
            return snapshot;
        }
        catch (Exception ex) when (ex is RedisException or TimeoutException)
        {
            log.PresenceDelayed(ex.Message, room.SessionId.Value);
            return new PresenceSnapshot(1, Listed: true, [self]);
        }
    }

    /// <summary>A member's friends.</summary>
    public async Task<HashSet<MemberId>> ReadFriendsAsync(MemberId member, CancellationToken ct) =>
        [
            .. await database.QueryAsync<MemberId>(
                """
                select case when first_id = @member then second_id else first_id end
                from friendships where are_friends and (first_id = @member or second_id = @member)
                """,
                new { member },
                ct
            ),
        ];

    private async Task<string> ReadSeatAsync(SessionId sessionId, MemberId member, CancellationToken ct) =>
        await database.QueryFirstOrDefaultAsync<string>(
            "select status from seats where session_id = @sessionId and member_id = @member",
            new { sessionId, member },
            ct
        ) ?? SeatStatus.None;

    private async Task<IReadOnlyList<RoomMember>> ReadSeatsAsync(SessionId sessionId, CancellationToken ct)
    {
        var rows = await database.QueryAsync<MemberRow>(
            """
            select seats.member_id as MemberId, coalesce(members.display_name, 'Member') as DisplayName
            from seats left join members on members.member_id = seats.member_id
            where seats.session_id = @sessionId and seats.status = @Booked
            order by DisplayName
            """,
            new { sessionId, SeatStatus.Booked },
            ct
        );
        return [.. rows.Select(row => new RoomMember(row.MemberId, row.DisplayName, RoomRoles.Participant))];
    }

    private async Task<IReadOnlyList<RoomMember>> ReadRemovedAsync(SessionId sessionId, CancellationToken ct)
    {
        var rows = await database.QueryAsync<MemberRow>(
            """
            select removals.member_id as MemberId, coalesce(members.display_name, 'Member') as DisplayName
            from removals left join members on members.member_id = removals.member_id
            where removals.session_id = @sessionId and removals.is_removed
            order by DisplayName
            """,
            new { sessionId },
            ct
        );
        return [.. rows.Select(row => new RoomMember(row.MemberId, row.DisplayName, RoomRoles.Participant))];
    }

    private Task<int> ReadWatchedSecondsAsync(SessionId sessionId, MemberId member, CancellationToken ct) =>
        database.QueryFirstOrDefaultAsync<int>(
            "select watched_seconds from participants where session_id = @sessionId and member_id = @member",
            new { sessionId, member },
            ct
        );

    private sealed class MemberRow
    {
        public MemberId MemberId { get; init; }

        public string DisplayName { get; init; } = "";
    }
}
