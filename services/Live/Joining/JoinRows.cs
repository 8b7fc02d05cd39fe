using System.Collections.Frozen;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Live.Storage;

namespace UpperBack.Live.Joining;

/// <summary>What joins write and read. Those who join at the same time share the statements and the commit: a class
/// that comes in together costs a few hundred of them, not one of each for everybody.</summary>
internal sealed class JoinRows
{
    private const int MaxTogether = 250;

    private readonly LiveDatabase database;
    private readonly TimeProvider clock;
    private readonly GatheredCalls<Joining, JoiningMember> adding;
    private readonly GatheredCalls<(SessionId SessionId, MemberId MemberId), OwnState> reading;

    public JoinRows(LiveDatabase database, TimeProvider clock)
    {
        (this.database, this.clock) = (database, clock);
        adding = new(AddAsync, MaxTogether);
        reading = new(ReadAsync, MaxTogether);
    }

    /// <summary>Stores that a member takes part; committed when it returns.</summary>
    /// <param name="sessionId">Where.</param>
    /// <param name="member">Who; with a name that is theirs until MemberChanged has arrived.</param>
    /// <param name="ct">Ends the wait.</param>
    public Task<JoiningMember> AddAsync(SessionId sessionId, RoomMember member, CancellationToken ct) =>
        adding.AskAsync(new Joining(sessionId, member), ct);

    /// <summary>What a participant is shown of their own. Ask when the connection is in the room: what changes later is
    /// sent to it.</summary>
    public Task<OwnState> ReadAsync(SessionId sessionId, MemberId member, CancellationToken ct) =>
        reading.AskAsync((sessionId, member), ct);

    private Task<IReadOnlyList<JoiningMember>> AddAsync(IReadOnlyList<Joining> joins) =>
        database.InBatchAsync<IReadOnlyList<JoiningMember>>(
            async (work, ct) =>
            {
                var ids = IdsOf(work, joins.Select(join => join.Member.MemberId));
                var names = (
                    await work.QueryAsync<NameRow>(
                        $"""
                        select member_id as MemberId, display_name as DisplayName
                        from members where {work.Dialect.In("member_id", "ids")}
                        """,
                        new { ids },
                        ct
                    )
                ).ToDictionary(row => row.MemberId, row => row.DisplayName);
                var now = clock.NowMs();

                // In one order on all nodes: two that store the same members at once do not wait for each other.
                await work.ExecuteAsync(
                    """
                    insert into participants
                        (session_id, member_id, display_name, role, first_joined_ms, watched, watched_seconds)
                    values (@SessionId, @MemberId, @DisplayName, @Role, @now, '[]', 0)
                    on conflict (session_id, member_id) do update set
                        display_name = excluded.display_name,
                        role = case when participants.watched_seconds > 0 then participants.role else excluded.role end
                    """,
                    joins
                        .OrderBy(join => join.Member.MemberId.Value)
                        .ThenBy(join => join.SessionId.Value)
                        .Select(join => new
                        {
                            join.SessionId,
                            join.Member.MemberId,
                            DisplayName = names.GetValueOrDefault(join.Member.MemberId, join.Member.DisplayName),
                            join.Member.Role,
                            now,
                        }),
                    ct
                );
                var friends = await ReadFriendsAsync(work, ids, ct);
                return
                [
                    .. joins.Select(join => new JoiningMember(
                        names.GetValueOrDefault(join.Member.MemberId, join.Member.DisplayName),
                        friends[join.Member.MemberId].ToFrozenSet()
                    )),
                ];
            },
            CancellationToken.None
        );

    /// <summary>The friends of some members.</summary>
    private static async Task<ILookup<MemberId, MemberId>> ReadFriendsAsync(
        UnitOfWork work,
        Array ids,
        CancellationToken ct
    ) =>
        (
            await work.QueryAsync<FriendRow>(
                $"""
                select first_id as MemberId, second_id as FriendId
                from friendships where are_friends and {work.Dialect.In("first_id", "ids")}
                union all
                select second_id, first_id
                from friendships where are_friends and {work.Dialect.In("second_id", "ids")}
                """,
                new { ids },
                ct
            )
        ).ToLookup(row => row.MemberId, row => row.FriendId);

