using System.Security.Claims;
using UpperBack.Scheduling.Sessions;

namespace UpperBack.Scheduling.Series;

internal static class CancelSeries
{
    public static void Map(RouteGroupBuilder group) =>
        group
            .MapDelete("/series/{seriesId}", HandleAsync)
            .WithSummary(
                "Ends a series and cancels its future sessions; by its instructor or an administrator. Ending "
                    + "twice is ending once"
            )
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        SeriesId seriesId,
        ClaimsPrincipal caller,
        SchedulingDatabase database,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        var instructorId = await work.QueryFirstOrDefaultAsync<MemberId?>(
            "select instructor_id from series where series_id = @seriesId",
            new { seriesId },
            ct
        );
        if (instructorId is null)
            return ReadSeries.Unknown.ToHttp();
        if (instructorId != caller.MemberId() && !caller.IsAdmin())
            return Problem
                .Of(ErrorCodes.Forbidden, "Only the instructor of these classes or an administrator may end them.")
                .ToHttp();

        await work.ExecuteAsync(
            "update series set cancelled_at = coalesce(cancelled_at, @Now) where series_id = @seriesId",
            new { seriesId, work.Now },
            ct
        );
        var future = await work.QueryAsync<SessionId>(
            "select session_id from sessions where series_id = @seriesId and starts_at > @Now and cancelled_at is null",
            new { seriesId, work.Now },
            ct
        );
        foreach (var sessionId in future)
            await SessionPlan.CancelAsync(work, sessionId, ct);
        await work.CommitAsync(ct);
        return TypedResults.NoContent();
    }
}
