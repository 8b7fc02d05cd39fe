using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NodaTime;
using UpperBack.Contracts.Ids;
using UpperBack.Kernel.Time;
using UpperBack.Streaming.Storage;
using UpperBack.Streaming.Streams;

namespace UpperBack.Streaming.Recordings;

/// <summary>Erases recordings whose retention is over, and deletes the objects of erased ones. A deletion is a row
/// until it is done, so a crash or a store that is away only delays it.</summary>
internal sealed class RecordingRetentionWorker(
    StreamingDatabase database,
    IRecordingStore store,
    StreamRegistry streams,
    EraseRecording erase,
    ErasureSignal erased,
    IOptions<StreamingOptions> options,
    TimeProvider clock,
    ILogger<RecordingRetentionWorker> log
) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await EraseExpiredAsync(ct);
                await DeleteErasedAsync(ct);
            }
            catch (Exception ex) when (!ct.IsCancellationRequested)
            {
                // Stores fail in their own ways; the rows are still there for the next round.
                log.RetentionFailed(ex);
            }

            await erased.WaitAsync(Interval, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task EraseExpiredAsync(CancellationToken ct)
    {
        if (options.Value.RetentionDays == 0)
            return;

        var before = (clock.Now() - Duration.FromDays(options.Value.RetentionDays)).ToUnixTimeMilliseconds();
        var expired = await database.QueryAsync<SessionId>(
            """
            select session_id from streams
            where status = 'ended' and ended_ms < @before
                and exists (select 1 from segments where segments.session_id = streams.session_id)
            """,
            new { before },
            ct
        );
        foreach (var sessionId in expired)
            await erase.RunAsync(await streams.OpenAsync(sessionId, ct), RecordingState.Expired, ct);
    }

    private async Task DeleteErasedAsync(CancellationToken ct)
    {
        foreach (
            var folder in await database.QueryAsync<string>(
                "select folder from deletions order by decided_at",
                null,
                ct
            )
        )
        {
            await store.DeleteAsync(folder, ct);
            await database.ExecuteAsync("delete from deletions where folder = @folder", new { folder }, ct);
            log.RecordingDeleted(folder);
        }
    }
}
