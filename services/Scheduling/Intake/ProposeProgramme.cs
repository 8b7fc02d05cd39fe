using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using UpperBack.Contracts.Ids;
using UpperBack.Kernel.Http;
using UpperBack.Kernel.Problems;
using UpperBack.Kernel.Time;
using UpperBack.Scheduling.Content;
using UpperBack.Scheduling.Members;
using UpperBack.Scheduling.Series;

namespace UpperBack.Scheduling.Intake;

/// <summary>A newcomer's short intake: proposes a programme and series. Nothing of the answers is stored.</summary>
internal static class ProposeProgramme
{
    private const int MostSeries = 3;
    private const int MostEquipment = 10;

    public static void Map(RouteGroupBuilder group) => group.MapPost("/intake", HandleAsync)
        .WithSummary("Proposes a programme, a level and series from a few answers, none of which are stored; red flags lead to a clinician instead")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Request request, ClaimsPrincipal caller, ContentLibrary library, SchedulingDatabase database, TimeProvider clock, CancellationToken ct)
    {
        var validation = new Validation();
        RequireKnown(validation, "where", request.Where ?? [], IntakeWords.Places);
        RequireKnown(validation, "redFlags", request.RedFlags ?? [], IntakeWords.RedFlags);
        RequireKnown(validation, "experience", [request.Experience], IntakeWords.Experiences);
        RequireKnown(validation, "timeOfDay", [request.TimeOfDay], IntakeWords.TimesOfDay);
        validation
            .That((request.Equipment?.Count ?? 0) <= MostEquipment, "equipment", $"equipment names more than {MostEquipment} things: name what you would use.")
            .Between(request.PainToday, 0, 10);
        if (request.TimeZone is not null)
            validation.Zone(request.TimeZone);
        if (validation.Problem is { } problem)
            return problem.ToHttp();

        var proposal = IntakeProposal.Of(new IntakeAnswers(
            request.Where ?? [], request.RedFlags ?? [], request.Experience, request.Equipment ?? [], request.PainToday));
        if (proposal.Programme is null || library.FindProgramme(proposal.Programme) is not { } programme)
            return TypedResults.Ok(new Response(proposal.Clinician, proposal.Advice, null, proposal.StartLevel, []));

        var zone = Zones.Find(request.TimeZone) ?? await MemberZone.FindAsync(database, caller, ct);
        var rows = await database.QueryAsync<SeriesRow>(
            $"select {SeriesRow.Columns} from {SeriesRow.From} where series.cancelled_at is null order by series.created_at desc, series.series_id limit 200", null, ct);
        return TypedResults.Ok(new Response(
            proposal.Clinician,
            proposal.Advice,
            new ProposedProgramme(programme.Slug, programme.Title, proposal.Why),
            proposal.StartLevel,
            Choose(rows, programme.Slug, request.TimeOfDay, zone, clock.Now())));
    }

    /// <summary>Series of this programme first, and of those at the wanted time of day only.</summary>
    private static IReadOnlyList<ProposedSeries> Choose(IReadOnlyList<SeriesRow> rows, string programme, string timeOfDay, DateTimeZone zone, Instant now) =>
    [
        .. rows
            .Select(row => (View: row.ToView([], now), Start: LocalStart(row, zone, now)))
            .Where(one => !one.View.Ended && (timeOfDay == "any" || IntakeWords.TimeOfDay(one.Start.Hour) == timeOfDay))
            .OrderByDescending(one => one.View.Programme == programme)
            .ThenBy(one => one.Start)
            .Take(MostSeries)
            .Select(one => new ProposedSeries(
                one.View.SeriesId,
                one.View.Title,
                one.View.RuleText,
                SeriesRow.TimePattern.Format(one.Start),
                one.View.Programme == programme ? "It follows this programme, at a time of day that you asked for." : "It is at a time of day that you asked for; you join its present week.")),
    ];

    private static LocalTime LocalStart(SeriesRow row, DateTimeZone zone, Instant now)
    {
        var own = Zones.Get(row.TimeZone);
        var day = now.InZone(own).Date;
        return own.AtLeniently(day + SeriesRow.TimePattern.Parse(row.LocalTime).GetValueOrThrow()).WithZone(zone).TimeOfDay;
    }

    private static void RequireKnown(Validation validation, string field, IReadOnlyList<string> values, IReadOnlyList<string> known)
    {
        foreach (var value in values.Where(value => !known.Contains(value)).Take(5))
            validation.That(false, field, $"{field} says '{value}': it must be one of {string.Join(", ", known)}.");
    }

    /// <param name="Where">Where it hurts: neck, between-shoulder-blades, shoulders, lower-back, whole-back, nowhere.</param>
    /// <param name="RedFlags">numbness, weakness, chest-pain, trauma, fever, night-pain.</param>
    /// <param name="Experience">new, some, regular.</param>
    /// <param name="Equipment">What is at hand; <c>sturdy-table</c> is known.</param>
    /// <param name="TimeOfDay">morning, midday, evening, any.</param>
    /// <param name="PainToday">0 to 10.</param>
    /// <param name="TimeZone">IANA zone; the member's own when left out.</param>
    internal sealed record Request(
        string Experience,
        string TimeOfDay,
        int PainToday = 0,
        IReadOnlyList<string>? Where = null,
        IReadOnlyList<string>? RedFlags = null,
        IReadOnlyList<string>? Equipment = null,
        string? TimeZone = null);

    /// <param name="Clinician">True when a clinician comes first; nothing is proposed then.</param>
    internal sealed record Response(
        bool Clinician, IReadOnlyList<string> Advice, ProposedProgramme? Programme, int StartLevel, IReadOnlyList<ProposedSeries> Series);

    internal sealed record ProposedProgramme(string Slug, string Title, string Why);

    /// <param name="LocalStart">Start on the member's clock today, such as 06:30.</param>
    internal sealed record ProposedSeries(SeriesId SeriesId, string Title, string RuleText, string LocalStart, string Why);
}
