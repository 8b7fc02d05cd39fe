using System.Text.Json;
using Microsoft.Extensions.Options;
using NodaTime;
using UpperBack.Contracts.Events;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Mirror;

/// <summary>Looks up in SQL who may share and who may watch, of many classes at once.</summary>
internal sealed class MirrorAccess(LiveDatabase database, IOptions<LiveOptions> options, TimeProvider clock)
{
    private const string Seat = "seat";
    private const string Removed = "removed";
    private const string Name = "name";

    private static readonly RunSheet NoRunSheet = new([]);

    /// <summary>Why a member may not share now; null when they may.</summary>
    public Problem? Refuse(MirrorView view, SessionId sessionId, SharerSocket sharer) =>
        !options.Value.MirrorEnabled ? MirrorPolicy.Off
        : view.Sessions.GetValueOrDefault(sessionId) is not { } session ? RoomAccess.NoClass
        : MirrorPolicy.RefuseShare(session, StatusOf(session), sharer.Member, sharer.OfAge, options.Value);

    /// <summary>Why somebody may not watch now; null when they may.</summary>
    public Problem? Refuse(MirrorView view, SessionId sessionId, LeaderSocket leader) =>
        !options.Value.MirrorEnabled ? MirrorPolicy.Off
        : view.Sessions.GetValueOrDefault(sessionId) is not { } session ? RoomAccess.NoClass
        : MirrorPolicy.RefuseWatch(session, StatusOf(session), leader.Member, leader.IsAdmin, options.Value);

    /// <summary>Reads what decides on some members of some classes.</summary>
    /// <param name="sessions">Which classes.</param>
    /// <param name="members">Whose seats, removals and names.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<MirrorView> ReadAsync(
        IReadOnlyCollection<SessionId> sessions,
        IReadOnlyCollection<MemberId> members,
        CancellationToken ct
    )
    {
        var ids = new { sessions = database.Dialect.Ids(sessions), members = database.Dialect.Ids(members) };
        var facts = await ReadFactsAsync(ids, ct);
        var plans = await database.QueryAsync<PlanRow>(
            $"""
            select sessions.session_id as SessionId, starts_at as StartsAt, ends_at as EndsAt, cancelled as Cancelled,
                   instructor_id as InstructorId, coach_ids as CoachIds, mirror_allowed as MirrorAllowed,
                   mirror_minimum_age as MirrorMinimumAge, epoch as Epoch, class_started_at as ClassStartedAt,
                   class_ended_at as ClassEndedAt, closed_at as ClosedAt, lead_member as LeadMember, node as Node
            from sessions
            left join rooms on rooms.session_id = sessions.session_id
            left join mirror_nodes on mirror_nodes.session_id = sessions.session_id
            where {database.Dialect.In("sessions.session_id", "sessions")}
            """,
            ids,
            ct
        );
        var bySession = facts.ToLookup(fact => (fact.SessionId, fact.Fact), fact => fact.MemberId);
        return new MirrorView(
            plans.ToDictionary(row => row.SessionId, row => row.ToSession(bySession)),
            facts.Where(fact => fact.Fact == Name).ToDictionary(fact => fact.MemberId, fact => fact.DisplayName!)
        );
    }

    /// <summary>This node has a class's mirror from now on; whoever is connected elsewhere is sent here.</summary>
    public Task ClaimAsync(SessionId sessionId, string node, CancellationToken ct) =>
        database.InBatchAsync(
            (work, token) =>
                work.ExecuteAsync(
                    """
                    insert into mirror_nodes (session_id, node) values (@sessionId, @node)
                    on conflict (session_id) do update set node = excluded.node
                    """,
                    new { sessionId, node },
                    token
                ),
            ct
        );

    private Task<IReadOnlyList<FactRow>> ReadFactsAsync(object ids, CancellationToken ct)
    {
        var (sessions, members) = (
            database.Dialect.In("session_id", "sessions"),
            database.Dialect.In("member_id", "members")
        );
        return database.QueryAsync<FactRow>(
            $"""
            select session_id as SessionId, member_id as MemberId, '{Seat}' as Fact, null as DisplayName
            from seats where {sessions} and {members} and status = '{SeatStatus.Booked}'
            union all
            select session_id, member_id, '{Removed}', null
            from removals where {sessions} and {members} and is_removed
            union all
            select null, member_id, '{Name}', display_name from members where {members}
            """,
            ids,
            ct
        );
    }

    private string StatusOf(MirrorSession session) =>
        RoomPolicy.StatusAt(clock.Now(), session.Plan, session.Record, options.Value);

    /// <summary>One thing that is known of a member.</summary>
    private sealed class FactRow
    {
        public SessionId? SessionId { get; init; }

        public MemberId MemberId { get; init; }

        public string Fact { get; init; } = "";

        public string? DisplayName { get; init; }
    }

    private sealed class PlanRow
    {
        public SessionId SessionId { get; init; }

        public Instant StartsAt { get; init; }

        public Instant EndsAt { get; init; }

        public bool Cancelled { get; init; }

        public MemberId InstructorId { get; init; }

        public string CoachIds { get; init; } = "[]";

        public bool MirrorAllowed { get; init; }

        public int MirrorMinimumAge { get; init; }

        public string? Epoch { get; init; }

        public Instant? ClassStartedAt { get; init; }

        public Instant? ClassEndedAt { get; init; }

        public Instant? ClosedAt { get; init; }

        public MemberId? LeadMember { get; init; }

        public string? Node { get; init; }

        public MirrorSession ToSession(ILookup<(SessionId?, string), MemberId> facts) =>
            new(
                new SessionPlan(
                    SessionId,
                    null,
                    0,
                    "",
                    StartsAt,
                    EndsAt,
                    "",
                    Cancelled,
                    InstructorId,
                    JsonSerializer.Deserialize<List<MemberId>>(CoachIds, LiveJson.Options)!,
                    NoRunSheet,
                    new MirrorRules(MirrorAllowed, MirrorMinimumAge)
                ),
                Epoch is null ? null : new RoomRecord(Epoch, ClassStartedAt, ClassEndedAt, ClosedAt),
                LeadMember,
                Node,
                MembersWith(Seat, facts),
                MembersWith(Removed, facts)
            );

        private HashSet<MemberId> MembersWith(string fact, ILookup<(SessionId?, string), MemberId> facts) =>
            [.. facts[(SessionId, fact)]];
    }
}

/// <summary>What was stored of some classes at one moment.</summary>
/// <param name="Sessions">Those that are known.</param>
/// <param name="Names">Members' present names, as far as they are known.</param>
internal sealed record MirrorView(
    IReadOnlyDictionary<SessionId, MirrorSession> Sessions,
    IReadOnlyDictionary<MemberId, string> Names
)
{
    /// <summary>Whether another node has a class's mirror.</summary>
    public bool IsElsewhere(SessionId sessionId, string here) =>
        Sessions.GetValueOrDefault(sessionId)?.Node is { } node && node != here;
}
