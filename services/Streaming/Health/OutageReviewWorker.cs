using Microsoft.Extensions.Options;
using NodaTime;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Workers;
using UpperBack.Streaming.Streams;

namespace UpperBack.Streaming.Health;

/// <summary>Reviews classes that are due, and publishes which viewers had an outage. It works from SQL, one batch of
/// viewers at a time, so that a restart continues what a crash interrupted and no outage is published twice; of several
/// processes the first to commit wins.</summary>
internal sealed class OutageReviewWorker(
    StreamingDatabase database,
    IOptions<StreamingOptions> options,
    TimeProvider clock,
    ILogger<OutageReviewWorker> log
) : PollingWorker(clock, log)
{
    private const int BatchSize = 500;
    private static readonly MemberId NoMember = new(Guid.Empty);

    protected override TimeSpan Interval { get; } = TimeSpan.FromSeconds(5);

    protected override void LogFailure(Exception exception) => Log.OutageReviewFailed(exception);

    protected override async Task RunRoundAsync(CancellationToken ct) =>
        await ForEachAsync(await ReadDueAsync(ct), ReviewAsync, ct);

    private Task<IReadOnlyList<DueRow>> ReadDueAsync(CancellationToken ct) =>
        database.QueryAsync<DueRow>(
            """
            select session_id as SessionId, started_at as StartedAt, ended_at as EndedAt, judged_to as ReviewedTo
            from verdicts where decided_at is null and due_at <= @now
            """,
            new { now = Clock.Now() },
            ct
        );

    private async Task ReviewAsync(DueRow due, CancellationToken ct)
    {
        var classTime = ViewerRows.Span(due.StartedAt, due.EndedAt);
        var hadVideo =
            await database.QueryFirstOrDefaultAsync<int>(
                "select count(*) from streams where session_id = @SessionId and started_ms < @ToMs",
                new { due.SessionId, classTime.ToMs },
                ct
            ) > 0;
        var gaps = await database.QueryAsync<GapRow>(
            """
            select from_ms as FromMs, to_ms as ToMs
            from stream_gaps where session_id = @SessionId and reason <> @NotRecorded
            """,
            new { due.SessionId, StreamRows.NotRecorded },
            ct
        );
        var after = due.ReviewedTo;
        bool isMore;
        do
        {
            IReadOnlyList<ViewerRow> viewers = hadVideo ? await ReadViewersAsync(due, after, ct) : [];
            isMore = viewers.Count == BatchSize;
            var next = isMore ? viewers[^1].MemberId : (MemberId?)null;
            if (
                !await PublishAsync(
                    due,
                    viewers,
                    classTime,
                    [.. gaps.Select(gap => new TimeInterval(gap.FromMs, gap.ToMs))],
                    after,
                    next,
                    ct
                )
            )
                return;
            after = next;
        } while (isMore);
    }

    private Task<IReadOnlyList<ViewerRow>> ReadViewersAsync(DueRow due, MemberId? after, CancellationToken ct) =>
        database.QueryAsync<ViewerRow>(
            """
            select member_id as MemberId, stalls as Stalls from viewers
            where session_id = @SessionId and last_at >= @since and member_id > @after
            order by member_id limit @BatchSize
            """,
            new
            {
                due.SessionId,
                after = after ?? NoMember,
                BatchSize,

                // Access is renewed well within its lifetime: a viewer who last asked before that had left when the
                // class started.
                since = due.StartedAt - Duration.FromMinutes(options.Value.AccessMinutes),
            },
            ct
        );

    /// <param name="due">The class.</param>
    /// <param name="viewers">The next of its viewers.</param>
    /// <param name="classTime">From its start to its end.</param>
    /// <param name="gaps">When no video came in.</param>
    /// <param name="after">Up to whom it was reviewed before; null for nobody.</param>
    /// <param name="reviewedTo">The last of them; null when nobody comes after.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False when another process reviewed them first.</returns>
    private async Task<bool> PublishAsync(
        DueRow due,
        IReadOnlyList<ViewerRow> viewers,
        TimeInterval classTime,
        IReadOnlyList<TimeInterval> gaps,
        MemberId? after,
        MemberId? reviewedTo,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        var failed = 0;
        foreach (var viewer in viewers)
        {
            var lost = OutagePolicy.LostOf(classTime, gaps, ViewerRows.Read(viewer.Stalls));
            if (!OutagePolicy.Protects(lost, classTime))
                continue;

            failed++;
            work.Publish(
                new ViewerOutageDetected(
                    due.SessionId,
                    viewer.MemberId,
                    due.StartedAt.ToDateTimeOffset(),
                    (int)((lost.LengthMs + 500) / 1000),
                    work.Now.ToDateTimeOffset()
                )
            );
        }

        var isFirst =
            await work.ExecuteAsync(
                """
                update verdicts set
                    protected_viewers = protected_viewers + @failed, judged_to = @reviewedTo, decided_at = @decidedAt
                where session_id = @SessionId and decided_at is null and coalesce(judged_to, @nobody) = @from
                """,
                new
                {
                    due.SessionId,
                    failed,
                    reviewedTo,
                    decidedAt = reviewedTo is null ? work.Now : (Instant?)null,
                    nobody = NoMember,
                    from = after ?? NoMember,
                },
                ct
            ) > 0;
        if (!isFirst)
            return false;

        await work.CommitAsync(ct);
        if (failed > 0)
            Log.ViewersProtected(due.SessionId.Value, failed);
        return true;
    }

    private sealed class DueRow
    {
        public SessionId SessionId { get; init; }

        public Instant StartedAt { get; init; }

        public Instant EndedAt { get; init; }

        public MemberId? ReviewedTo { get; init; }
    }

    private sealed class GapRow
    {
        public long FromMs { get; init; }

        public long ToMs { get; init; }
    }

    private sealed class ViewerRow
    {
        public MemberId MemberId { get; init; }

        public string? Stalls { get; init; }
    }
}
