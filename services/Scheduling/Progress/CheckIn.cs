using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using NodaTime;
using UpperBack.Contracts.Events;
using UpperBack.Scheduling.Library;
using UpperBack.Scheduling.Members;
using UpperBack.Scheduling.Sessions;

namespace UpperBack.Scheduling.Progress;

/// <summary>How a class was for oneself: effort, pain, and the targets that were missed. It may arrive before the
/// attendance does.</summary>
internal static class CheckIn
{
    private static readonly Duration AttendanceGrace = Duration.FromHours(1);

    public static void Map(RouteGroupBuilder group)
    {
        group
            .MapPut("/sessions/{sessionId}/check-in", StoreAsync)
            .WithSummary(
                "Says how a class was: effort 1 to 10, pain 0 to 10, exercises whose targets were missed; "
                    + "again to correct it"
            )
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        group
            .MapGet("/sessions/{sessionId}/check-in", ReadAsync)
            .WithSummary("Own check-in of a session; no content while there is none");
    }

    /// <summary>Requires scores in their ranges, and exercises of the library.</summary>
    public static Validation Check(
        Validation validation,
        int? effort,
        int? pain,
        IReadOnlyList<string>? missed,
        ContentLibrary library
    )
    {
        validation
            .That(
                effort is null or (>= 1 and <= 10),
                "effort",
                "The effort must be from 1 (very easy) to 10 (maximum effort)."
            )
            .That(pain is null or (>= 0 and <= 10), "pain", "The pain must be from 0 (none) to 10 (the worst).");
        foreach (
            var unknown in (missed ?? []).Where(slug => slug is null || library.FindExercise(slug) is null).Take(5)
        )
            validation.Wire(
                false,
                "missed",
                $"missed names {unknown}, which is no exercise: /api/scheduling/exercises lists them."
            );
        return validation;
    }

    private static async Task<Results<Ok<View>, ProblemHttpResult>> StoreAsync(
        SessionId sessionId,
        View request,
        ClaimsPrincipal caller,
        ContentLibrary library,
        SchedulingDatabase database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (await ReadSession.FindAsync(sessionId, caller, database, clock, ct) is not { } session)
            return ReadSession.Unknown.ToHttp();
        if (Check(new Validation(), request.Effort, request.Pain, request.Missed, library).Problem is { } problem)
            return problem.ToHttp();
        if (session.StartedAt is not { } startedAt)
            return Problem
                .Of(ErrorCodes.ClassNotLive, "This class has not started. Say how it was once you have taken part.")
                .ToHttp();

        if (session.Leads)
            return Problem
                .Of(ErrorCodes.Forbidden, "You lead this class; how it was is for those to say who took part.")
                .ToHttp();
        if (!MayBeOnItsWay(session, clock.Now()) && !await TookPartAsync(session, caller.MemberId(), database, ct))
            return Problem
                .Of(ErrorCodes.Forbidden, "You have not taken part in this class, so there is nothing to say of it.")
                .ToHttp();

        var zone = await MemberZone.FindAsync(database, caller, ct);
        var checkIn = request with { Missed = [.. (request.Missed ?? []).Distinct()] };
        await using var work = await database.BeginAsync(ct);
        await work.ExecuteAsync(
            """
            insert into check_ins (member_id, session_id, day, effort, pain, missed)
                values (@member, @sessionId, @day, @Effort, @Pain, @missed)
            on conflict (member_id, session_id) do update
                set effort = excluded.effort, pain = excluded.pain, missed = excluded.missed
            """,
            new
            {
                member = caller.MemberId(),
                sessionId,
                day = startedAt.DayIn(zone),
                checkIn.Effort,
                checkIn.Pain,
                missed = StoredJson.Write(checkIn.Missed),
            },
            ct
        );
        await work.CommitAsync(ct);
        return TypedResults.Ok(checkIn);
    }

    /// <summary>AttendanceRecorded comes when a member left or the class is over, and may be late. Until then a
    /// check-in is accepted from anybody; it counts as practice only with the attendance.</summary>
    private static bool MayBeOnItsWay(SessionDetail session, Instant now) =>
        session.EndedAt is not { } endedAt || now - endedAt < AttendanceGrace;

    private static async Task<bool> TookPartAsync(
        SessionDetail session,
        MemberId member,
        SchedulingDatabase database,
        CancellationToken ct
    ) =>
        session.MyBooking.Status == SeatStatus.Booked
        || await database.QueryFirstOrDefaultAsync<int?>(
            "select 1 from attended_classes where session_id = @SessionId and member_id = @member limit 1",
            new { session.SessionId, member },
            ct
        )
            is not null;

    private static async Task<Results<Ok<View>, NoContent>> ReadAsync(
        SessionId sessionId,
        ClaimsPrincipal caller,
        SchedulingDatabase database,
        CancellationToken ct
    )
    {
        var row = await database.QueryFirstOrDefaultAsync<CheckInRow>(
            """
            select effort as Effort, pain as Pain, missed as Missed from check_ins
                where member_id = @member and session_id = @sessionId
            """,
            new { member = caller.MemberId(), sessionId },
            ct
        );
        return row is null
            ? TypedResults.NoContent()
            : TypedResults.Ok(new View(row.Effort, row.Pain, StoredJson.Read<IReadOnlyList<string>>(row.Missed)));
    }

    /// <param name="Effort">1 to 10.</param>
    /// <param name="Pain">0 to 10.</param>
    /// <param name="Missed">Slugs of exercises whose targets were not met; none when left out.</param>
    internal sealed record View(
        [Range(1, 10)] int Effort,
        [Range(0, 10)] int Pain,
        IReadOnlyList<string>? Missed = null
    );
}
