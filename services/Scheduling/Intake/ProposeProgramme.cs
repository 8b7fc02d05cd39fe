using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using NodaTime;
using UpperBack.Scheduling.Library;
using UpperBack.Scheduling.Members;
using UpperBack.Scheduling.Series;

namespace UpperBack.Scheduling.Intake;

/// <summary>A newcomer's short intake: proposes a programme and series. Of the answers only red flags are stored,
/// until they are withdrawn.</summary>
internal static class ProposeProgramme
{
    private const int MaxSeries = 3;
    private const int MaxEquipment = 10;

    public static void Map(RouteGroupBuilder group)
    {
        group
            .MapGet("/intake", ReadAsync)
            .WithSummary("What stands of one's earlier answers: the red flags, until they are taken back");
        group
            .MapPost("/intake", HandleAsync)
            .WithSummary(
                "Proposes a programme, a level and series from a few answers; red flags, which alone are "
                    + "stored, lead to a doctor instead"
            )
            .ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static async Task<Ok<Standing>> ReadAsync(
        ClaimsPrincipal caller,
        SchedulingDatabase database,
        CancellationToken ct
    ) => TypedResults.Ok(new Standing(await RedFlags.ReadAsync(database, caller.MemberId(), ct)));

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Request request,
        ClaimsPrincipal caller,
        ContentLibrary library,
        SchedulingDatabase database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var validation = new Validation();
        RequireKnown(validation, "where", request.Where ?? [], IntakeTexts.Places);
        RequireKnown(validation, "redFlags", request.RedFlags ?? [], IntakeTexts.RedFlags);
        RequireKnown(validation, "takenBack", request.TakenBack ?? [], IntakeTexts.RedFlags);
        RequireKnown(validation, "experience", [request.Experience], IntakeTexts.Experiences);
        RequireKnown(validation, "timeOfDay", [request.TimeOfDay], IntakeTexts.TimesOfDay);
        validation
            .That(
                (request.Equipment?.Count ?? 0) <= MaxEquipment,
                "equipment",
                $"That is a lot of equipment: name at most {MaxEquipment} things that you would use."
            )
            .Between(request.PainToday, 0, 10, "Pain today");
        if (request.TimeZone is not null)
            validation.Zone(request.TimeZone);
        if (validation.Problem is { } problem)
            return problem.ToHttp();

        var standing = await TellAsync(request, caller, database, ct);
        var proposal = IntakeProposal.Of(
            new IntakeAnswers(
                request.Where ?? [],
                standing,
                request.Experience,
                request.Equipment ?? [],
                request.PainToday
            )
        );
        if (proposal.Programme is null || library.FindProgramme(proposal.Programme) is not { } programme)
            return TypedResults.Ok(
                new Response(proposal.Clinician, standing, proposal.Advice, null, proposal.StartLevel, [])
            );

        var zone = Zones.Find(request.TimeZone) ?? await MemberZone.FindAsync(database, caller, ct);
        var rows = await database.QueryAsync<SeriesRow>(
            $"""
            select {SeriesRow.Columns} from {SeriesRow.From} where series.cancelled_at is null
                order by series.created_at desc, series.series_id limit 200
            """,
            null,
            ct
        );
        return TypedResults.Ok(
            new Response(
                proposal.Clinician,
                standing,
                proposal.Advice,
                new ProposedProgramme(programme.Slug, programme.Title, proposal.Why),
                proposal.StartLevel,
                Choose(rows, programme.Slug, request.TimeOfDay, zone, clock.Now())
            )
        );
    }

    /// <returns>The red flags that hold with these answers.</returns>
    private static async Task<IReadOnlyList<string>> TellAsync(
        Request request,
        ClaimsPrincipal caller,
        SchedulingDatabase database,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        var standing = await RedFlags.ChangeAsync(
            work,
            caller.MemberId(),
            request.RedFlags ?? [],
            request.TakenBack ?? [],
            ct
        );
        await work.CommitAsync(ct);
        return standing;
    }

