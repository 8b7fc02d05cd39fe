using NodaTime;
using UpperBack.Live.Rooms;
using UpperBack.Live.Storage;

namespace UpperBack.Live.Reports;

/// <summary>Who of a class was seen by whom, and when, for administrators. There are no pictures to read.</summary>
internal static class ReadMirrorAudit
{
    private const int PageSize = 100;

    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/sessions/{sessionId}/mirror-audit", HandleAsync)
            .RequireRateLimiting(LimitNames.Costly)
            .RequireAuthorization(Policies.Admin)
            .WithSummary("Who showed themselves in a class, which leader watched, and on whom one looked in")
            .WithDescription($"For administrators. By when it began, {PageSize} a page; pages count from 1.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        SessionId sessionId,
        SessionLookup sessions,
        LiveDatabase database,
        CancellationToken ct,
        int page = 1
    )
    {
        if (new Validation().Between(page, 1, 1_000_000, "The page").Problem is { } problem)
            return problem.ToHttp();
        if (await sessions.FindPlanAsync(sessionId, ct) is not { } plan)
            return RoomAccess.NoClass.ToHttp();

        var overAt = (await RoomRows.ReadRecordAsync(database, sessionId, ct))?.OverAt;
        var entries = await MirrorTimes.ReadPageAsync(database, sessionId, PageSize, (page - 1) * PageSize, ct);
        var total = await database.QueryFirstOrDefaultAsync<long>(
            $"select count(*) from ({MirrorTimes.AllSql}) times",
            new { sessionId },
            ct
        );
        return TypedResults.Ok(new Response(plan.Title, [.. entries.Select(entry => ToView(entry, overAt))], total));
    }

    private static MirrorAuditEntry ToView(MirrorTime entry, Instant? overAt)
    {
        var isLook = entry.Kind == MirrorKinds.LookedIn;
        return new MirrorAuditEntry(
            entry.Kind,
            entry.Who,
            entry.NameOfWho,
            isLook ? entry.Whom : null,
            isLook ? entry.NameOfWhom : null,
            entry.BeganAt,
            entry.EndIn(overAt)
        );
    }

    /// <summary>One page of what happened.</summary>
    /// <param name="Title">Title of the class.</param>
    /// <param name="Entries">This page's, by when they began.</param>
    /// <param name="Total">How many there are on all pages.</param>
    internal sealed record Response(string Title, IReadOnlyList<MirrorAuditEntry> Entries, long Total);
}

/// <summary>Something that somebody did with the mirror of a class.</summary>
/// <param name="Kind">See <see cref="MirrorKinds"/>.</param>
/// <param name="MemberId">Who did it.</param>
/// <param name="DisplayName">Their name.</param>
/// <param name="OfMemberId">On whom they looked in; null for everything else.</param>
/// <param name="OfDisplayName">Their name.</param>
/// <param name="BeganAt">From when.</param>
/// <param name="EndedAt">Until when; null while it lasts.</param>
internal sealed record MirrorAuditEntry(
    [OneOf(typeof(MirrorKinds))] string Kind,
    MemberId MemberId,
    string DisplayName,
    MemberId? OfMemberId,
    string? OfDisplayName,
    Instant BeganAt,
    Instant? EndedAt
);
