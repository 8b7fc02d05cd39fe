using System.Security.Claims;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using NodaTime;

namespace UpperBack.Scheduling.Sessions;

internal static class ListSessions
{
    private const int MaxDays = 100;

    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/sessions", HandleAsync)
            .WithSummary(
                "The timetable in the viewer's own zone, by start; from three hours ago to fourteen days ahead "
                    + "when not said otherwise"
            )
            .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<TaggedJson<Timetable>, ProblemHttpResult>> HandleAsync(
        string? from,
        string? to,
        string? timeZone,
        ClaimsPrincipal viewer,
        ReadyTimetable ready,
        SchedulingDatabase database,
        TimeProvider clock,
        IOptions<JsonOptions> json,
        CancellationToken ct
    )
    {
        var now = clock.Now();
        var zoneId = timeZone ?? viewer.TimeZone();
        var validation = new Validation().Zone(zoneId, nameof(timeZone));
        var first = ReadInstant(validation, from, "from") ?? now - ReadyTimetable.Back;
        var last = ReadInstant(validation, to, "to") ?? (from is null ? now : first) + ReadyTimetable.Ahead;
        validation.Wire(last > first, "to", "to must be later than from.");
        validation.Wire(
            last <= first || last - first <= Duration.FromDays(MaxDays),
            "to",
            $"from and to are too far apart: ask for at most {MaxDays} days at once."
        );
        if (validation.Problem is { } problem)
            return problem.ToHttp();

        var page =
            from is null && to is null
                ? await ready.ReadAsync(ct)
                : await TimetablePage.ReadAsync(database, new TimetableWindow(first, last, now), ct);
        return await page.ShowAsync(viewer.MemberId(), zoneId, json.Value.SerializerOptions, ct);
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
}
