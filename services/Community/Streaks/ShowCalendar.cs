using System.Security.Claims;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using UpperBack.Community.Ledger;

namespace UpperBack.Community.Streaks;

/// <summary>One's own days: kept, frozen, missed, at rest.</summary>
internal static class ShowCalendar
{
    private const int UsualDays = 42;
    private const int MaxDays = 366;

    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/streak/calendar", HandleAsync)
            .RequireRateLimiting(LimitNames.Costly)
            .WithTags("Community")
            .WithSummary(
                "My days from one date to another (2026-11-23), both included; the last six weeks when not given"
            )
            .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        ClaimsPrincipal caller,
        CommunityDatabase database,
        TimeProvider clock,
        CancellationToken ct,
        string? from = null,
        string? to = null
    )
    {
        var validation = new Validation();
        var givenFrom = Read(from, "from", validation);
        var givenTo = Read(to, "to", validation);
        if (validation.Problem is { } unreadable)
            return unreadable.ToHttp();

        var inputs = await StreakInputs.ReadAsync(database, caller.MemberId(), caller.TimeZone(), ct);
        var streak = inputs.Fold(clock.Now());
        var last = givenTo ?? Later(givenFrom, UsualDays - 1) ?? streak.Today;
        var first = givenFrom ?? Later(last, 1 - UsualDays) ?? last;
        var length = Period.DaysBetween(first, last) + 1;
        validation
            .Wire(length >= 1, "to", "to must not be before from.")
            .Wire(length <= MaxDays, "to", $"Ask for at most {MaxDays} days at once.");
        if (validation.Problem is { } problem)
            return problem.ToHttp();

        var days = Enumerable
            .Range(0, length)
            .Select(first.PlusDays)
            .Select(day => new CalendarDay(day, Name(streak.StateOf(day)), streak.MinutesOn(day)));
        return TypedResults.Ok(new Response(first, last, inputs.Zone.Id, [.. days]));
    }

    private static LocalDate? Read(string? text, string field, Validation validation)
    {
        if (string.IsNullOrEmpty(text))
            return null;

        // Between these years every day has all its neighbours.
        var parsed = LocalDatePattern.Iso.Parse(text);
        var isDay = parsed.Success && parsed.Value.Year is >= 1900 and <= 2999;
        validation.Wire(isDay, field, $"{field} must be a date such as 2026-11-23, from 1900 to 2999.");
        return isDay ? parsed.Value : null;
    }

    private static LocalDate? Later(LocalDate? day, int days) => day?.PlusDays(days);

    private static string Name(DayState state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());

    /// <param name="Day">The day in the member's zone.</param>
    /// <param name="State">kept, frozen, missed, rest, today (not kept yet) or future.</param>
    /// <param name="Minutes">Whole minutes watched.</param>
    internal sealed record CalendarDay(LocalDate Day, [OneOf(typeof(DayState))] string State, int Minutes);

    /// <param name="From">First day.</param>
    /// <param name="To">Last day.</param>
    /// <param name="TimeZone">The member's IANA zone.</param>
    /// <param name="Days">Every day from first to last.</param>
    internal sealed record Response(LocalDate From, LocalDate To, string TimeZone, IReadOnlyList<CalendarDay> Days);
}
