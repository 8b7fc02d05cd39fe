using System.Security.Claims;
using Microsoft.Extensions.Options;
using NodaTime;
using UpperBack.Streaming.Streams;

namespace UpperBack.Streaming.Recordings;

/// <summary>The signed-in instructor's recordings, the newest first.</summary>
internal static class ListRecordings
{
    private const int MaxRecordings = 500;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/recordings", HandleAsync).WithSummary("Your recordings, the newest first, at most 500");

    private static async Task<Ok<IReadOnlyList<RecordingView>>> HandleAsync(
        ClaimsPrincipal caller,
        StreamingDatabase database,
        IOptions<StreamingOptions> options,
        CancellationToken ct
    )
    {
        var rows = await database.QueryAsync<Row>(
            """
            select s.session_id as SessionId, s.title as Title, t.status as Status, c.ended_at as ClassEndedAt,
                   t.started_ms as StartedMs, t.ended_ms as EndedMs, cast(sum(g.bytes) as bigint) as Bytes,
                   sum(case when g.rendition = 'source' then g.duration_seconds else 0 end) as Seconds
            from sessions s join streams t on t.session_id = s.session_id
                 join segments g on g.session_id = s.session_id
                 left join classes c on c.session_id = s.session_id
            where s.instructor_id = @member
            group by s.session_id, s.title, t.status, c.ended_at, t.started_ms, t.ended_ms
            order by t.started_ms desc limit @MaxRecordings
            """,
            new { member = caller.MemberId(), MaxRecordings },
            ct
        );
        var life = Duration.FromDays(options.Value.RetentionDays);
        return TypedResults.Ok<IReadOnlyList<RecordingView>>([
            .. rows.Select(row => new RecordingView(
                row.SessionId,
                row.Title,
                row.StartedMs ?? 0,
                Math.Round(row.Seconds, 3),
                row.Bytes,
                life > Duration.Zero ? row.EndedMs + (long)life.TotalMilliseconds : null,
                RecordingState.Of(
                    StreamState.None with
                    {
                        Status = row.Status,
                    },
                    isRecorded: true,
                    row.ClassEndedAt is not null
                )
            )),
        ]);
    }

    /// <param name="SessionId">Of which session.</param>
    /// <param name="Title">Title of the class.</param>
    /// <param name="StartedAtMs">When it was first live, Unix milliseconds.</param>
    /// <param name="Seconds">How long the recording is.</param>
    /// <param name="Bytes">What it takes up, with all its renditions.</param>
    /// <param name="ExpiresAtMs">When it will be deleted; null when it is kept for ever, or still being made.</param>
    /// <param name="State">recording (the class is on), finishing (in a moment it can be watched) or ready.</param>
    internal sealed record RecordingView(
        SessionId SessionId,
        string Title,
        long StartedAtMs,
        double Seconds,
        long Bytes,
        long? ExpiresAtMs,
        [OneOf(typeof(RecordingState))] string State
    );

    private sealed class Row
    {
        public SessionId SessionId { get; init; }

        public string Title { get; init; } = "";

        public string Status { get; init; } = "";

        public Instant? ClassEndedAt { get; init; }

        public long? StartedMs { get; init; }

        public long? EndedMs { get; init; }

        public long Bytes { get; init; }

        public double Seconds { get; init; }
    }
}
