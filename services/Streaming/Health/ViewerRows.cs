using System.Text.Json;
using NodaTime;
using UpperBack.Contracts.Ids;

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
                    insert into viewers (session_id, member_id, first_at, last_at) values (@sessionId, @memberId, @Now, @Now)
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

    public static string Write(OutageIntervals stalls) =>
        JsonSerializer.Serialize(stalls.Spans.Select(span => new[] { span.FromMs, span.ToMs }));

    public static OutageIntervals Read(string? stalls) =>
        stalls is null
            ? OutageIntervals.Nothing
            : new OutageIntervals([
                .. JsonSerializer.Deserialize<long[][]>(stalls)!.Select(span => new LostSpan(span[0], span[1])),
            ]);

    /// <summary>The time a class took.</summary>
    public static LostSpan Span(Instant from, Instant to) =>
        new(from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds());
}
