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
) : BackgroundService
{
    private const int BatchSize = 200;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly Duration MaxRetryDelay = Duration.FromMinutes(5);

    private TimeSpan Timeout => TimeSpan.FromSeconds(options.Value.PublishTimeoutSeconds);

    protected override async Task ExecuteAsync(CancellationToken ct)
    {
        if (!await StartedAsync(ct))
            return;

        var nextCleaning = clock.Now();
        var replayPending = options.Value.Provider == "memory";
        var listenersPending = true;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                if (listenersPending)
                {
                    // What is published before the queues are bound would reach nobody.
                    await bus.WaitForHealthStatus(BusHealthStatus.Healthy, ct);
                    listenersPending = false;
                }

                if (replayPending)
                {
                    await OutboxReplay.SinceAsync(
                        database,
                        clock.Now() - Duration.FromHours(options.Value.ReplayHours),
                        ct
                    );
                    replayPending = false;
                }

                while (await SendBatchAsync(ct) == BatchSize) { }

                if (clock.Now() is var now && now >= nextCleaning)
                {
                    await CleanAsync(ct);
                    nextCleaning = now + Duration.FromHours(1);
                }
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception ex) when (ex is DbException or IOException or OperationCanceledException)
            {
                Failed(ex, database.Name);
                await Task.Delay(Poll, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await database
                .OutboxSignal.WaitAsync(Poll, clock, ct)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> StartedAsync(CancellationToken ct)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var whenStarted = lifetime.ApplicationStarted.Register(started.SetResult);
        await using var whenStopped = ct.Register(() => started.TrySetCanceled(ct));
        await started.Task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !ct.IsCancellationRequested;
    }

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
                now = clock.Now(),
                positions = rows.Where((_, i) => failures[i] is null).Select(row => row.Position).ToArray(),
            },
            CancellationToken.None
        );
        foreach (var tired in rows.Where((_, i) => failures[i] is not null).GroupBy(row => row.Attempts))
            await RestAsync(tired.Key, [.. tired.Select(row => row.Position)], CancellationToken.None);

        metrics.OutboxSent(database.Name, failures.Count(failure => failure is null));
        if (failures.FirstOrDefault(failure => failure is not null) is { } first)
        {
            ct.ThrowIfCancellationRequested();
            Unsent(first, failures.Count(failure => failure is not null), database.Name);
            await Task.Delay(Poll, clock, ct);
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
                new { now = clock.Now() },
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
                select position from outbox where sent_at is null and available_at <= @Now
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
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Timeout);
        try
        {
            var (message, type) = Outbox.Read(row.Type, row.Body);
            await bus.Publish(message, type, context => context.MessageId = row.Id, patience.Token);
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

    /// <summary>Lets rows that could not be sent rest, longer with each attempt, so that they never hold up the
    /// others.</summary>
    private Task RestAsync(int attempts, long[] positions, CancellationToken ct)
    {
        var rest = Duration.FromSeconds(Math.Pow(2, Math.Min(attempts, 9)));
        return database.ExecuteAsync(
            $"update outbox set available_at = @until where {database.Dialect.In("position", "positions")}",
            new { until = clock.Now() + Duration.Min(rest, MaxRetryDelay), positions },
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
    private partial void Failed(Exception failure, string database);

    [LoggerMessage(
        2,
        LogLevel.Warning,
        "The bus did not take {Count} messages of {Database}; they are tried again later"
    )]
    private partial void Unsent(Exception failure, int count, string database);

    private sealed class OutboxRow
    {
        public long Position { get; init; }

        public Guid Id { get; init; }

        public string Type { get; init; } = "";

        public string Body { get; init; } = "";

        public int Attempts { get; init; }
    }
}
