using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using NodaTime;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Idempotency;
using UpperBack.Scheduling.Library;
using UpperBack.Scheduling.Members;
using UpperBack.Scheduling.Programmes;

namespace UpperBack.Scheduling.Sessions;

internal static class CreateSession
{
    private static readonly Duration MaxBack = Duration.FromMinutes(15);
    private static readonly Duration MaxAhead = Duration.FromDays(366);

    public static void Map(RouteGroupBuilder group) =>
        group
            .MapPost("/sessions", HandleAsync)
            .RequireRateLimiting(LimitNames.Costly)
            .RequireAuthorization(Policies.Instructor)
            .WithSummary("Plans a single session, led by the caller or whom they choose; it may begin now")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden);

    private static async Task<Results<Created<SessionDetail>, ReplayedResponse, ProblemHttpResult>> HandleAsync(
        Request request,
        IdempotentRequest idempotency,
        ClaimsPrincipal instructor,
        ContentLibrary library,
        SchedulingDatabase database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (await idempotency.FindAsync(database, ct) is { } replayed)
            return replayed;

        var now = clock.Now();
        var leaders = new ClassLeaders(request.InstructorId ?? instructor.MemberId(), request.CoachIds ?? []);
        var programme = library.FindProgramme(request.Programme);
        var week = programme?.Weeks.FirstOrDefault(candidate => candidate.Number == request.Week);
        var validation = new Validation();
        ClassLimits.Check(
            validation,
            request.Title,
            request.TimeZone,
            request.DurationMinutes,
            request.CoachedSeats,
            request.Mirror
        );
        ClassLimits
            .CheckWeek(validation, programme, week)
            .That(
                request.StartsAt >= now - MaxBack && request.StartsAt <= now + MaxAhead,
                "startsAt",
                "The class must start within the next year (or 15 minutes ago at the earliest): choose another time."
            );
        await Leaders.CheckAsync(validation, leaders, instructor.MemberId(), database, ct);
        if (validation.Problem is { } problem || programme is null || week is null)
            return validation.Problem!.ToHttp();

        var startsAt = request.StartsAt.ToMicroseconds();
        var runSheet = library.RunSheetOf(programme, week);
        var plan = new SessionPlan
        {
            SessionId = SessionId.New(),
            LocalDate = startsAt.DayIn(Zones.Get(request.TimeZone)),
            Title = request.Title.Trim(),
            Programme = programme.Slug,
            Week = week.Number,
            StartsAt = startsAt,
            EndsAt = startsAt + Duration.FromMinutes(request.DurationMinutes ?? ClassLimits.MinutesFor(runSheet)),
            TimeZone = request.TimeZone,
            CoachedSeats = request.CoachedSeats,
            Mirror = request.Mirror ?? MirrorRules.Default,
            InstructorId = leaders.InstructorId,
            CoachIds = leaders.CoachIds,
            RunSheet = runSheet,
            Blocks = Block.AllOf(week),
        };
        await using var work = await idempotency.BeginAsync(database, ct);
        if (await idempotency.FindAsync(work, ct) is { } replayedNow)
            return replayedNow;

        await Leaders.RememberAsync(work, instructor, ct);
        await plan.InsertAsync(work, ct);
        var answer = TypedResults.Created(
            $"/api/scheduling/sessions/{plan.SessionId}",
            await ReadSession.FindAsync(plan.SessionId, instructor, work, ct)
        );
        await idempotency.SaveResponseAsync(work, answer, ct);
        await work.CommitAsync(ct);
        return answer;
    }

    /// <summary>A session to plan.</summary>
    /// <param name="Title">1 to 120 characters.</param>
    /// <param name="Programme">Slug of a programme.</param>
    /// <param name="Week">Week of the programme, from 1.</param>
    /// <param name="StartsAt">From 15 minutes ago to one year ahead.</param>
    /// <param name="TimeZone">IANA zone of the class.</param>
    /// <param name="CoachedSeats">0 to 500.</param>
    /// <param name="DurationMinutes">5 to 180; the run sheet's length when not given.</param>
    /// <param name="CoachIds">Members who coach beside the instructor, at most 20.</param>
    /// <param name="InstructorId">Who leads; the caller when not given.</param>
    /// <param name="Mirror">Whether members with a coached seat may show themselves to its leaders; at any age when not
    /// given.</param>
    internal sealed record Request(
        [StringLength(ClassLimits.MaxTitle, MinimumLength = 1)] string Title,
        string Programme,
        [Range(1, int.MaxValue)] int Week,
        Instant StartsAt,
        string TimeZone,
        [Range(0, ClassLimits.MaxSeats)] int CoachedSeats,
        [Range(ClassLimits.MinMinutes, ClassLimits.MaxMinutes)] int? DurationMinutes = null,
        [MaxLength(Leaders.MaxCoaches)] IReadOnlyList<MemberId>? CoachIds = null,
        MemberId? InstructorId = null,
        MirrorRules? Mirror = null
    );
}
