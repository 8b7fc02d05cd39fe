using System.Security.Claims;
using NodaTime;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Scheduling.Members;

namespace UpperBack.Scheduling.Sessions;

internal static class ReadSession
{
    public static readonly Problem Unknown = Problem.Of(
        ErrorCodes.SessionUnknown,
        "This link does not lead to a class. See the timetable for what is on."
    );

    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/sessions/{sessionId}", HandleAsync)
            .WithSummary("One session with its run sheet")
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);

    /// <summary>The session as the viewer sees it; null when there is none.</summary>
    public static Task<SessionDetail?> FindAsync(
        SessionId sessionId,
        ClaimsPrincipal viewer,
        SchedulingDatabase database,
        TimeProvider clock,
        CancellationToken ct
    ) => FindAsync(sessionId, viewer, database, clock.Now(), ct);

    /// <summary>The same as a transaction sees it.</summary>
    public static Task<SessionDetail?> FindAsync(
        SessionId sessionId,
        ClaimsPrincipal viewer,
        UnitOfWork work,
        CancellationToken ct
    ) => FindAsync(sessionId, viewer, work, work.Now, ct);

    private static async Task<SessionDetail?> FindAsync(
        SessionId sessionId,
        ClaimsPrincipal viewer,
        IQueries queries,
        Instant now,
        CancellationToken ct
    )
    {
        var row = await queries.QueryFirstOrDefaultAsync<Row>(
            Row.Sql,
            new { sessionId, viewer = viewer.MemberId() },
            ct
        );
        return row?.ToDetail(
            viewer,
            await Leaders.NameAsync(queries, StoredJson.Read<IReadOnlyList<MemberId>>(row.CoachIds), ct),
            now
        );
    }

    private static async Task<Results<TaggedJson<SessionDetail>, ProblemHttpResult>> HandleAsync(
        SessionId sessionId,
        ClaimsPrincipal viewer,
        SchedulingDatabase database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (await FindAsync(sessionId, viewer, database, clock, ct) is not { } session)
            return Unknown.ToHttp();

        return await Removals.ContainAsync(database, sessionId, viewer.MemberId(), ct)
            ? Problem
                .Of(
                    ErrorCodes.MemberRemoved,
                    "You were removed from this class. You can join any other class in the timetable."
                )
                .ToHttp()
            : TaggedJson.Of(session);
    }

    private sealed class Row : SessionRow
    {
        public const string Sql = $"""
            select {Columns}, session.run_sheet as RunSheet, session.leaders_chosen_at is not null as HasOwnLeaders,
                   series.instructor_id as SeriesInstructorId,
                   session.mirror_allowed as MirrorAllowed, session.mirror_minimum_age as MirrorMinimumAge
            from {From}
            left join series on series.series_id = session.series_id
            where session.session_id = @sessionId
            """;

        public string RunSheet { get; init; } = "";

        public bool HasOwnLeaders { get; init; }

        public MemberId? SeriesInstructorId { get; init; }

        public bool MirrorAllowed { get; init; }

        public int MirrorMinimumAge { get; init; }

        public SessionDetail ToDetail(ClaimsPrincipal viewer, IReadOnlyList<NamedMember> coaches, Instant now) =>
            new(ToSummary(viewer.MemberId(), Zones.Get(viewer.TimeZone()), now))
            {
                InstructorId = InstructorId,
                CoachIds = [.. coaches.Select(coach => coach.MemberId)],
                Coaches = coaches,
                HasOwnLeaders = HasOwnLeaders,
                MayChange =
                    viewer.IsAdmin() || viewer.MemberId() == InstructorId || viewer.MemberId() == SeriesInstructorId,
                Mirror = new MirrorRules(MirrorAllowed, MirrorMinimumAge),
                RunSheet = StoredJson.Read<RunSheet>(RunSheet),
            };
    }
}