    /// <summary>Series of this programme first, and of those at the wanted time of day only.</summary>
    private static IReadOnlyList<ProposedSeries> Choose(
        IReadOnlyList<SeriesRow> rows,
        string programme,
        string timeOfDay,
        DateTimeZone zone,
        Instant now
    ) =>
        [
            .. rows.Select(row => (View: row.ToView([], now), Start: LocalStart(row, zone, now)))
                .Where(one =>
                    !one.View.Ended && (timeOfDay == "any" || IntakeTexts.TimeOfDay(one.Start.Hour) == timeOfDay)
                )
                .OrderByDescending(one => one.View.Programme == programme)
                .ThenBy(one => one.Start)
                .Take(MaxSeries)
                .Select(one => new ProposedSeries(
                    one.View.SeriesId,
                    one.View.Title,
                    one.View.RuleText,
                    SeriesRow.TimePattern.Format(one.Start),
                    one.View.Programme == programme
                        ? "It follows this programme, at the time of day you like."
                        : "It is at the time of day you like; you join where the class is now."
                )),
        ];

    private static LocalTime LocalStart(SeriesRow row, DateTimeZone zone, Instant now)
    {
        var own = Zones.Get(row.TimeZone);
        var day = now.DayIn(own);
        return own.AtLeniently(day + SeriesRow.TimePattern.Parse(row.LocalTime).GetValueOrThrow())
            .WithZone(zone)
            .TimeOfDay;
    }

    private static void RequireKnown(
        Validation validation,
        string field,
        IReadOnlyList<string> values,
        IReadOnlyList<string> allowed
    )
    {
        foreach (var value in values.Where(value => !allowed.Contains(value)).Take(5))
            validation.Wire(false, field, $"{field} says '{value}': it must be one of {string.Join(", ", allowed)}.");
    }

    /// <param name="Where">Where it hurts: neck, between-shoulder-blades, shoulders, lower-back, whole-back,
    /// nowhere.</param>
    /// <param name="RedFlags">numbness, weakness, chest-pain, trauma, fever, night-pain. What was reported before
    /// holds without being reported again.</param>
    /// <param name="Experience">new, some, regular.</param>
    /// <param name="Equipment">What is at hand; <c>sturdy-table</c> is understood.</param>
    /// <param name="TimeOfDay">morning, midday, evening, any.</param>
    /// <param name="PainToday">0 to 10.</param>
    /// <param name="TimeZone">IANA zone; the member's own when left out.</param>
    /// <param name="TakenBack">Red flags reported before that no longer apply.</param>
    internal sealed record Request(
        [OneOf(typeof(IntakeTexts), nameof(IntakeTexts.Experiences))] string Experience,
        [OneOf(typeof(IntakeTexts), nameof(IntakeTexts.TimesOfDay))] string TimeOfDay,
        [Range(0, 10)] int PainToday = 0,
        [OneOf(typeof(IntakeTexts), nameof(IntakeTexts.Places))] IReadOnlyList<string>? Where = null,
        [OneOf(typeof(IntakeTexts), nameof(IntakeTexts.RedFlags))] IReadOnlyList<string>? RedFlags = null,
        [MaxLength(MaxEquipment)] IReadOnlyList<string>? Equipment = null,
        string? TimeZone = null,
        [OneOf(typeof(IntakeTexts), nameof(IntakeTexts.RedFlags))] IReadOnlyList<string>? TakenBack = null
    );

    /// <param name="RedFlags">Those that stand.</param>
    internal sealed record Standing(
        [OneOf(typeof(IntakeTexts), nameof(IntakeTexts.RedFlags))] IReadOnlyList<string> RedFlags
    );

    /// <param name="Clinician">True when a doctor or physiotherapist comes first; nothing is proposed then.</param>
    /// <param name="RedFlags">Those that hold, reported now or before.</param>
    internal sealed record Response(
        bool Clinician,
        [OneOf(typeof(IntakeTexts), nameof(IntakeTexts.RedFlags))] IReadOnlyList<string> RedFlags,
        IReadOnlyList<string> Advice,
        ProposedProgramme? Programme,
        int StartLevel,
        IReadOnlyList<ProposedSeries> Series
    );

    internal sealed record ProposedProgramme(string Slug, string Title, string Why);

    /// <param name="LocalStart">Start on the member's clock today, such as 06:30.</param>
    internal sealed record ProposedSeries(
        SeriesId SeriesId,
        string Title,
        string RuleText,
        string LocalStart,
        string Why
    );
}
