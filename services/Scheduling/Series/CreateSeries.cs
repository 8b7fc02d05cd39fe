using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using NodaTime;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Idempotency;
using UpperBack.Scheduling.Library;
using UpperBack.Scheduling.Members;
using UpperBack.Scheduling.Programmes;
using UpperBack.Scheduling.Sessions;

namespace UpperBack.Scheduling.Series;

internal static class CreateSeries
{
    private const int MaxDaysFromToday = 366;

    public static void Map(RouteGroupBuilder group) =>
        group
            .MapPost("/series", HandleAsync)
            .RequireRateLimiting(LimitNames.Costly)
            .RequireAuthorization(Policies.Instructor)
            .WithSummary(
                "Plans a recurring class, led by the caller or whom they choose, and its sessions up to the "
                    + "horizon; past days get theirs too"
            )
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden);

    private static async Task<Results<Created<SeriesView>, ReplayedResponse, ProblemHttpResult>> HandleAsync(
        Request request,
        IdempotentRequest idempotency,
        ClaimsPrincipal instructor,
        ContentLibrary library,
        SeriesPlanner planner,
        SchedulingDatabase database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (await idempotency.FindAsync(database, ct) is { } replayed)
            return replayed;

        var leaders = new ClassLeaders(request.InstructorId ?? instructor.MemberId(), request.CoachIds ?? []);
        var programme = library.FindProgramme(request.Programme);
        var validation = new Validation();
        ClassLimits.Check(
            validation,
            request.Title,
            request.TimeZone,
            request.DurationMinutes,
            request.CoachedSeats,
            request.Mirror
        );
        validation.That(programme is not null, "programme", ClassLimits.NoSuchProgramme);
        CheckRecurrence(validation, request, clock.Now());
        await Leaders.CheckAsync(validation, leaders, instructor.MemberId(), database, ct);
        if (validation.Problem is { } problem || programme is null)
            return validation.Problem!.ToHttp();

        var mirror = request.Mirror ?? MirrorRules.Default;
        var series = new SeriesRow
        {
            SeriesId = SeriesId.New(),
            Title = request.Title.Trim(),
            Programme = programme.Slug,
            StartDate = request.StartDate,
            LocalTime = request.LocalTime,
            TimeZone = request.TimeZone,
            Rule = RecurrenceRule.Read(request.Rule).Rule!.ToString(),
            DurationMinutes = request.DurationMinutes
                ?? programme.Weeks.Max(week => ClassLimits.MinutesFor(library.RunSheetOf(programme, week))),
            CoachedSeats = request.CoachedSeats,
            InstructorId = leaders.InstructorId,
            CoachIds = StoredJson.Write(leaders.CoachIds),
            MirrorAllowed = mirror.Allowed,
            MirrorMinimumAge = mirror.MinimumAge,
        };
        await using var work = await idempotency.BeginAsync(database, ct);
        if (await idempotency.FindAsync(work, ct) is { } replayedNow)
            return replayedNow;

        await Leaders.RememberAsync(work, instructor, ct);
        await InsertAsync(work, series, ct);
        await planner.PlanAsync(work, series, ct);
        var answer = TypedResults.Created(
            $"/api/scheduling/series/{series.SeriesId}",
            (await ReadSeries.FindAsync(series.SeriesId, work, work.Now, ct))!
        );
        await idempotency.SaveResponseAsync(work, answer, ct);
        await work.CommitAsync(ct);
        return answer;
    }

    private static void CheckRecurrence(Validation validation, Request request, Instant now)
    {
        var time = SeriesRow.TimePattern.Parse(request.LocalTime);
        validation.That(time.Success, "localTime", "The time must be hours and minutes, such as 06:30.");
        if (Zones.Find(request.TimeZone) is not { } zone)
            return;

        var fromToday = Period.DaysBetween(now.DayIn(zone), request.StartDate);
        var near = Math.Abs(fromToday) <= MaxDaysFromToday;
        validation.That(near, "startDate", "The first day must be within one year of today.");
        if (!near || !time.Success)
            return;

        var (recurrence, error) = Recurrence.Read(request.Rule, request.StartDate, time.Value, zone);
        validation.Wire(recurrence is not null, "rule", error ?? "");
    }

    private static Task InsertAsync(Infrastructure.Data.UnitOfWork work, SeriesRow series, CancellationToken ct) =>
        work.ExecuteAsync(
            """
            insert into series (
                series_id, title, programme, start_date, local_time, time_zone, rule, duration_minutes, coached_seats,
                instructor_id, coach_ids, mirror_allowed, mirror_minimum_age, created_at)
            values (
                @SeriesId, @Title, @Programme, @StartDate, @LocalTime, @TimeZone, @Rule, @DurationMinutes,
                @CoachedSeats, @InstructorId, @CoachIds, @MirrorAllowed, @MirrorMinimumAge, @Now)
            """,
            new
            {
                series.SeriesId,
                series.Title,
                series.Programme,
                series.StartDate,
                series.LocalTime,
                series.TimeZone,
                series.Rule,
                series.DurationMinutes,
                series.CoachedSeats,
                series.InstructorId,
                series.CoachIds,
                series.MirrorAllowed,
                series.MirrorMinimumAge,
                work.Now,
            },
            ct
        );

    /// <summary>A series to plan.</summary>
    /// <param name="Title">1 to 120 characters.</param>
    /// <param name="Programme">Slug of a programme; the week follows from the weeks since <paramref name="StartDate"/>
    /// and stays at the last.</param>
    /// <param name="StartDate">First day that may have a class, within one year of today.</param>
    /// <param name="LocalTime">Start of every class, such as 06:30.</param>
    /// <param name="TimeZone">IANA zone of <paramref name="LocalTime"/>.</param>
    /// <param name="Rule">RFC 5545 rule over days, such as FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR.</param>
    /// <param name="CoachedSeats">0 to 500.</param>
    /// <param name="DurationMinutes">5 to 180; when not given, the length of the programme's longest class.</param>
    /// <param name="CoachIds">Members who coach beside the instructor, at most 20.</param>
    /// <param name="InstructorId">Who leads; the caller when not given.</param>
    /// <param name="Mirror">Whether members with a coached seat may show themselves to the leaders of its classes; at
    /// any age when not given.</param>
    internal sealed record Request(
        [StringLength(ClassLimits.MaxTitle, MinimumLength = 1)] string Title,
        string Programme,
        LocalDate StartDate,
        string LocalTime,
        string TimeZone,
        [MaxLength(RecurrenceRule.MaxCharacters)] string Rule,
        [Range(0, ClassLimits.MaxSeats)] int CoachedSeats,
        [Range(ClassLimits.MinMinutes, ClassLimits.MaxMinutes)] int? DurationMinutes = null,
        [MaxLength(Leaders.MaxCoaches)] IReadOnlyList<MemberId>? CoachIds = null,
        MemberId? InstructorId = null,
        MirrorRules? Mirror = null
    );
}