    private async Task<IReadOnlyList<OwnState>> ReadAsync(
        IReadOnlyList<(SessionId SessionId, MemberId MemberId)> members
    )
    {
        var states = new Dictionary<(SessionId, MemberId), OwnState>();
        foreach (var session in members.GroupBy(one => one.SessionId, one => one.MemberId))
        {
            MemberId[] ids = [.. session.Distinct()];
            var seats = await ReadSeatsAsync(session.Key, ids);
            var watched = await ReadWatchedAsync(session.Key, ids);
            var hands = (await HandRows.ReadAsync(database, session.Key, ids, CancellationToken.None)).ToLookup(hand =>
                hand.MemberId
            );
            var notes = (await FormNoteRows.ReadToAsync(database, session.Key, ids, CancellationToken.None)).ToLookup(
                note => note.To
            );
            foreach (var id in ids)
                states[(session.Key, id)] = new OwnState(
                    seats.GetValueOrDefault(id, SeatStatus.None),
                    watched.GetValueOrDefault(id),
                    new RaisedHands(session.Key, [.. hands[id]]),
                    [.. notes[id]]
                );
        }

        return [.. members.Select(one => states[one])];
    }

    private async Task<Dictionary<MemberId, string>> ReadSeatsAsync(SessionId sessionId, MemberId[] members) =>
        (
            await database.QueryAsync<SeatRow>(
                $"""
                select member_id as MemberId, status as Status
                from seats where session_id = @sessionId and {database.Dialect.In("member_id", "ids")}
                """,
                new { sessionId, ids = database.Dialect.Ids(members) },
                CancellationToken.None
            )
        ).ToDictionary(row => row.MemberId, row => row.Status);

    private async Task<Dictionary<MemberId, int>> ReadWatchedAsync(SessionId sessionId, MemberId[] members) =>
        (
            await database.QueryAsync<WatchedRow>(
                $"""
                select member_id as MemberId, watched_seconds as Seconds
                from participants where session_id = @sessionId and {database.Dialect.In("member_id", "ids")}
                """,
                new { sessionId, ids = database.Dialect.Ids(members) },
                CancellationToken.None
            )
        ).ToDictionary(row => row.MemberId, row => row.Seconds);

    private static Array IdsOf(UnitOfWork work, IEnumerable<MemberId> members) => work.Dialect.Ids(members.Distinct());

    private sealed record Joining(SessionId SessionId, RoomMember Member);

    private sealed class NameRow
    {
        public MemberId MemberId { get; init; }

        public string DisplayName { get; init; } = "";
    }

    private sealed class FriendRow
    {
        public MemberId MemberId { get; init; }

        public MemberId FriendId { get; init; }
    }

    private sealed class SeatRow
    {
        public MemberId MemberId { get; init; }

        public string Status { get; init; } = "";
    }

    private sealed class WatchedRow
    {
        public MemberId MemberId { get; init; }

        public int Seconds { get; init; }
    }
}

/// <summary>Who joins.</summary>
/// <param name="DisplayName">Their present name.</param>
/// <param name="Friends">Whom a crowded room shows them.</param>
internal sealed record JoiningMember(string DisplayName, IReadOnlySet<MemberId> Friends);

/// <summary>What a room shows a participant of their own.</summary>
/// <param name="Seat">See <see cref="SeatStatus"/>.</param>
/// <param name="WatchedSeconds">What they are credited with so far.</param>
/// <param name="Hands">Their hand, when it is raised.</param>
/// <param name="FormNotes">Their notes, oldest first.</param>
internal sealed record OwnState(string Seat, int WatchedSeconds, RaisedHands Hands, IReadOnlyList<FormNote> FormNotes);
