using NodaTime;

namespace UpperBack.Live.Reports;

/// <summary>Who showed themselves in a class, who watched those who do, and who looked in on whom: people and times, as
/// they are stored. What was seen is nowhere.</summary>
internal static class MirrorTimes
{
    // Of somebody who was there when their node died no end is stored: it was over at the latest when they came again.
    private const string ShareEnd = """
        coalesce(shares.ended_at, (
            select min(later.began_at) from mirror_shares later
            where later.session_id = shares.session_id and later.member_id = shares.member_id
                and later.began_at > shares.began_at))
        """;

    private const string WatchEnd = """
        coalesce(watches.ended_at, (
            select min(later.began_at) from mirror_watches later
            where later.session_id = watches.session_id and later.leader_id = watches.leader_id
                and later.began_at > watches.began_at))
        """;

    private const string LookEnd = """
        coalesce(looks.ended_at, (
            select min(later.began_at) from mirror_looks later
            where later.session_id = looks.session_id and later.leader_id = looks.leader_id
                and later.began_at > looks.began_at))
        """;

    /// <summary>All of a class as one list, by the parameter <c>@sessionId</c>: kind, who, whom, from when, until when.
    /// Who showed themselves and who watched did so to nobody in particular: there whom is who.</summary>
    public const string AllSql = $"""
        select '{MirrorKinds.Shared}' as kind, shares.member_id as who, shares.member_id as whom,
               shares.began_at as began_at, {ShareEnd} as ended_at
        from mirror_shares shares where shares.session_id = @sessionId
        union all
        select '{MirrorKinds.Watched}', watches.leader_id, watches.leader_id, watches.began_at, {WatchEnd}
        from mirror_watches watches where watches.session_id = @sessionId
        union all
        select '{MirrorKinds.LookedIn}', looks.leader_id, looks.member_id, looks.began_at, {LookEnd}
        from mirror_looks looks where looks.session_id = @sessionId
        """;

    /// <summary>Whether a member showed themselves in a class.</summary>
    public static async Task<bool> HasSharedAsync(
        LiveDatabase database,
        SessionId sessionId,
        MemberId member,
        CancellationToken ct
    ) =>
        await database.QueryFirstOrDefaultAsync<int>(
            "select count(*) from mirror_shares where session_id = @sessionId and member_id = @member",
            new { sessionId, member },
            ct
        ) > 0;

    /// <summary>All of a class, by when it began, with everybody's present name.</summary>
    public static Task<IReadOnlyList<MirrorTime>> ReadAsync(
        LiveDatabase database,
        SessionId sessionId,
        CancellationToken ct
    ) => ReadPageAsync(database, sessionId, int.MaxValue, 0, ct);

    /// <summary>The same, a part of it.</summary>
    public static Task<IReadOnlyList<MirrorTime>> ReadPageAsync(
        LiveDatabase database,
        SessionId sessionId,
        int limit,
        int skip,
        CancellationToken ct
    ) =>
        database.QueryAsync<MirrorTime>(
            $"""
            select times.kind as Kind, times.who as Who, times.whom as Whom, times.began_at as BeganAt,
                   times.ended_at as EndedAt,
                   coalesce(whos.display_name, here.display_name) as WhoName,
                   coalesce(whoms.display_name, seen.display_name) as WhomName
            from ({AllSql}) times
            left join members whos on whos.member_id = times.who
            left join members whoms on whoms.member_id = times.whom
            left join participants here on here.session_id = @sessionId and here.member_id = times.who
            left join participants seen on seen.session_id = @sessionId and seen.member_id = times.whom
            order by times.began_at, times.kind, times.who, times.whom
            limit @limit offset @skip
            """,
            new
            {
                sessionId,
                limit,
                skip,
            },
            ct
        );
}

/// <summary>What somebody did with the mirror.</summary>
internal static class MirrorKinds
{
    /// <summary>A member let the leaders see them.</summary>
    public const string Shared = "shared";

    /// <summary>A leader had the small pictures of all who share before them.</summary>
    public const string Watched = "watched";

    /// <summary>A leader looked at the larger picture of one member.</summary>
    public const string LookedIn = "looked-in";
}

/// <summary>Something that somebody did with the mirror, for a time.</summary>
internal sealed class MirrorTime
{
    private const string Unnamed = "Somebody";

    public string Kind { get; init; } = "";

    public MemberId Who { get; init; }

    /// <summary>On whom a leader looked in; otherwise the same as <see cref="Who"/>.</summary>
    public MemberId Whom { get; init; }

    public string? WhoName { get; init; }

    public string? WhomName { get; init; }

    public Instant BeganAt { get; init; }

    /// <summary>Null while it lasts, and when no end was stored: then it lasted until the class was over.</summary>
    public Instant? EndedAt { get; init; }

    /// <summary>Their present name; of somebody of whom no MemberChanged has arrived, a stand-in.</summary>
    public string NameOfWho => WhoName ?? Unnamed;

    /// <summary>The same of whom a leader looked in on.</summary>
    public string NameOfWhom => WhomName ?? Unnamed;

    /// <summary>When it was over, given when the class was; null while it lasts.</summary>
    public Instant? EndIn(Instant? classEnd) => EndedAt ?? (classEnd is { } end ? Instant.Max(BeganAt, end) : null);

    /// <summary>The time in Unix milliseconds, where what still lasts is counted until now.</summary>
    public TimeInterval Until(Instant? classEnd, Instant now) =>
        new(BeganAt.ToUnixTimeMilliseconds(), (EndIn(classEnd) ?? now).ToUnixTimeMilliseconds());
}
