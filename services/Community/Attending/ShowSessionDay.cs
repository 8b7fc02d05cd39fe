using System.Security.Claims;
using Microsoft.Extensions.Options;
using NodaTime;
using UpperBack.Community.Ledger;
using UpperBack.Community.Streaks;

namespace UpperBack.Community.Attending;

/// <summary>What one's attendance of a class did for the day, and how much of it would have been enough.</summary>
internal static class ShowSessionDay
{
    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/streak/sessions/{sessionId}", HandleAsync)
            .WithTags("Community")
            .WithSummary("Whether my part in a class kept the day, and how many seconds of it keep one");

    private static async Task<Ok<Response>> HandleAsync(
        SessionId sessionId,
        ClaimsPrincipal caller,
        CommunityDatabase database,
        IOptions<CommunityOptions> options,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var row = await database.QueryFirstOrDefaultAsync<Row>(
            """
            select class_started_at as ClassStartedAt, day as Day, watched_seconds as WatchedSeconds,
                   class_seconds as ClassSeconds,
                   exists (select 1 from ledger same where same.attendance_id = ledger.attendance_id
                       and same.keeps_day) as KeepsDay
            from ledger where member_id = @memberId and session_id = @sessionId
            order by revision desc limit 1
            """,
            new { memberId = caller.MemberId(), sessionId },
            ct
        );
        if (row is null)
            return TypedResults.Ok(new Response(Recorded: false, 0, null, Keeps: false, DayKept: false));

        var inputs = await StreakInputs.ReadAsync(database, caller.MemberId(), caller.TimeZone(), ct);
        var day = row.Day ?? row.ClassStartedAt.DayIn(inputs.Zone);
        var rule = new KeptDayRule(options.Value.KeptDayMinutes, options.Value.KeptDayShare);
        return TypedResults.Ok(
            new Response(
                Recorded: true,
                row.WatchedSeconds,
                rule.SecondsOf(row.ClassSeconds),
                row.KeepsDay,
                inputs.Fold(clock.Now()).KeptDays.Contains(day)
            )
        );
    }

    /// <param name="Recorded">False until an attendance is recorded.</param>
    /// <param name="WatchedSeconds">What was watched of the class.</param>
    /// <param name="NeededSeconds">How much of it keeps the day; null until then.</param>
    /// <param name="Keeps">True when this attendance keeps the day.</param>
    /// <param name="DayKept">True when the day is kept, by this class or another.</param>
    internal sealed record Response(bool Recorded, int WatchedSeconds, int? NeededSeconds, bool Keeps, bool DayKept);

    private sealed class Row
    {
        public Instant ClassStartedAt { get; init; }

        public LocalDate? Day { get; init; }

        public int WatchedSeconds { get; init; }

        public int ClassSeconds { get; init; }

        public bool KeepsDay { get; init; }
    }
}
