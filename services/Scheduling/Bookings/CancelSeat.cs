using System.Security.Claims;
using UpperBack.Contracts.Events;
using UpperBack.Scheduling.Sessions;

namespace UpperBack.Scheduling.Bookings;

internal static class CancelSeat
{
    public static void Map(RouteGroupBuilder group) =>
        group
            .MapDelete("/sessions/{sessionId}/booking", HandleAsync)
            .WithSummary(
                "Gives up the caller's coached seat or place in the waitlist; a freed seat goes to whoever "
                    + "waits longest"
            )
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        SessionId sessionId,
        ClaimsPrincipal caller,
        SchedulingDatabase database,
        CancellationToken ct
    )
    {
        var memberId = caller.MemberId();
        await using var work = await database.BeginAsync(LockedSession.LockName(sessionId), ct);
        if (await LockedSession.TakeAsync(work, sessionId, ct) is not { } session)
            return ReadSession.Unknown.ToHttp();

        var removed = await work.ExecuteAsync(
            "delete from coached_seats where session_id = @sessionId and member_id = @memberId",
            new { sessionId, memberId },
            ct
        );
        if (removed == 0)
            return TypedResults.NoContent();
        if (session.ClosedProblem(work.Now) is { } closed)
            return closed.ToHttp();

        session.Publish(work, memberId, SeatStatus.None, session.Revision);
        await Promotion.RunAsync(work, session, ct);
        await work.CommitAsync(ct);
        return TypedResults.NoContent();
    }
}
