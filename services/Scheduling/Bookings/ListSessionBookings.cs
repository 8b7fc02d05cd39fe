using System.Security.Claims;
using NodaTime;
using UpperBack.Contracts.Events;
using UpperBack.Scheduling.Sessions;

namespace UpperBack.Scheduling.Bookings;

internal static class ListSessionBookings
{
    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/sessions/{sessionId}/bookings", HandleAsync)
            .WithSummary(
                "Who holds and who waits for the coached seats of a session; for its instructor, its coaches "
                    + "and administrators"
            )
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        SessionId sessionId,
        ClaimsPrincipal caller,
        SchedulingDatabase database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (await ReadSession.FindAsync(sessionId, caller, database, clock, ct) is not { } session)
            return ReadSession.Unknown.ToHttp();
        if (
            session.InstructorId != caller.MemberId()
            && !session.CoachIds.Contains(caller.MemberId())
            && !caller.IsAdmin()
        )
            return Problem
                .Of(ErrorCodes.Forbidden, "Only the instructor and the coaches of this class see who booked it.")
                .ToHttp();

        var rows = await database.QueryAsync<Row>(
            """
            select seat.member_id as MemberId, member.display_name as DisplayName, seat.status as Status,
                   seat.claimed_at as ClaimedAt
            from coached_seats seat
            left join members member on member.member_id = seat.member_id
            where seat.session_id = @sessionId
            order by seat.place
            """,
            new { sessionId },
            ct
        );
        return TypedResults.Ok(
            new Response(
                [.. rows.Where(row => row.Status == SeatStatus.Booked).Select(row => row.ToBooking())],
                [.. rows.Where(row => row.Status == SeatStatus.Waitlisted).Select(row => row.ToBooking())]
            )
        );
    }

    internal sealed record Response(IReadOnlyList<Booking> Booked, IReadOnlyList<Booking> Waiting);

    /// <summary>One member's claim.</summary>
    /// <param name="BookedAt">When it was made.</param>
    internal sealed record Booking(MemberId MemberId, string DisplayName, Instant BookedAt);

    private sealed class Row
    {
        public MemberId MemberId { get; init; }

        public string? DisplayName { get; init; }

        public string Status { get; init; } = "";

        public Instant ClaimedAt { get; init; }

        public Booking ToBooking() => new(MemberId, DisplayName ?? "Member", ClaimedAt);
    }
}
