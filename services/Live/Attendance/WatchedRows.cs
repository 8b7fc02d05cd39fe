using System.Text.Json;
using UpperBack.Contracts.Ids;
using UpperBack.Contracts.Live;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Attendance;

/// <summary>What participants watched, as it is kept.</summary>
internal static class WatchedRows
{
    /// <summary>One participant's, or all when <paramref name="member"/> is null; in the order in which they came.</summary>
    public static async Task<IReadOnlyList<Watcher>> ReadAsync(LiveDatabase database, SessionId sessionId, MemberId? member, CancellationToken ct)
    {
        var rows = await database.QueryAsync<WatchedRow>(
            """
            select member_id as MemberId, display_name as DisplayName, first_joined_ms as FirstJoinedMs, watched as Watched, watched_seconds as WatchedSeconds
            from participants where session_id = @sessionId and role = @Participant and (@everybody or member_id = @member)
            order by first_joined_ms, member_id
            """,
            new { sessionId, RoomRoles.Participant, everybody = member is null, member = member ?? default },
            ct);
        return
        [
            .. rows.Select(row => new Watcher(
                row.MemberId,
                row.DisplayName,
                row.FirstJoinedMs,
                new WatchedTime(JsonSerializer.Deserialize<List<WatchedInterval>>(row.Watched, RoomDirectory.Json)!),
                row.WatchedSeconds)),
        ];
    }

    /// <param name="Member">Who.</param>
    /// <param name="DisplayName">Their name.</param>
    /// <param name="FirstJoinedMs">When they came, Unix milliseconds.</param>
    /// <param name="Watched">Which moments.</param>
    /// <param name="Seconds">How long in all.</param>
    internal sealed record Watcher(MemberId Member, string DisplayName, long FirstJoinedMs, WatchedTime Watched, int Seconds);

    private sealed class WatchedRow
    {
        public MemberId MemberId { get; init; }

        public string DisplayName { get; init; } = "";

        public long FirstJoinedMs { get; init; }

        public string Watched { get; init; } = "[]";

        public int WatchedSeconds { get; init; }
    }
}
