using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;
using UpperBack.Infrastructure.Telemetry;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Sync;

/// <summary>How nodes tell each other what happened in a room: through Redis, at once and without waiting for it. The
/// publishing node handles its own messages too. Only messages protected by a node of this platform are
/// handled.</summary>
internal sealed class RoomBackplane(
    IConnectionMultiplexer redis,
    NodeMessageHandler handler,
    NodeMessageProtector protector,
    AccessSignal access,
    UpperBackMetrics metrics,
    TimeProvider clock,
    ILogger<RoomBackplane> log
) : IHostedService
{
    private const long LossWindowMs = 5_000;

    private readonly Lock publishing = new();
    private long lastLossMs;
    private int hasRefused;

    /// <summary>True when messages may have been lost lately: what they said must be read from SQL.</summary>
    public bool MayHaveLostMessages =>
        !redis.IsConnected || clock.NowMs() - Interlocked.Read(ref lastLossMs) < LossWindowMs;

    public async Task StartAsync(CancellationToken ct)
    {
        redis.ConnectionFailed += (_, _) => NotePossibleLoss();
        redis.ConnectionRestored += (_, _) => NotePossibleLoss();
        try
        {
            var messages = await redis.GetSubscriber().SubscribeAsync(LiveKeys.NodeMessages);
            messages.OnMessage(received => HandleAsync(received.Message));
        }
        catch (Exception ex) when (ex is RedisException or TimeoutException)
        {
            // The client keeps the subscription and makes it when Redis comes.
            log.BackplaneDown(ex);
            NotePossibleLoss();
        }
    }

    public Task StopAsync(CancellationToken ct) => Task.CompletedTask;

    /// <summary>Handles a message here, and publishes it to the other nodes. It never fails and never waits.</summary>
    public void Publish(NodeMessage message)
    {
        handler.Handle(message);
        PublishToOthers(message);
    }

    /// <summary>Publishes to the other nodes what this one has applied already.</summary>
    public void PublishToOthers(NodeMessage message)
    {
        SignalAccess(message);
        try
        {
            // Under one lock, so that messages are sent in the order of their numbers.
            lock (publishing)
                redis
                    .GetSubscriber()
                    .Publish(LiveKeys.NodeMessages, protector.Protect(message), CommandFlags.FireAndForget);
        }
        catch (Exception ex) when (ex is RedisException or TimeoutException or CryptographicException)
        {
            // Without the keys, which are in the database, nothing can be protected.
            NotePossibleLoss();
        }
    }

    private async Task HandleAsync(RedisValue payload)
    {
        try
        {
            switch (protector.Unprotect((byte[]?)payload ?? [], out var message))
            {
                case NodeMessageProtector.Verdict.Accepted:
                    SignalAccess(message!);
                    await handler.HandleAsync(message!);
                    break;
                case NodeMessageProtector.Verdict.Own:
                    break;
                case var verdict:
                    Refuse(verdict);
                    break;
            }
        }
        catch (JsonException ex)
        {
            // A node of another version sends something this one does not know: what it meant is read from SQL.
            log.NodeMessageUnknown(ex);
            NotePossibleLoss();
        }
    }

    private void SignalAccess(NodeMessage message)
    {
        if (
            message
            is PlanChanged
                or RemovalsChanged
                or LeaderChanged
                or MemberRenamed
                or CueAppended { Cue.Content.Kind: CueKinds.ClassEnded }
        )
            access.Set();
    }

    private void Refuse(NodeMessageProtector.Verdict verdict)
    {
        metrics.NodeMessageRefused(verdict.ToString().ToLowerInvariant());
        if (Interlocked.Exchange(ref hasRefused, 1) == 0)
            log.NodeMessageRefused(verdict.ToString().ToLowerInvariant());

        // A forger must not be able to make every node read SQL.
        if (verdict == NodeMessageProtector.Verdict.Stale)
            NotePossibleLoss();
    }

    private void NotePossibleLoss() => Interlocked.Exchange(ref lastLossMs, clock.NowMs());
}
