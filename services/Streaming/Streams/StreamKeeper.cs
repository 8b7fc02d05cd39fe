using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NodaTime;
using UpperBack.Contracts;
using UpperBack.Contracts.Ids;
using UpperBack.Kernel.Time;
using UpperBack.Streaming.Ingest;
using UpperBack.Streaming.Recordings;
using UpperBack.Streaming.Sessions;

namespace UpperBack.Streaming.Streams;

/// <summary>Brings every unfinished stream to its next state when its time has come: one that a crash cut off is waiting for its
/// encoder, one whose class is over ends. It works from SQL, so that what a crash interrupted is taken up at the next start.</summary>
internal sealed class StreamKeeper(
    StreamingDatabase database,
    IServiceProvider services,
    SegmentRecorder recorder,
    IOptions<StreamingOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<StreamKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestFlush = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LastFlush = TimeSpan.FromSeconds(1);
    private static readonly Duration Idle = Duration.FromMinutes(10);

    private readonly Bell bell = new();

    // Handlers of events ring the bell, and the directory needs what they are made of.
    private StreamDirectory Directory => (StreamDirectory)services.GetService(typeof(StreamDirectory))!;

    /// <summary>Something ended: do not wait for the next round.</summary>
    public void LookNow() => bell.Ring();

    public override async Task StopAsync(CancellationToken ct)
    {
        await base.StopAsync(ct);
        await FlushAsync(LongestFlush);
        recorder.Stop();
        await FlushAsync(LastFlush);
    }

    protected override async Task ExecuteAsync(CancellationToken ct)
    {
        // Encoders are connections that the server would otherwise wait for when it stops.
        await using var stopping = lifetime.ApplicationStopping.Register(CloseAll);
        while (!ct.IsCancellationRequested)
        {
            try
            {
                foreach (var session in await ReadUnfinishedAsync(ct))
                    await KeepAsync(session, ct);
            }
            catch (DbException failure)
            {
                log.KeepingFailed(failure);
            }

            foreach (var stream in Directory.Loaded)
                Directory.Forget(stream, (clock.Now() - Idle).ToUnixTimeMilliseconds());
            await bell.WaitAsync(Beat, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FlushAsync(TimeSpan most)
    {
        using var patience = new CancellationTokenSource(most, clock);
        foreach (var stream in Directory.Loaded)
            await stream.FlushAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void CloseAll()
    {
        foreach (var stream in Directory.Loaded)
            stream.Close(new IngestEnd(ErrorCodes.Unavailable, "The server is restarting. Connect again in a moment; the recording goes on."));
    }

    private async Task KeepAsync(SessionFacts session, CancellationToken ct)
    {
        var stream = await Directory.OpenAsync(session.SessionId, ct);
        await stream.RepairAsync(ct);
        if (clock.Now() < options.Value.Hours.EndsAt(session))
            return;

        var missedUntil = session.EndedAt ?? session.EndsAt;
        await stream.EndAsync(new IngestEnd(ErrorCodes.StreamStopped, "The class is over, and with it its stream."), missedUntil.ToUnixTimeMilliseconds(), ct);
    }

    private Task<IReadOnlyList<SessionFacts>> ReadUnfinishedAsync(CancellationToken ct) => database.QueryAsync<SessionFacts>(
        """
        select s.session_id as SessionId, s.title as Title, s.starts_at as StartsAt, s.ends_at as EndsAt, s.cancelled as Cancelled,
               s.instructor_id as InstructorId, c.started_at as StartedAt, c.ended_at as EndedAt
        from streams t join sessions s on s.session_id = t.session_id left join classes c on c.session_id = t.session_id
        where t.status in ('live', 'interrupted')
        """,
        null,
        ct);
}
