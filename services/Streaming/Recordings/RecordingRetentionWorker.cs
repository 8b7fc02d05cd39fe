using Microsoft.Extensions.Options;
using NodaTime;
using UpperBack.Infrastructure.Workers;
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
    ErasureSignal signal,
    IOptions<StreamingOptions> options,
    TimeProvider clock,
    ILogger<RecordingRetentionWorker> log
) : PollingWorker(clock, log, signal.Erased)
{
    protected override TimeSpan Interval { get; } = TimeSpan.FromSeconds(10);

    protected override void LogFailure(Exception exception) => Log.RetentionFailed(exception);

    protected override async Task RunRoundAsync(CancellationToken ct)
    {
        await EraseExpiredAsync(ct);
        await DeleteErasedAsync(ct);
    }

    private async Task EraseExpiredAsync(CancellationToken ct)
    {
        if (options.Value.RetentionDays == 0)
            return;

        var before = (Clock.Now() - Duration.FromDays(options.Value.RetentionDays)).ToUnixTimeMilliseconds();
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
            Log.RecordingDeleted(folder);
        }
    }
}
