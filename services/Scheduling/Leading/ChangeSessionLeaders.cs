using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using UpperBack.Infrastructure.Data;
using UpperBack.Scheduling.Bookings;
using UpperBack.Scheduling.Members;
using UpperBack.Scheduling.Sessions;

namespace UpperBack.Scheduling.Leading;

/// <summary>Gives one session another instructor or other coaches, until it is over. Leaders chosen for it alone stay
/// when its series gets others; chosen to be the series' again, they follow the series again.</summary>
internal static class ChangeSessionLeaders
{
    public static void Map(RouteGroupBuilder group) =>
        group
            .MapPut("/sessions/{sessionId}/leaders", HandleAsync)
            .WithSummary(
                "Says who leads and who coaches a session, until it is over; by its instructor, its series' or "
                    + "an administrator. Repeating it changes nothing more"
            )
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<SessionDetail>, ProblemHttpResult>> HandleAsync(
        SessionId sessionId,
        Request request,
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
                    "Only the instructor of this class or an administrator may change who leads it."
                )
                .ToHttp();

        var leaders = new ClassLeaders(request.InstructorId, request.CoachIds);
        var validation = new Validation();
        await Leaders.CheckAsync(validation, leaders, before.InstructorId, database, ct);
        if (validation.Problem is { } problem)
            return problem.ToHttp();

        await using var work = await database.BeginAsync(LockedSession.LockName(sessionId), ct);
        var session = (await LockedSession.TakeAsync(work, sessionId, ct))!;
        if (session.ClosedProblem(work.Now) is { } closed)
            return closed.ToHttp();
        foreach (var leader in leaders.AllIds)
        {
            if (await Removals.ContainAsync(work, sessionId, leader, ct))
                return Problem
                    .Of(
                        ErrorCodes.MemberRemoved,
                        "One of them was removed from this class. Let them in again first, or choose somebody else."
                    )
                    .ToHttp();
        }

        await LeaderChange.ApplyAsync(work, session, leaders, ct);
        await MarkAsync(work, sessionId, leaders, ct);
        var after = await ReadSession.FindAsync(sessionId, caller, work, ct);
        await work.CommitAsync(ct);
        return TypedResults.Ok(after!);
    }

    private static async Task MarkAsync(
        UnitOfWork work,
        SessionId sessionId,
        ClassLeaders leaders,
        CancellationToken ct
    )
    {
        var series = await work.QueryFirstOrDefaultAsync<SeriesLeaders>(
            """
            select series.instructor_id as InstructorId, series.coach_ids as CoachIds
            from series join sessions on sessions.series_id = series.series_id
            where sessions.session_id = @sessionId
            """,
            new { sessionId },
            ct
        );
        var own =
            series is not null
            && !leaders.AreSameAs(
                new ClassLeaders(series.InstructorId, StoredJson.Read<IReadOnlyList<MemberId>>(series.CoachIds))
            );
        await work.ExecuteAsync(
            "update sessions set leaders_chosen_at = @chosenAt where session_id = @sessionId",
            new { sessionId, chosenAt = own ? work.Now : (NodaTime.Instant?)null },
            ct
        );
    }

    /// <param name="InstructorId">Who leads.</param>
    /// <param name="CoachIds">Who coaches beside them, at most 20.</param>
    internal sealed record Request(
        MemberId InstructorId,
        [MaxLength(Leaders.MaxCoaches)] IReadOnlyList<MemberId> CoachIds
    );

    private sealed class SeriesLeaders
    {
        public MemberId InstructorId { get; init; }

        public string CoachIds { get; init; } = "[]";
    }
}
