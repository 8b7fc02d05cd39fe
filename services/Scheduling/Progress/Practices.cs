using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using NodaTime;
using UpperBack.Scheduling.Library;
using UpperBack.Scheduling.Members;
using UpperBack.Scheduling.Sessions;

namespace UpperBack.Scheduling.Progress;

/// <summary>Practice on one's own: a programme's day, without a class. Half of its run sheet's time counts for one's
/// levels; streaks are made of live classes alone. It is recorded when it ends, and again when its check-in
/// comes.</summary>
internal static class Practices
{
    private const int MaxListed = 50;
    private const int MaxSeconds = 4 * 60 * 60;
    private static readonly Duration MaxBack = Duration.FromDays(7);
    private static readonly Duration MaxAhead = Duration.FromDays(1);

    public static void Map(RouteGroupBuilder group)
    {
        group
            .MapPost("/practices", StoreAsync)
            .WithSummary(
                "Records a practice on one's own, of the last seven days; sending the same practiceId again "
                    + "only adds how it was"
            )
            .ProducesProblem(StatusCodes.Status400BadRequest);
        group.MapGet("/practices", ListAsync).WithSummary("The newest 50 of one's own practices");
    }

    private static async Task<Results<Created<View>, ProblemHttpResult>> StoreAsync(
        Request request,
        ClaimsPrincipal caller,
        ContentLibrary library,
        SchedulingDatabase database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var now = clock.Now();
        var programme = library.FindProgramme(request.Programme);
        var week = programme?.FindWeek(request.Week);
        var validation = CheckIn
            .Check(new Validation(), request.Effort, request.Pain, request.Missed, library)
            .Wire(
                request.PracticeId != default,
                "practiceId",
                "practiceId is missing: choose a UUID for this practice."
            )
            .That(programme is not null, "programme", ClassLimits.NoSuchProgramme)
            .That(
                programme is null || week is not null,
                "week",
                $"This programme has the weeks 1 to {programme?.Weeks.Count}: choose one of them."
            )
            .That(
                request.StartedAt >= now - MaxBack,
                "startedAt",
                "This practice was more than seven days ago, which is too long to count it."
            )
            .That(
                request.StartedAt <= now + MaxAhead,
                "startedAt",
                "The clock of this device is more than a day ahead: set it, then practise again."
            )
            .Between(request.Seconds, 0, MaxSeconds, "The length in seconds");
        if (validation.Problem is { } problem || programme is null || week is null)
            return validation.Problem!.ToHttp();

        var member = caller.MemberId();
        var startedAt = StartOf(request, now);
        var zone = await MemberZone.FindAsync(database, caller, ct);
        var runSheet = library.RunSheetOf(programme, week);
        await using var work = await database.BeginAsync(ct);
        await work.ExecuteAsync(
            """
            insert into practices (member_id, practice_id, programme, week, started_at, day, seconds, counts, effort,
                pain, missed, exercises)
            values (@member, @PracticeId, @Programme, @Week, @startedAt, @day, @Seconds, @counts, @Effort, @Pain,
                @missed, @exercises)
            on conflict (member_id, practice_id) do update set
                effort = coalesce(excluded.effort, practices.effort), pain = coalesce(excluded.pain, practices.pain),
                missed = excluded.missed
            """,
            new
            {
                member,
                request.PracticeId,
                Programme = programme.Slug,
                request.Week,
                startedAt,
                day = startedAt.DayIn(zone),
                request.Seconds,
                counts = request.Seconds * 2 >= runSheet.DurationSeconds,
                request.Effort,
                request.Pain,
                missed = StoredJson.Write((request.Missed ?? []).Distinct().ToArray()),
                exercises = StoredJson.Write(RecordAttendedClass.ExercisesOf(runSheet)),
            },
            ct
        );
        var stored = await work.QueryFirstOrDefaultAsync<PracticeRow>(
            $"select {PracticeRow.Columns} from practices where member_id = @member and practice_id = @PracticeId",
            new { member, request.PracticeId },
            ct
        );
        await work.CommitAsync(ct);
        return TypedResults.Created("/api/scheduling/practices", View.Of(stored!));
    }

    /// <summary>A practice is posted when it has ended, so it began at least its length ago by the server's clock: a
    /// device whose clock is fast is corrected.</summary>
    private static Instant StartOf(Request request, Instant now) =>
        Instant.Min(request.StartedAt, now - Duration.FromSeconds(request.Seconds)).ToMicroseconds();

    private static async Task<Ok<IReadOnlyList<View>>> ListAsync(
        ClaimsPrincipal caller,
        SchedulingDatabase database,
        CancellationToken ct
    )
    {
        var rows = await database.QueryAsync<PracticeRow>(
            $"""
            select {PracticeRow.Columns} from practices where member_id = @member order by started_at desc, practice_id
                limit {MaxListed}
            """,
            new { member = caller.MemberId() },
            ct
        );
        return TypedResults.Ok<IReadOnlyList<View>>([.. rows.Select(View.Of)]);
    }

    /// <param name="PracticeId">A UUID that the client chooses.</param>
    /// <param name="Programme">Slug.</param>
    /// <param name="Week">From 1.</param>
    /// <param name="StartedAt">Within the last seven days; at the latest it is taken for now less <paramref
    /// name="Seconds"/>.</param>
    /// <param name="Seconds">Time that was practised, without pauses.</param>
    /// <param name="Effort">1 to 10, or left out.</param>
    /// <param name="Pain">0 to 10, or left out.</param>
    /// <param name="Missed">Slugs of exercises whose targets were not met.</param>
    internal sealed record Request(
        PracticeId PracticeId,
        string Programme,
        [Range(1, int.MaxValue)] int Week,
        Instant StartedAt,
        [Range(0, MaxSeconds)] int Seconds,
        [Range(1, 10)] int? Effort = null,
        [Range(0, 10)] int? Pain = null,
        IReadOnlyList<string>? Missed = null
    );

    /// <param name="Counts">True when it was long enough to count for one's levels.</param>
    internal sealed record View(
        PracticeId PracticeId,
        string Programme,
        int Week,
        Instant StartedAt,
        int Seconds,
        bool Counts,
        int? Effort,
        int? Pain,
        IReadOnlyList<string> Missed
    )
    {
        public static View Of(PracticeRow row) =>
            new(
                row.PracticeId,
                row.Programme,
                row.Week,
                row.StartedAt,
                row.Seconds,
                row.Counts,
                row.Effort,
                row.Pain,
                StoredJson.Read<IReadOnlyList<string>>(row.Missed)
            );
    }
}

/// <summary>A practice as it is kept.</summary>
internal sealed class PracticeRow
{
    public const string Columns = """
        member_id as MemberId, practice_id as PracticeId, programme as Programme, week as Week,
        started_at as StartedAt, day as Day,
        seconds as Seconds, counts as Counts, effort as Effort, pain as Pain, missed as Missed, exercises as Exercises
        """;

    public MemberId MemberId { get; init; }

    public PracticeId PracticeId { get; init; }

    public string Programme { get; init; } = "";

    public int Week { get; init; }

    public Instant StartedAt { get; init; }

    public LocalDate Day { get; init; }

    public int Seconds { get; init; }

    public bool Counts { get; init; }

    public int? Effort { get; init; }

    public int? Pain { get; init; }

    public string Missed { get; init; } = "[]";

    public string Exercises { get; init; } = "[]";
}
