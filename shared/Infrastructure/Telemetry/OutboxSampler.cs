using System.Data.Common;
using Microsoft.Extensions.Logging;
using NodaTime;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Workers;

namespace UpperBack.Infrastructure.Telemetry;

/// <summary>Samples what waits in the outboxes of this process's services, for the gauges.</summary>
internal sealed partial class OutboxSampler(
    IEnumerable<ServiceDatabase> databases,
    UpperBackMetrics metrics,
    TimeProvider clock,
    ILogger<OutboxSampler> log
) : PollingWorker(clock, log)
{
    protected override TimeSpan Interval => TimeSpan.FromSeconds(10);

    /// <summary>Samples once.</summary>
    public Task SampleAsync(CancellationToken ct) =>
        Task.WhenAll(databases.Select(database => SampleAsync(database, ct)));

    protected override Task RunRoundAsync(CancellationToken ct) => SampleAsync(ct);

    private async Task SampleAsync(ServiceDatabase database, CancellationToken ct)
    {
        try
        {
            var backlog = await database.QueryFirstOrDefaultAsync<OutboxRow>(
                "select count(*) as Waiting, min(created_at) as Oldest from outbox where sent_at is null",
                null,
                ct
            );
            metrics.OutboxSeen(database.Name, backlog!.Waiting, backlog.Oldest);
        }
        catch (Exception ex) when (ex is DbException or IOException or TimeoutException or OperationCanceledException)
        {
            if (!ct.IsCancellationRequested)
                SampleFailed(ex, database.Name);
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "The outbox of {Database} could not be sampled")]
    private partial void SampleFailed(Exception exception, string database);

    private sealed class OutboxRow
    {
        public long Waiting { get; init; }

        public Instant? Oldest { get; init; }
    }
}
