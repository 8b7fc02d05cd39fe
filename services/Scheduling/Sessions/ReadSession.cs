using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using UpperBack.Contracts;
using UpperBack.Contracts.Ids;
using UpperBack.Infrastructure.Data;
using UpperBack.Kernel.Http;
using UpperBack.Kernel.Problems;
using UpperBack.Kernel.Time;

namespace UpperBack.Scheduling.Sessions;

internal static class ReadSession
{
    public static readonly Problem Unknown =
        Problem.Of(ErrorCodes.SessionUnknown, "This link does not lead to a class. See the timetable for what is on.");

    public static void Map(RouteGroupBuilder group) => group.MapGet("/sessions/{sessionId}", HandleAsync)
        .WithSummary("One session with its run sheet")
        .ProducesProblem(StatusCodes.Status404NotFound);

    /// <summary>The session as the viewer sees it; null when there is none.</summary>
    public static async Task<SessionDetail?> FindAsync(SessionId sessionId, ClaimsPrincipal viewer, SchedulingDatabase database, TimeProvider clock, CancellationToken ct) =>
        (await database.QueryFirstOrDefaultAsync<Row>(Row.Sql, new { sessionId, viewer = viewer.MemberId() }, ct))?.ToDetail(viewer, clock.Now());

    /// <summary>The same as a transaction sees it.</summary>
    public static async Task<SessionDetail?> FindAsync(SessionId sessionId, ClaimsPrincipal viewer, UnitOfWork work, CancellationToken ct) =>
        (await work.QueryFirstOrDefaultAsync<Row>(Row.Sql, new { sessionId, viewer = viewer.MemberId() }, ct))?.ToDetail(viewer, work.Now);

    private static async Task<Results<Ok<SessionDetail>, ProblemHttpResult>> HandleAsync(
        SessionId sessionId, ClaimsPrincipal viewer, SchedulingDatabase database, TimeProvider clock, CancellationToken ct) =>
        await FindAsync(sessionId, viewer, database, clock, ct) is { } session ? TypedResults.Ok(session) : Unknown.ToHttp();

    private sealed class Row : SessionRow
    {
        public const string Sql =
            $"""
            select {Columns}, session.run_sheet as RunSheet
            from {From}
            where session.session_id = @sessionId
            """;

        public string RunSheet { get; init; } = "";

        public SessionDetail ToDetail(ClaimsPrincipal viewer, Instant now) => new(ToSummary(viewer.MemberId(), Zones.Get(viewer.TimeZone()), now))
        {
            InstructorId = InstructorId,
            CoachIds = StoredJson.Read<IReadOnlyList<MemberId>>(CoachIds),
            RunSheet = StoredJson.Read<RunSheet>(RunSheet),
            StartedAt = StartedAt,
            EndedAt = EndedAt,
        };
    }
}
