using System.Security.Claims;
using UpperBack.Contracts.Events;
using UpperBack.Scheduling.Sessions;

namespace UpperBack.Scheduling.Series;

/// <summary>Says for a series whether its members may show themselves: in all its sessions that are on or to come, also
/// in those for which something else was said before.</summary>
internal static class ChangeSeriesMirror
{
    public static void Map(RouteGroupBuilder group) =>
        group
            .MapPut("/series/{seriesId}/mirror", HandleAsync)
            .WithSummary(
                "Says whether members with a coached seat may show themselves to the leaders of a series' sessions, "
                    + "those that are on included; by its instructor or an administrator. Repeating it changes nothing "
                    + "more"
            )
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<SeriesView>, ProblemHttpResult>> HandleAsync(
        SeriesId seriesId,
        MirrorRules request,
        ClaimsPrincipal caller,
        SchedulingDatabase database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (await ReadSeries.FindAsync(seriesId, database, clock.Now(), ct) is not { } before)
            return ReadSeries.Unknown.ToHttp();
        if (before.InstructorId != caller.MemberId() && !caller.IsAdmin())
            return Problem
                .Of(
                    ErrorCodes.Forbidden,
                    "Only the instructor of this series or an administrator may change whether members show themselves."
                )
                .ToHttp();
        if (ClassLimits.CheckMirror(new Validation(), request, "minimumAge").Problem is { } problem)
            return problem.ToHttp();

        await using var work = await database.BeginAsync(ct);

        // Written first: this locks the row against others who plan or end the series at the same time.
        var isOn =
            await work.ExecuteAsync(
                """
                update series set mirror_allowed = @Allowed, mirror_minimum_age = @MinimumAge
                    where series_id = @seriesId and cancelled_at is null
                """,
                new
                {
                    seriesId,
                    request.Allowed,
                    request.MinimumAge,
                },
                ct
            ) > 0;
        if (!isOn)
            return Problem.Of(ErrorCodes.SessionClosed, "This series has ended. Plan another one.").ToHttp();

        var others = await work.QueryAsync<SessionId>(
            """
            select session_id from sessions
            where series_id = @seriesId and cancelled_at is null and ended_at is null
                and (ends_at > @Now or started_at is not null)
                and (mirror_allowed <> @Allowed or mirror_minimum_age <> @MinimumAge)
            order by session_id
            """,
            new
            {
                seriesId,
                work.Now,
                request.Allowed,
                request.MinimumAge,
            },
            ct
        );
        foreach (var sessionId in others)
            await SessionPlan.ReplaceMirrorAsync(work, sessionId, request, ct);
        var after = (await ReadSeries.FindAsync(seriesId, work, work.Now, ct))!;
        await work.CommitAsync(ct);
        return TypedResults.Ok(after);
    }
}
