using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using UpperBack.Infrastructure.Data;
using UpperBack.Scheduling.Bookings;
using UpperBack.Scheduling.Members;
using UpperBack.Scheduling.Series;

namespace UpperBack.Scheduling.Leading;

/// <summary>Gives a series another instructor or other coaches: all its coming sessions, except those with leaders of
/// their own. A substitute who was arranged for one day stays arranged.</summary>
internal static class ChangeSeriesLeaders
{
    public static void Map(RouteGroupBuilder group) =>
        group
            .MapPut("/series/{seriesId}/leaders", HandleAsync)
            .WithSummary(
                "Says who leads and who coaches a series from its next session on; by its instructor or an "
                    + "administrator. Repeating it changes nothing more"
            )
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        SeriesId seriesId,
        Request request,
        ClaimsPrincipal caller,
        SchedulingDatabase database,
        CancellationToken ct
    )
    {
        var instructorId = await database.QueryFirstOrDefaultAsync<MemberId?>(
            "select instructor_id from series where series_id = @seriesId",
            new { seriesId },
            ct
        );
        if (instructorId is not { } before)
            return ReadSeries.Unknown.ToHttp();
        if (before != caller.MemberId() && !caller.IsAdmin())
            return Problem
                .Of(
                    ErrorCodes.Forbidden,
                    "Only the instructor of this series or an administrator may change who leads it."
                )
                .ToHttp();

        var leaders = new ClassLeaders(request.InstructorId, request.CoachIds);
        var validation = new Validation();
        await Leaders.CheckAsync(validation, leaders, before, database, ct);
        if (validation.Problem is { } problem)
            return problem.ToHttp();

        await using var work = await database.BeginAsync(ct);

        // Written first: this locks the row against others who plan or end the series at the same time.
        var isOn =
            await work.ExecuteAsync(
                """
                update series set instructor_id = @InstructorId, coach_ids = @coachIds
                    where series_id = @seriesId and cancelled_at is null
                """,
                new
                {
                    seriesId,
                    leaders.InstructorId,
                    coachIds = StoredJson.Write(leaders.CoachIds),
                },
                ct
            ) > 0;
        if (!isOn)
            return Problem.Of(ErrorCodes.SessionClosed, "This series has ended. Plan another one.").ToHttp();

        var (changed, kept) = await ChangeSessionsAsync(work, seriesId, leaders, ct);
        var after = await ReadSeries.FindAsync(seriesId, work, work.Now, ct);
        await work.CommitAsync(ct);
        return TypedResults.Ok(new Response(after!, changed, kept));
    }

    private static async Task<(int Changed, int Kept)> ChangeSessionsAsync(
        UnitOfWork work,
        SeriesId seriesId,
        ClassLeaders leaders,
        CancellationToken ct
    )
    {
        var (changed, kept) = (0, 0);
        var coming = await work.QueryAsync<ComingSession>(
            """
            select session_id as SessionId, leaders_chosen_at is not null as HasOwnLeaders
            from sessions
            where series_id = @seriesId and starts_at > @Now and cancelled_at is null and started_at is null
                and ended_at is null
            order by session_id
            """,
            new { seriesId, work.Now },
            ct
        );
        foreach (var session in coming)
        {
            var locked = (await LockedSession.TakeAsync(work, session.SessionId, ct))!;
            if (!session.HasOwnLeaders)
                changed += await LeaderChange.ApplyAsync(work, locked, leaders, ct) ? 1 : 0;
            else if (locked.Leaders.AreSameAs(leaders))
                await work.ExecuteAsync(
                    "update sessions set leaders_chosen_at = null where session_id = @SessionId",
                    new { session.SessionId },
                    ct
                );
            else
                kept++;
        }

        return (changed, kept);
    }

    /// <param name="InstructorId">Who leads.</param>
    /// <param name="CoachIds">Who coaches beside them, at most 20.</param>
    internal sealed record Request(
        MemberId InstructorId,
        [MaxLength(Leaders.MaxCoaches)] IReadOnlyList<MemberId> CoachIds
    );

    /// <param name="Series">The series as it is now.</param>
    /// <param name="Changed">How many of its sessions have these leaders now and had others.</param>
    /// <param name="Kept">How many of its coming sessions keep the leaders that were chosen for them alone.</param>
    internal sealed record Response(SeriesView Series, int Changed, int Kept);

    private sealed class ComingSession
    {
        public SessionId SessionId { get; init; }

        public bool HasOwnLeaders { get; init; }
    }
}
