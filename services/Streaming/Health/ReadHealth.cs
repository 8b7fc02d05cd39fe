using System.Security.Claims;
using UpperBack.Streaming.Sessions;

namespace UpperBack.Streaming.Health;

/// <summary>How a session's video went: for its instructor, and without saying for whom.</summary>
internal static class ReadHealth
{
    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/sessions/{sessionId}/health", HandleAsync)
            .WithSummary(
                "How the video of a class I lead went: gaps of the encoder, stalls of viewers, how far behind they are"
            )
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        SessionId sessionId,
        ClaimsPrincipal caller,
        SessionLookup sessions,
        StreamingDatabase database,
        CancellationToken ct
    )
    {
        var session = await sessions.FindLedByAsync(sessionId, caller, ct);
        if (!session.Succeeded)
            return session.Problem.ToHttp();

        var gaps = await database.QueryAsync<Gap>(
            """
            select from_ms as FromMs, to_ms as ToMs, reason as Reason
            from stream_gaps where session_id = @sessionId order by from_ms
            """,
            new { sessionId },
            ct
        );
        var viewers = await database.QueryAsync<ViewerRow>(
            "select stalls as Stalls, latency_ms as LatencyMs from viewers where session_id = @sessionId",
            new { sessionId },
            ct
        );
        var protectedViewers = await database.QueryFirstOrDefaultAsync<int?>(
            "select protected_viewers from verdicts where session_id = @sessionId and decided_at is not null",
            new { sessionId },
            ct
        );
        return TypedResults.Ok(
            new Response(
                gaps,
                [
                    .. IntervalSet
                        .Overlay(viewers.Select(viewer => ViewerRows.Read(viewer.Stalls)))
                        .Select(stretch => new StallStretch(
                            stretch.Interval.FromMs,
                            stretch.Interval.ToMs,
                            stretch.Max
                        )),
                ],
                viewers.Count,
                viewers.Select(viewer => viewer.LatencyMs).OfType<long>().Order().ToArray() is { Length: > 0 } latencies
                    ? latencies[latencies.Length / 2]
                    : null,
                protectedViewers
            )
        );
    }

    private sealed class ViewerRow
    {
        public string? Stalls { get; init; }

        public long? LatencyMs { get; init; }
    }

    /// <summary>No picture came in, or it is not on the recording.</summary>
    internal sealed class Gap
    {
        /// <summary>Start, Unix milliseconds.</summary>
        public long FromMs { get; init; }

        /// <summary>End, Unix milliseconds.</summary>
        public long ToMs { get; init; }

        /// <summary><c>encoder-lost</c>, <c>frames-missing</c>, or <c>not-recorded</c> (live went on).</summary>
        public string Reason { get; init; } = "";
    }

    /// <param name="FromMs">Start, Unix milliseconds.</param>
    /// <param name="ToMs">End, Unix milliseconds.</param>
    /// <param name="Viewers">How many could not watch at its worst moment.</param>
    internal sealed record StallStretch(long FromMs, long ToMs, int Viewers);

    /// <param name="Gaps">When no picture came in.</param>
    /// <param name="Stalls">When viewers' pictures stood still during the class, all of theirs one upon the
    /// other.</param>
    /// <param name="Viewers">How many asked for access before the class ended.</param>
    /// <param name="LatencyMs">How far behind the middle one of those is who told; null when nobody did.</param>
    /// <param name="ProtectedViewers">For how many the class is no miss; null before that was decided.</param>
    internal sealed record Response(
        IReadOnlyList<Gap> Gaps,
        IReadOnlyList<StallStretch> Stalls,
        int Viewers,
        long? LatencyMs,
        int? ProtectedViewers
    );
}
