using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using UpperBack.Contracts;
using UpperBack.Contracts.Ids;
using UpperBack.Kernel.Http;
using UpperBack.Kernel.Problems;
using UpperBack.Kernel.Time;

namespace UpperBack.Scheduling.Sessions;

internal static class ReadSession
{
    public static readonly Problem Unknown =
        Problem.Of(ErrorCodes.SessionUnknown, "There is no such session. GET /api/scheduling/sessions lists those that are planned.");

    public static void Map(RouteGroupBuilder group) => group.MapGet("/sessions/{sessionId}", HandleAsync)
        .WithSummary("One session with its run sheet")
        .ProducesProblem(StatusCodes.Status404NotFound);

    /// <summary>The session as the viewer sees it; null when there is none.</summary>
    public static async Task<SessionDetail?> FindAsync(SessionId sessionId, ClaimsPrincipal viewer, SchedulingDatabase database, TimeProvider clock, CancellationToken ct)
    {
        var row = await database.QueryFirstOrDefaultAsync<Row>(
            $"""
            select {SessionRow.Columns}, session.run_sheet as RunSheet
            from {SessionRow.From}
            where session.session_id = @sessionId
            """,
            new { sessionId, viewer = viewer.MemberId() },
            ct);
        return row is null ? null : new SessionDetail(row.ToSummary(viewer.MemberId(), Zones.Get(viewer.TimeZone()), clock.Now()))
        {
            InstructorId = row.InstructorId,
            CoachIds = StoredJson.Read<IReadOnlyList<MemberId>>(row.CoachIds),
            RunSheet = StoredJson.Read<RunSheet>(row.RunSheet),
            StartedAt = row.StartedAt,
            EndedAt = row.EndedAt,
        };
    }

    private static async Task<Results<Ok<SessionDetail>, ProblemHttpResult>> HandleAsync(
        SessionId sessionId, ClaimsPrincipal viewer, SchedulingDatabase database, TimeProvider clock, CancellationToken ct) =>
        await FindAsync(sessionId, viewer, database, clock, ct) is { } session ? TypedResults.Ok(session) : Unknown.ToHttp();

    private sealed class Row : SessionRow
    {
        public string RunSheet { get; init; } = "";
    }
}
