using System.Text.Json;
using UpperBack.Infrastructure.Data;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Storage;

/// <summary>What participants watched, as it is stored.</summary>
internal static class WatchedRows
{
    /// <summary>One participant's, or all when <paramref name="member"/> is null; in the order in which they
    /// joined.</summary>
    public static async Task<IReadOnlyList<Watcher>> ReadAsync(
        LiveDatabase database,
        SessionId sessionId,
        MemberId? member,
        CancellationToken ct
    )
    {
        var rows = await database.QueryAsync<WatchedRow>(
            """
            select participants.member_id as MemberId,
                   coalesce(members.display_name, participants.display_name) as DisplayName,
                   first_joined_ms as FirstJoinedMs, watched as Watched, watched_seconds as WatchedSeconds
            from participants left join members on members.member_id = participants.member_id
            where session_id = @sessionId and role = @Participant and (@isForAll or participants.member_id = @member)
            order by first_joined_ms, participants.member_id
            """,
            new
            {
                sessionId,
                RoomRoles.Participant,
                isForAll = member is null,
                member = member ?? default,
            },
            ct
        );
        return
        [
            .. rows.Select(row => new Watcher(
                row.MemberId,
                row.DisplayName,
                row.FirstJoinedMs,
                Read(row.Watched),
                row.WatchedSeconds
            )),
        ];
    }

    /// <summary>The intervals of a row.</summary>
    public static IntervalSet Read(string watched) =>
        new(JsonSerializer.Deserialize<List<TimeInterval>>(watched, LiveJson.Options)!);

    /// <summary>The same, as a row holds them.</summary>
    public static string Write(IntervalSet watched) => JsonSerializer.Serialize(watched.Intervals, LiveJson.Options);

    /// <summary>Drops what participants watched after a moment.</summary>
    public static async Task TrimAsync(UnitOfWork work, SessionId sessionId, long untilMs, CancellationToken ct)
    {
        var rows = await work.QueryAsync<WatchedRow>(
            """
            select member_id as MemberId, watched as Watched
            from participants where session_id = @sessionId and watched_seconds > 0
            order by member_id
            """,
            new { sessionId },
            ct
        );
        foreach (var row in rows)
        {
            var watched = Read(row.Watched);
            var kept = watched.Within(new TimeInterval(long.MinValue, untilMs));
            if (kept.Intervals.SequenceEqual(watched.Intervals))
                continue;

            await work.ExecuteAsync(
                """
                update participants set watched = @watched, watched_seconds = @seconds
                where session_id = @sessionId and member_id = @MemberId
                """,
                new
                {
                    watched = Write(kept),
                    seconds = WatchRules.SecondsOf(kept.LengthMs),
                    sessionId,
                    row.MemberId,
                },
                ct
            );
        }
    }

    /// <param name="Member">Who.</param>
    /// <param name="DisplayName">Their present name.</param>
    /// <param name="FirstJoinedMs">When they first joined, Unix milliseconds.</param>
    /// <param name="Watched">Which moments.</param>
    /// <param name="Seconds">How long in all.</param>
    internal sealed record Watcher(
        MemberId Member,
        string DisplayName,
        long FirstJoinedMs,
        IntervalSet Watched,
        int Seconds
    );

    private sealed class WatchedRow
    {
        public MemberId MemberId { get; init; }

        public string DisplayName { get; init; } = "";

        public long FirstJoinedMs { get; init; }

        public string Watched { get; init; } = "[]";

        public int WatchedSeconds { get; init; }
    }
}
