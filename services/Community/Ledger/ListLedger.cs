using System.Security.Claims;
using NodaTime;
using UpperBack.Community.Members;

namespace UpperBack.Community.Ledger;

/// <summary>One's own ledger, newest class first: everything the streak is folded from.</summary>
internal static class ListLedger
{
    private const int PageSize = 50;

    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/streak/ledger", HandleAsync)
            .WithTags("Community")
            .WithSummary(
                "My attendances as they were recorded, and classes that are no miss because the video failed; "
                    + $"newest class first, {PageSize} a page"
            )
            .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        ClaimsPrincipal caller,
        CommunityDatabase database,
        CancellationToken ct,
        int page = 1
    )
    {
        if (new Validation().Between(page, 1, 1_000_000, "The page").Problem is { } problem)
            return problem.ToHttp();

        var memberId = caller.MemberId();
        var member = await database.QueryFirstOrDefaultAsync<MemberProjection>(
            MemberProjection.Sql,
            new { memberId },
            ct
        );
        var firstZone = Zones.FindOrUtc(member?.FirstTimeZone ?? caller.TimeZone());
        var total = await database.QueryFirstOrDefaultAsync<int>(
            """
            select (select count(*) from ledger where member_id = @memberId) + (select count(*) from protections
                   where member_id = @memberId)
            """,
            new { memberId },
            ct
        );
        var rows = await database.QueryAsync<EntryRow>(
            """
            select class_started_at as ClassStartedAt, 'attendance' as Kind, attendance_id as FactId,
                   revision as Revision, day as Day,
                   session_id as SessionId, watched_seconds as WatchedSeconds, class_seconds as ClassSeconds,
                   0 as LostSeconds,
                   exists (select 1 from ledger same where same.attendance_id = ledger.attendance_id
                       and same.keeps_day) as KeepsDay,
                   exists (select 1 from ledger later where later.attendance_id = ledger.attendance_id
                       and later.revision > ledger.revision) as IsReplaced
            from ledger where member_id = @memberId
            union all
            select class_started_at as ClassStartedAt, 'protection' as Kind, session_id as FactId, 1 as Revision,
                   day as Day,
                   session_id as SessionId, 0 as WatchedSeconds, 0 as ClassSeconds, lost_seconds as LostSeconds,
                   false as KeepsDay, false as IsReplaced
            from protections where member_id = @memberId
            order by ClassStartedAt desc, Kind, FactId, Revision desc
            limit @PageSize offset @skip
            """,
            new
            {
                memberId,
                PageSize,
                skip = (long)(page - 1) * PageSize,
            },
            ct
        );
        return TypedResults.Ok(new Response([.. rows.Select(row => row.ToEntry(firstZone))], total));
    }

    private sealed class EntryRow
    {
        public Instant ClassStartedAt { get; init; }

        public string Kind { get; init; } = "";

        public LocalDate? Day { get; init; }

        public SessionId SessionId { get; init; }

        public int WatchedSeconds { get; init; }

        public int ClassSeconds { get; init; }

        public int LostSeconds { get; init; }

        public bool KeepsDay { get; init; }

        public bool IsReplaced { get; init; }

        public Entry ToEntry(DateTimeZone firstZone) =>
            new(
                ClassStartedAt,
                Day ?? ClassStartedAt.DayIn(firstZone),
                SessionId,
                Kind,
                WatchedSeconds,
                KeepsDay && !IsReplaced,
                Kind == "protection"
                        ? $"The video failed for {Minutes(LostSeconds)}, so this class can't break your streak."
                    : IsReplaced ? "Counted again after you came back."
                    : KeepsDay ? null
                    : $"You did {WatchedSeconds / 60} of {ClassSeconds / 60} minutes."
            );

        private static string Minutes(int seconds) =>
            Math.Max(1, (seconds + 30) / 60) is var minutes and > 1 ? $"{minutes} minutes" : "1 minute";
    }

    /// <param name="At">When the class started.</param>
    /// <param name="Day">The day it counts for.</param>
    /// <param name="SessionId">Which session.</param>
    /// <param name="Kind"><c>attendance</c>, or <c>protection</c>: a class in which the platform failed, which
    /// cannot be missed.</param>
    /// <param name="WatchedSeconds">What was watched of the class.</param>
    /// <param name="Kept">True when it keeps the day.</param>
    /// <param name="Note">What it is instead; null when it keeps the day.</param>
    internal sealed record Entry(
        Instant At,
        LocalDate Day,
        SessionId SessionId,
        [OneOf("attendance", "protection")] string Kind,
        int WatchedSeconds,
        bool Kept,
        string? Note
    );

    /// <param name="Entries">One page.</param>
    /// <param name="Total">Entries of all pages.</param>
    internal sealed record Response(IReadOnlyList<Entry> Entries, int Total);
}
