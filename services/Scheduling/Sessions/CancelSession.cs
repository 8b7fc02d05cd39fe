using System.Security.Claims;

namespace UpperBack.Scheduling.Sessions;

internal static class CancelSession
{
    public static void Map(RouteGroupBuilder group) =>
        group
            .MapPost("/sessions/{sessionId}/cancel", HandleAsync)
            .WithSummary(
                "Cancels a session that has not started; by its instructor, its series' or an administrator. "
                    + "Cancelling twice is cancelling once"
            )
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<SessionDetail>, ProblemHttpResult>> HandleAsync(
        SessionId sessionId,
        ClaimsPrincipal caller,
        SchedulingDatabase database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (await ReadSession.FindAsync(sessionId, caller, database, clock, ct) is not { } before)
            return ReadSession.Unknown.ToHttp();
        if (!before.MayChange)
            return Problem
                .Of(ErrorCodes.Forbidden, "Only the instructor of this class or an administrator may cancel it.")
                .ToHttp();
        if (before.Status == SessionStatus.Cancelled)
            return TypedResults.Ok(before);
        if (before.Status == SessionStatus.Ended)
            return Problem
                .Of(ErrorCodes.SessionClosed, "This class is over and cannot be cancelled any more.")
                .ToHttp();

        await using (var work = await database.BeginAsync(ct))
        {
            await SessionPlan.CancelAsync(work, sessionId, ct);
            await work.CommitAsync(ct);
        }

        var after = (await ReadSession.FindAsync(sessionId, caller, database, clock, ct))!;
        return after.Status == SessionStatus.Cancelled
            ? TypedResults.Ok(after)
            : Problem
                .Of(
                    ErrorCodes.SessionClosed,
                    "This class is on, or has just ended, and cannot be cancelled any more. End it in its room."
                )
                .ToHttp();
    }
}
