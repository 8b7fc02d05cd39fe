using System.Data.Common;
using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using RabbitMQ.Client.Exceptions;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Idempotency;
using UpperBack.Infrastructure.Telemetry;
using UpperBack.Infrastructure.Workers;
using UpperBack.Kernel.Time;

namespace UpperBack.Infrastructure.Messaging;

/// <summary>Publishes one database's outbox after commit, with the row's id as the message's id, and marks a row only
/// after the bus confirmed it. Relays of several processes share the work: each claims rows for a while, passing over
/// what another is claiming; the claims of one that dies run out.
/// <para>The in-memory bus forgets what was on its way when the process dies. So at start everything sent within
/// <see cref="MessagingOptions.ReplayHours"/> is sent again: inboxes make that harmless, and nothing is
/// lost.</para></summary>
internal sealed partial class OutboxRelay(
    ServiceDatabase database,
    IBusControl bus,
    IOptions<MessagingOptions> options,
    IHostApplicationLifetime lifetime,
    UpperBackMetrics metrics,
    TimeProvider clock,
    ILogger<OutboxRelay> log
) : PollingWorker(clock, log, database.OutboxSignal)
{
    private const int BatchSize = 200;
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);
    private static readonly Duration CleaningInterval = Duration.FromHours(1);
    private static readonly Duration MaxRetryDelay = Duration.FromMinutes(5);

    private Instant nextCleaning;
    private bool replayPending = options.Value.Provider == "memory";
    private bool consumersPending = true;

    protected override TimeSpan Interval => PollInterval;

    private TimeSpan Timeout => TimeSpan.FromSeconds(options.Value.PublishTimeoutSeconds);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.WaitForStartAsync(stoppingToken);
        await base.ExecuteAsync(stoppingToken);
    }

    protected override async Task RunRoundAsync(CancellationToken ct)
    {
        if (consumersPending)
        {
            // What is published before the queues are bound would reach nobody.
            await bus.WaitForHealthStatus(BusHealthStatus.Healthy, ct);
            consumersPending = false;
        }

        if (replayPending)
        {
            await OutboxReplay.SinceAsync(database, Clock.Now() - Duration.FromHours(options.Value.ReplayHours), ct);
            replayPending = false;
        }

        while (await SendBatchAsync(ct) == BatchSize) { }

        if (Clock.Now() is var now && now >= nextCleaning)
        {
            await CleanAsync(ct);
            nextCleaning = now + CleaningInterval;
        }
    }

    protected override void LogFailure(Exception exception) => RelayFailed(exception, database.Name);

    /// <returns>How many rows were claimed.</returns>
    private async Task<int> SendBatchAsync(CancellationToken ct)
    {
        var rows = await ClaimAsync(ct);
        if (rows.Count == 0)
            return 0;

        var failures = await Task.WhenAll(rows.Select(row => SendAsync(row, ct)));
        await database.ExecuteAsync(
            $"update outbox set sent_at = @now where {database.Dialect.In("position", "positions")}",
            new
            {
                now = Clock.Now(),
                positions = rows.Where((_, i) => failures[i] is null).Select(row => row.Position).ToArray(),
            },
            CancellationToken.None
        );
        foreach (var failed in rows.Where((_, i) => failures[i] is not null).GroupBy(row => row.Attempts))
            await DeferAsync(failed.Key, [.. failed.Select(row => row.Position)], CancellationToken.None);

        metrics.OutboxSent(database.Name, failures.Count(failure => failure is null));
        if (failures.FirstOrDefault(failure => failure is not null) is { } first)
        {
            ct.ThrowIfCancellationRequested();
            Unsent(first, failures.Count(failure => failure is not null), database.Name);
            await Task.Delay(PollInterval, Clock, ct);
        }

        return rows.Count;
    }

    /// <summary>Takes the oldest rows for as long as sending them may last; who dies meanwhile leaves them to the
    /// others.</summary>
    private async Task<IReadOnlyList<OutboxRow>> ClaimAsync(CancellationToken ct)
    {
        if (
            await database.QueryFirstOrDefaultAsync<long?>(
                "select position from outbox where sent_at is null and available_at <= @now order by position limit 1",
                new { now = Clock.Now() },
                ct
            )
            is null
        )
            return [];

        await using var work = await database.BeginAsync(ct);
        var rows = await work.QueryAsync<OutboxRow>(
            $"""
            update outbox set attempts = attempts + 1, available_at = @until
            where position in (
                select position from outbox
                -- mutation attendance: where sent_at is null and available_at <= @Now and attempts = 0
                where sent_at is null and available_at <= @Now
                order by position limit @BatchSize {database.Dialect.SkipLocked})
            returning position as Position, id as Id, type as Type, body as Body, attempts as Attempts
            """,
            new
            {
                work.Now,
                until = work.Now + Duration.FromTimeSpan(Timeout) + Duration.FromSeconds(5),
                BatchSize,
            },
            ct
        );
        await work.CommitAsync(ct);
        return [.. rows.OrderBy(row => row.Position)];
    }

    /// <returns>Why it was not sent; null when the bus has it.</returns>
    private async Task<Exception?> SendAsync(OutboxRow row, CancellationToken ct)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(Timeout);
        try
        {
            var (message, type) = Outbox.Read(row.Type, row.Body);
            await bus.Publish(message, type, context => context.MessageId = row.Id, timeout.Token);
            return null;
        }
        catch (Exception ex)
            when (ex
                    is MassTransitException
                        or IOException
                        or TimeoutException
                        or OperationCanceledException
                        or JsonException
                        or RabbitMQClientException
            )
        {
            return ex;
        }
    }

    /// <summary>Puts off rows that could not be sent, longer with each attempt, so that they never hold up the
    /// others.</summary>
    private Task DeferAsync(int attempts, long[] positions, CancellationToken ct)
    {
        var delay = Duration.FromSeconds(Math.Pow(2, Math.Min(attempts, 9)));
        return database.ExecuteAsync(
            $"update outbox set available_at = @until where {database.Dialect.In("position", "positions")}",
            // mutation broker-away: new { until = Clock.Now() + Duration.FromHours(1), positions },
            new { until = Clock.Now() + Duration.Min(delay, MaxRetryDelay), positions },
            ct
        );
    }

    private async Task CleanAsync(CancellationToken ct)
    {
        // The inbox remembers longer than any outbox could send again.
        var replay = Duration.FromHours(options.Value.ReplayHours);
        await using var work = await database.BeginAsync(ct);
        await work.ExecuteAsync(
            "delete from outbox where sent_at < @before",
            new { before = work.Now - replay - Duration.FromDays(7) },
            ct
        );
        await work.ExecuteAsync(
            "delete from inbox where received_at < @before",
            new { before = work.Now - replay - Duration.FromDays(30) },
            ct
        );
        await work.ExecuteAsync(
            "delete from idempotency_keys where created_at < @before",
            new { before = work.Now - IdempotentRequest.Life },
            ct
        );
        await work.CommitAsync(ct);
    }

    [LoggerMessage(1, LogLevel.Warning, "Outbox of {Database} could not be relayed; trying again")]
    private partial void RelayFailed(Exception exception, string database);

    [LoggerMessage(
        2,
        LogLevel.Warning,
        "The bus did not take {Count} messages of {Database}; they are tried again later"
    )]
    private partial void Unsent(Exception exception, int count, string database);

    private sealed class OutboxRow
    {
        public long Position { get; init; }

        public Guid Id { get; init; }

        public string Type { get; init; } = "";

        public string Body { get; init; } = "";

        public int Attempts { get; init; }
    }
}
