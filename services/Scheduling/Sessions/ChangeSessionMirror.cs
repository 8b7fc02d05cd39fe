using System.Security.Claims;
using UpperBack.Contracts.Events;

namespace UpperBack.Scheduling.Sessions;

/// <summary>Says for one session whether its members may show themselves, until it is over. Whoever shows themselves
/// while it is switched off is seen no more.</summary>
internal static class ChangeSessionMirror
{
    private static readonly Problem Over = Problem.Of(
        ErrorCodes.SessionClosed,
        "This class is over or was cancelled, so this cannot change any more."
    );

    public static void Map(RouteGroupBuilder group) =>
        group
            .MapPut("/sessions/{sessionId}/mirror", HandleAsync)
            .WithSummary(
                "Says whether members with a coached seat may show themselves to the leaders of a session; by its "
                    + "instructor, its series' or an administrator. Repeating it changes nothing more"
            )
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<SessionDetail>, ProblemHttpResult>> HandleAsync(
        SessionId sessionId,
        MirrorRules request,
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
                .Of(
                    ErrorCodes.Forbidden,
                    "Only the instructor of this class or an administrator may change whether members show themselves."
                )
                .ToHttp();
        if (ClassLimits.CheckMirror(new Validation(), request, "minimumAge").Problem is { } problem)
            return problem.ToHttp();
        if (before.Status is SessionStatus.Cancelled or SessionStatus.Ended)
            return Over.ToHttp();
        if (before.Mirror == request)
            return TypedResults.Ok(before);

        await using var work = await database.BeginAsync(ct);
        if (!await SessionPlan.ReplaceMirrorAsync(work, sessionId, request, ct))
            return Over.ToHttp();

        var after = (await ReadSession.FindAsync(sessionId, caller, work, ct))!;
        await work.CommitAsync(ct);
        return TypedResults.Ok(after);
    }
}
