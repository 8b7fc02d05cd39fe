using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Infrastructure.Telemetry;

/// <summary>Looks now and then what waits in the outboxes of this process's services, for the gauges.</summary>
internal sealed partial class OutboxSampler(
    IEnumerable<ServiceDatabase> databases,
    UpperBackMetrics metrics,
    TimeProvider clock,
    ILogger<OutboxSampler> log
) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    /// <summary>Looks once.</summary>
    public Task SampleAsync(CancellationToken ct) =>
        Task.WhenAll(databases.Select(database => SampleAsync(database, ct)));

    protected override async Task ExecuteAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            await SampleAsync(ct);
            await Task.Delay(Every, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SampleAsync(ServiceDatabase database, CancellationToken ct)
    {
        try
        {
            var seen = await database.QueryFirstOrDefaultAsync<OutboxRow>(
                "select count(*) as Waiting, min(created_at) as Oldest from outbox where sent_at is null",
                null,
                ct
            );
            metrics.OutboxSeen(database.Name, seen!.Waiting, seen.Oldest);
        }
        catch (Exception ex) when (ex is DbException or IOException or TimeoutException or OperationCanceledException)
        {
            if (!ct.IsCancellationRequested)
                NotSeen(ex, database.Name);
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "The outbox of {Database} could not be looked at")]
    private partial void NotSeen(Exception failure, string database);

    private sealed class OutboxRow
    {
        public long Waiting { get; init; }

        public Instant? Oldest { get; init; }
    }
}
