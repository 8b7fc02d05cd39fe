using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NodaTime;
using UpperBack.Infrastructure.Workers;
using UpperBack.Streaming.Sessions;

namespace UpperBack.Streaming.Streams;

/// <summary>Brings every unfinished stream to its next state when it is due: one that a crash cut off waits for its
/// encoder, one whose class is over ends. It works from SQL, so a restart continues what a crash interrupted.</summary>
internal sealed class StreamLifecycleWorker(
    StreamingDatabase database,
    StreamRegistry streams,
    SessionSignal sessions,
    SegmentRecorder recorder,
    IOptions<StreamingOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<StreamLifecycleWorker> log
) : PollingWorker(clock, log, sessions.Changed)
{
    private static readonly TimeSpan MaxFlush = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LastFlush = TimeSpan.FromSeconds(1);
    private static readonly Duration Idle = Duration.FromMinutes(10);

    protected override TimeSpan Interval { get; } = TimeSpan.FromSeconds(1);

    protected override void LogFailure(Exception exception) => Log.LifecycleFailed(exception);

    public override async Task StopAsync(CancellationToken ct)
    {
        await base.StopAsync(ct);
        await FlushAsync(MaxFlush);
        recorder.Stop();
        await FlushAsync(LastFlush);
    }

    protected override async Task ExecuteAsync(CancellationToken ct)
    {
        // A stopping server would otherwise wait for the connections of encoders.
        await using var stopping = lifetime.ApplicationStopping.Register(CloseAll);
        await base.ExecuteAsync(ct);
    }

    protected override async Task RunRoundAsync(CancellationToken ct)
    {
        foreach (var stream in streams.Loaded)
            streams.Evict(stream, (Clock.Now() - Idle).ToUnixTimeMilliseconds());
        await ForEachAsync(await ReadUnfinishedAsync(ct), MaintainAsync, ct);
    }

    private async Task FlushAsync(TimeSpan max)
    {
        using var timeout = new CancellationTokenSource(max, Clock);
        foreach (var stream in streams.Loaded)
            await stream.FlushAsync(timeout.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void CloseAll()
    {
        foreach (var stream in streams.Loaded)
            stream.Close(
                new IngestTermination(
                    ErrorCodes.Unavailable,
                    "The server is restarting. Connect again in a moment; the recording goes on."
                )
            );
    }

    private async Task MaintainAsync(SessionProjection session, CancellationToken ct)
    {
        var stream = await streams.OpenAsync(session.SessionId, ct);
        await stream.RepairAsync(ct);
        var window = new StreamWindow(options.Value.BeginBeforeMinutes, options.Value.EndAfterSeconds);
        if (Clock.Now() < window.EndsAt(session))
            return;

        var missedUntil = session.EndedAt ?? session.EndsAt;
        await stream.EndAsync(
            new IngestTermination(ErrorCodes.StreamStopped, "The class is over, and with it its stream."),
            missedUntil.ToUnixTimeMilliseconds(),
            ct
        );
    }

    private Task<IReadOnlyList<SessionProjection>> ReadUnfinishedAsync(CancellationToken ct) =>
        database.QueryAsync<SessionProjection>(
            """
            select s.session_id as SessionId, s.title as Title, s.starts_at as StartsAt, s.ends_at as EndsAt,
                   s.cancelled as Cancelled, s.instructor_id as InstructorId,
                   c.started_at as StartedAt, c.ended_at as EndedAt
            from streams t join sessions s on s.session_id = t.session_id
                 left join classes c on c.session_id = t.session_id
            where t.status in ('live', 'interrupted')
            """,
            null,
            ct
        );
}
