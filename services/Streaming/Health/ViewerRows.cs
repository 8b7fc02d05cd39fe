using System.Text.Json;
using NodaTime;

namespace UpperBack.Streaming.Health;

/// <summary>Who watches, as rows.</summary>
internal static class ViewerRows
{
    /// <summary>Notes that a member asked for access now.</summary>
    public static Task<int> AddAsync(
        StreamingDatabase database,
        SessionId sessionId,
        MemberId memberId,
        CancellationToken ct
    ) =>
        database.InBatchAsync(
            (work, token) =>
                work.ExecuteAsync(
                    """
                    insert into viewers (session_id, member_id, first_at, last_at)
                    values (@sessionId, @memberId, @Now, @Now)
                    on conflict (session_id, member_id) do update set last_at = excluded.last_at
                    """,
                    new
                    {
                        sessionId,
                        memberId,
                        work.Now,
                    },
                    token
                ),
            ct
        );

    public static string Write(IntervalSet stalls) =>
        JsonSerializer.Serialize(stalls.Intervals.Select(stall => new[] { stall.FromMs, stall.ToMs }));

    public static IntervalSet Read(string? stalls) =>
        stalls is null
            ? IntervalSet.Empty
            : new IntervalSet([
                .. JsonSerializer.Deserialize<long[][]>(stalls)!.Select(stall => new TimeInterval(stall[0], stall[1])),
            ]);

    /// <summary>The time a class took.</summary>
    public static TimeInterval Span(Instant from, Instant to) =>
        new(from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds());
}
