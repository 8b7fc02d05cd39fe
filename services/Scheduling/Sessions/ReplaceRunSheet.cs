using System.Security.Claims;
using UpperBack.Scheduling.Library;
using UpperBack.Scheduling.Programmes;

namespace UpperBack.Scheduling.Sessions;

internal static class ReplaceRunSheet
{
    private static readonly Problem Locked = Problem.Of(
        ErrorCodes.RunSheetLocked,
        "The class has started, so its plan stays as it is. Prepare the next class instead."
    );

    public static void Map(RouteGroupBuilder group) =>
        group
            .MapPut("/sessions/{sessionId}/run-sheet", HandleAsync)
            .RequireRateLimiting(LimitNames.Costly)
            .WithSummary(
                "Gives a session that has not started another run sheet, made of blocks; by its instructor. "
                    + "Repeating it changes nothing more"
            )
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);

    /// <summary>Why a session's run sheet can change no more; null while it can.</summary>
    public static Problem? LockedProblem(SessionDetail session) =>
        session switch
        {
            { StartedAt: not null } or { EndedAt: not null } => Locked,
            { Status: SessionStatus.Cancelled } => Problem.Of(
                ErrorCodes.SessionClosed,
                "This class was cancelled: prepare another one."
            ),
            { Status: SessionStatus.Ended } => Problem.Of(
                ErrorCodes.SessionClosed,
                "This class is over: prepare another one."
            ),
            _ => null,
        };

    private static async Task<Results<Ok<SessionRunSheet>, ProblemHttpResult>> HandleAsync(
        SessionId sessionId,
        BlocksRequest request,
        ClaimsPrincipal caller,
        ContentLibrary library,
        SchedulingDatabase database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (await ReadSession.FindAsync(sessionId, caller, database, clock, ct) is not { } session)
            return ReadSession.Unknown.ToHttp();
        if (session.InstructorId != caller.MemberId())
            return Problem.Of(ErrorCodes.Forbidden, "Only the instructor of this class may change its plan.").ToHttp();
        if (LockedProblem(session) is { } locked)
            return locked.ToHttp();

        var programme = library.FindProgramme(session.Programme);
        var plan = PlanView.Of(
            request.Blocks,
            library.English.ExercisesBySlug,
            programme,
            programme?.FindWeek(session.Week)
        );
        if (!plan.Succeeded)
            return plan.Problem.ToHttp();

        await using var work = await database.BeginAsync(ct);
        if (!await SessionPlan.ReplaceRunSheetAsync(work, sessionId, plan.Value, ct))
            return (LockedProblem((await ReadSession.FindAsync(sessionId, caller, work, ct))!) ?? Locked).ToHttp();

        await work.CommitAsync(ct);
        return TypedResults.Ok(SessionRunSheet.Of(plan.Value, editable: true));
    }
}
