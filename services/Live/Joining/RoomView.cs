using Microsoft.Extensions.Options;
using UpperBack.Contracts.Events;
using UpperBack.Live.Rooms;
using UpperBack.Live.Storage;

namespace UpperBack.Live.Joining;

/// <summary>A room as somebody who joined it sees it: leaders see everything, participants what is theirs.</summary>
internal sealed class RoomView(LiveDatabase database, JoinRows rows, IOptions<LiveOptions> options, TimeProvider clock)
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
        var own = membership.IsLeader
            ? await ReadForLeaderAsync(room.SessionId, member, ct)
            : await rows.ReadAsync(room.SessionId, member, ct);
        var seats = membership.IsLeader ? await ReadSeatsAsync(room.SessionId, ct) : [];
        var removed = membership.IsLeader ? await ReadRemovedAsync(room.SessionId, ct) : [];
        var video = room.Video;
        return new JoinResult(
            room.SessionId,
            plan.Title,
            RoomPolicy.StatusAt(clock.Now(), plan, record, options.Value),
            membership.Role,
            own.Seat,
            head,
            isResync,
            room.RunSheet.Revision,
            plan.StartsAt.ToUnixTimeMilliseconds(),
            plan.EndsAt.ToUnixTimeMilliseconds(),
            record.ClassStartedAt?.ToUnixTimeMilliseconds(),
            record.ClassEndedAt?.ToUnixTimeMilliseconds(),
            room.People.Show(membership.Friends, options.Value.PresenceListLimit),
            own.Hands,
            own.FormNotes,
            seats,
            own.WatchedSeconds,
            clock.NowMs(),
            video.Status,
            removed,
            room.LeaderAt(clock.Now()),
            membership.LeaderEpoch is not null && membership.LeaderEpoch >= room.LeaderEpoch,
            membership.IsLeader ? room.Leading.PreparedSince?.ToUnixTimeMilliseconds() : null,
            video.Missing,
            options.Value.MirrorEnabled && plan.Mirror.Allowed ? new MirrorOffer(plan.Mirror.MinimumAge) : null
        );
    }

    /// <summary>What a leader sees: everybody's hands and notes.</summary>
    private async Task<OwnState> ReadForLeaderAsync(SessionId sessionId, MemberId member, CancellationToken ct) =>
        await rows.ReadAsync(sessionId, member, ct) with
        {
            Hands = await HandRows.ReadAsync(database, sessionId, ct),
            FormNotes = await FormNoteRows.ReadAsync(database, sessionId, null, ct),
        };

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

    private sealed class MemberRow
    {
        public MemberId MemberId { get; init; }

        public string DisplayName { get; init; } = "";
    }
}
