using System.Security.Claims;
using UpperBack.Scheduling.Sessions;

namespace UpperBack.Scheduling.Bookings;

internal static class ListMyBookings
{
    private const int Most = 200;

    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/bookings", HandleAsync)
            .WithSummary(
                "The caller's claims on coached seats of sessions that are not over, by start; a cancelled one "
                    + "stays until its time has passed"
            );

    private static async Task<TaggedJson<IReadOnlyList<SessionSummary>>> HandleAsync(
        ClaimsPrincipal caller,
        SchedulingDatabase database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var now = clock.Now();
        var zone = Zones.Get(caller.TimeZone());
        var rows = await database.QueryAsync<SessionRow>(
            $"""
            select {SessionRow.Columns}
            from {SessionRow.From}
            where mine.member_id is not null and session.ended_at is null
                and (session.ends_at > @now or session.started_at is not null)
            order by session.starts_at, session.session_id
            limit {Most}
            """,
            new { now, viewer = caller.MemberId() },
            ct
        );
        return TaggedJson.Of<IReadOnlyList<SessionSummary>>([
            .. rows.Select(row => row.ToSummary(caller.MemberId(), zone, now)),
        ]);
    }
}
