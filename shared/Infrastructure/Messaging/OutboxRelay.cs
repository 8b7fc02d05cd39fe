using System.Data.Common;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using UpperBack.Infrastructure.Data;
using UpperBack.Kernel.Time;

namespace UpperBack.Infrastructure.Messaging;

/// <summary>Publishes one database's outbox after commit, with the row's id as the message's id, and only then marks the row.
/// <para>The in-memory bus forgets what was on its way when the process dies. So at start everything sent within
/// <see cref="MessagingOptions.ReplayHours"/> is sent again: inboxes make that harmless, and nothing is lost.</para></summary>
internal sealed partial class OutboxRelay(
    ServiceDatabase database,
    IBus bus,
    IOptions<MessagingOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<OutboxRelay> log) : BackgroundService
{
    private const int BatchSize = 100;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken ct)
    {
        if (!await StartedAsync(ct))
            return;

        var nextCleaning = clock.Now();
        var replayPending = true;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                if (replayPending)
                {
                    await ForgetSendingAsync(ct);
                    replayPending = false;
                }

                while (await SendBatchAsync(ct) == BatchSize)
                {
                }

                if (clock.Now() >= nextCleaning)
                {
                    await CleanAsync(ct);
                    nextCleaning = clock.Now() + Duration.FromHours(1);
                }
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is DbException or IOException or MassTransitException or TimeoutException or OperationCanceledException)
            {
                Failed(failure, database.Name);
                await Task.Delay(Poll, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await database.OutboxBell.WaitAsync(Poll, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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

    private Task ForgetSendingAsync(CancellationToken ct) => database.ExecuteAsync(
        "update outbox set sent_at = null where sent_at > @since",
        new { since = clock.Now() - Duration.FromHours(options.Value.ReplayHours) },
        ct);

    private async Task<int> SendBatchAsync(CancellationToken ct)
    {
        var rows = await database.QueryAsync<OutboxRow>(
            """
            select position, id, type, body from outbox
            where sent_at is null and available_at <= @now
            order by position limit @BatchSize
            """,
            new { now = clock.Now(), BatchSize },
            ct);
        if (rows.Count == 0)
            return 0;

        foreach (var row in rows)
        {
            var (message, type) = Outbox.Read(row.Type, row.Body);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            patience.CancelAfter(TimeSpan.FromSeconds(options.Value.PublishTimeoutSeconds));
            await bus.Publish(message, type, context => context.MessageId = row.Id, patience.Token);
        }

        await database.ExecuteAsync(
            $"update outbox set sent_at = @now where {database.Dialect.In("position", "positions")}",
            new { now = clock.Now(), positions = rows.Select(row => row.Position).ToArray() },
            ct);
        return rows.Count;
    }

    private async Task CleanAsync(CancellationToken ct)
    {
        // The inbox remembers longer than any outbox could send again.
        var replay = Duration.FromHours(options.Value.ReplayHours);
        await using var work = await database.BeginAsync(ct);
        await work.ExecuteAsync("delete from outbox where sent_at < @before", new { before = work.Now - replay - Duration.FromDays(7) }, ct);
        await work.ExecuteAsync("delete from inbox where received_at < @before", new { before = work.Now - replay - Duration.FromDays(30) }, ct);
        await work.CommitAsync(ct);
    }

    [LoggerMessage(1, LogLevel.Warning, "Outbox of {Database} could not be relayed; trying again")]
    private partial void Failed(Exception failure, string database);

    private sealed class OutboxRow
    {
        public long Position { get; init; }

        public Guid Id { get; init; }

        public string Type { get; init; } = "";

        public string Body { get; init; } = "";
    }
}
