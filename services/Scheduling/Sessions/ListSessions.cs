using System.Security.Claims;
using NodaTime;

namespace UpperBack.Scheduling.Sessions;

internal static class ListSessions
{
    private const int MaxDays = 100;
    private const int MaxSessions = 1000;
    private static readonly Duration DefaultBack = Duration.FromHours(3);
    private static readonly Duration DefaultAhead = Duration.FromDays(14);

    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/sessions", HandleAsync)
            .WithSummary(
                "The timetable in the viewer's own zone, by start; from three hours ago to fourteen days ahead "
                    + "when not said otherwise"
            )
            .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<Timetable>, ProblemHttpResult>> HandleAsync(
        string? from,
        string? to,
        string? timeZone,
        ClaimsPrincipal viewer,
        SchedulingDatabase database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var now = clock.Now();
        var zoneId = timeZone ?? viewer.TimeZone();
        var validation = new Validation().Zone(zoneId, nameof(timeZone));
        var first = ReadInstant(validation, from, "from") ?? now - DefaultBack;
        var last = ReadInstant(validation, to, "to") ?? (from is null ? now : first) + DefaultAhead;
        validation.Wire(last > first, "to", "to must be later than from.");
        validation.Wire(
            last <= first || last - first <= Duration.FromDays(MaxDays),
            "to",
            $"from and to are too far apart: ask for at most {MaxDays} days at once."
        );
        if (validation.Problem is { } problem)
            return problem.ToHttp();

        var rows = await database.QueryAsync<SessionRow>(
            $"""
            select {SessionRow.Columns}
            from {SessionRow.From}
            where session.starts_at >= @first and session.starts_at < @last
            order by session.starts_at, session.session_id
            limit {MaxSessions}
            """,
            new
            {
                first,
                last,
                viewer = viewer.MemberId(),
            },
            ct
        );
        var zone = Zones.Get(zoneId);
        return TypedResults.Ok(
            new Timetable(zoneId, [.. rows.Select(row => row.ToSummary(viewer.MemberId(), zone, now))])
        );
    }

    private static Instant? ReadInstant(Validation validation, string? text, string field)
    {
        if (text is null)
            return null;

        var read =
            Instants.Parse(text) is { } instant && instant.InUtc().Year is > 1900 and < 3000 ? instant : (Instant?)null;
        validation.Wire(read is not null, field, $"{field} must be an instant such as 2026-11-23T01:00:00Z.");
        return read;
    }

    /// <summary>Sessions on the clock of one zone.</summary>
    internal sealed record Timetable(string TimeZone, IReadOnlyList<SessionSummary> Sessions);
}
