using System.Security.Claims;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Idempotency;
using UpperBack.Scheduling.Members;
using UpperBack.Scheduling.Sessions;

namespace UpperBack.Scheduling.Bookings;

internal static class BookSeat
{
    public static void Map(RouteGroupBuilder group) =>
        group
            .MapPost("/sessions/{sessionId}/booking", HandleAsync)
            .WithSummary(
                "Claims a coached seat: booked while there are any, else a place in the waitlist. Claiming "
                    + "twice is claiming once"
            )
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<
        Results<Created<Response>, Ok<Response>, ReplayedResponse, ProblemHttpResult>
    > HandleAsync(
        SessionId sessionId,
        ClaimsPrincipal caller,
        IdempotentRequest idempotency,
        SchedulingDatabase database,
        CancellationToken ct
    )
    {
        var memberId = caller.MemberId();
        await using var work = await idempotency.BeginAsync(database, ct, LockedSession.LockName(sessionId));
        if (await idempotency.FindAsync(work, ct) is { } replayed)
            return replayed;
        if (await LockedSession.TakeAsync(work, sessionId, ct) is not { } session)
            return ReadSession.Unknown.ToHttp();
        if (session.ClosedProblem(work.Now) is { } closed)
            return closed.ToHttp();
        if (session.IsLedBy(memberId))
            return Problem
                .Of(
                    ErrorCodes.Forbidden,
                    "You lead or coach this class, so you don't need a feedback spot: the room is open to you."
                )
                .ToHttp();
        if (await Removals.ContainAsync(work, sessionId, memberId, ct))
            return Problem
                .Of(
                    ErrorCodes.MemberRemoved,
                    "You were removed from this class, so you cannot book a spot in it. Choose another one in "
                        + "the timetable."
                )
                .ToHttp();
        if (await FindClaimAsync(work, sessionId, memberId, ct) is { } existing)
        {
            var same = await idempotency.SaveResponseAsync(work, TypedResults.Ok(existing), ct);
            // mutation acknowledged
            await work.CommitAsync(ct);
            return same;
        }

        var counts = await session.CountAsync(work, ct);
        var status = SeatAllocation.Claim(counts);
        await work.ExecuteAsync(
            """
            insert into coached_seats (session_id, member_id, status, place, claimed_at)
            values (@sessionId, @memberId, @status, @Revision, @Now)
            """,
            new
            {
                sessionId,
                memberId,
                status,
                session.Revision,
                work.Now,
            },
            ct
        );
        session.Publish(work, memberId, status, session.Revision);
        var answer = TypedResults.Created(
            $"/api/scheduling/sessions/{sessionId}",
            new Response(sessionId, status, status == SeatStatus.Waitlisted ? counts.Waiting + 1 : null)
        );
        // mutation idempotency
        await idempotency.SaveResponseAsync(work, answer, ct);
        // mutation acknowledged
        await work.CommitAsync(ct);
        return answer;
    }

    private static async Task<Response?> FindClaimAsync(
        UnitOfWork work,
        SessionId sessionId,
        MemberId memberId,
        CancellationToken ct
    )
    {
        var claim = await work.QueryFirstOrDefaultAsync<Claim>(
            """
            select
                mine.status as Status,
                (select count(*) from coached_seats seat
                    where seat.session_id = mine.session_id and seat.status = 'waitlisted'
                        and seat.place <= mine.place) as Position
            from coached_seats mine
            where mine.session_id = @sessionId and mine.member_id = @memberId
            """,
            new { sessionId, memberId },
            ct
        );
        return claim is null
            ? null
            : new Response(sessionId, claim.Status, claim.Status == SeatStatus.Waitlisted ? (int)claim.Position : null);
    }

    /// <summary>The caller's claim.</summary>
    /// <param name="Status"><c>booked</c> or <c>waitlisted</c>.</param>
    /// <param name="Position">Place in the waitlist, from 1.</param>
    internal sealed record Response(
        SessionId SessionId,
        [OneOf(SeatStatus.Booked, SeatStatus.Waitlisted)] string Status,
        int? Position
    );

    private sealed class Claim
    {
        public string Status { get; init; } = "";

        public long Position { get; init; }
    }
}
