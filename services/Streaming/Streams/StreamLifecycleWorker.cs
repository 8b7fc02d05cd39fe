using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NodaTime;
using UpperBack.Contracts;
using UpperBack.Kernel.Time;
using UpperBack.Streaming.Sessions;

namespace UpperBack.Streaming.Streams;

/// <summary>Brings every unfinished stream to its next state when it is due: one that a crash cut off waits for its
/// encoder, one whose class is over ends. It works from SQL, so a restart continues what a crash interrupted.</summary>
internal sealed class StreamLifecycleWorker(
    StreamingDatabase database,
    StreamRegistry streams,
    SessionSignal sessionChanged,
    SegmentRecorder recorder,
    IOptions<StreamingOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<StreamLifecycleWorker> log
) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxFlush = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LastFlush = TimeSpan.FromSeconds(1);
    private static readonly Duration Idle = Duration.FromMinutes(10);

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
        while (!ct.IsCancellationRequested)
        {
            try
            {
                foreach (var session in await ReadUnfinishedAsync(ct))
                    await MaintainAsync(session, ct);
            }
            catch (DbException ex)
            {
                log.LifecycleFailed(ex);
            }

            foreach (var stream in streams.Loaded)
                streams.Evict(stream, (clock.Now() - Idle).ToUnixTimeMilliseconds());
            await sessionChanged.WaitAsync(Interval, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FlushAsync(TimeSpan max)
    {
        using var timeout = new CancellationTokenSource(max, clock);
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
        if (clock.Now() < StreamWindow.Of(options.Value).EndsAt(session))
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
