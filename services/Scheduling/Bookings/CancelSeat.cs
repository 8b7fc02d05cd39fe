using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using UpperBack.Contracts.Events;
using UpperBack.Contracts.Ids;
using UpperBack.Infrastructure.Data;
using UpperBack.Kernel.Http;
using UpperBack.Scheduling.Members;
using UpperBack.Scheduling.Sessions;

namespace UpperBack.Scheduling.Bookings;

internal static class CancelSeat
{
    public static void Map(RouteGroupBuilder group) => group.MapDelete("/sessions/{sessionId}/booking", HandleAsync)
        .WithSummary("Gives up the caller's coached seat or place in the waitlist; a freed seat goes to whoever waits longest")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        SessionId sessionId, ClaimsPrincipal caller, SchedulingDatabase database, CancellationToken ct)
    {
        var memberId = caller.MemberId();
        await using var work = await database.BeginAsync(LockedSession.QueueOf(sessionId), ct);
        if (await LockedSession.TakeAsync(work, sessionId, ct) is not { } session)
            return ReadSession.Unknown.ToHttp();

        var removed = await work.ExecuteAsync(
            "delete from coached_seats where session_id = @sessionId and member_id = @memberId", new { sessionId, memberId }, ct);
        if (removed == 0)
            return TypedResults.NoContent();
        if (session.ClosedProblem(work.Now) is { } closed)
            return closed.ToHttp();

        session.Publish(work, memberId, SeatStatus.None, session.Revision);
        await PromoteAsync(work, session, ct);
        await work.CommitAsync(ct);
        return TypedResults.NoContent();
    }

    /// <summary>Gives free seats to those who wait longest. Who came to lead the class meanwhile, or was taken out of it, waits no
    /// longer; they are passed over.</summary>
    private static async Task PromoteAsync(UnitOfWork work, LockedSession session, CancellationToken ct)
    {
        while (SeatAllocation.Promotions(await session.CountAsync(work, ct)) > 0)
        {
            var first = await work.QueryFirstOrDefaultAsync<MemberId>(
                "select member_id from coached_seats where session_id = @SessionId and status = 'waitlisted' order by place limit 1",
                new { session.SessionId },
                ct);
            var mayHaveIt = !session.IsLedBy(first) && !await Removals.ContainAsync(work, session.SessionId, first, ct);
            await work.ExecuteAsync(
                mayHaveIt
                    ? "update coached_seats set status = 'booked' where session_id = @SessionId and member_id = @first"
                    : "delete from coached_seats where session_id = @SessionId and member_id = @first",
                new { session.SessionId, first },
                ct);
            var revision = (await LockedSession.TakeAsync(work, session.SessionId, ct))!.Revision;
            session.Publish(work, first, mayHaveIt ? SeatStatus.Booked : SeatStatus.None, revision);
        }
    }
}
