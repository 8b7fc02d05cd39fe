using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;
using UpperBack.Infrastructure.Telemetry;
using UpperBack.Kernel.Time;
using UpperBack.Live.Presence;

namespace UpperBack.Live.Nodes;

/// <summary>How nodes tell each other what happened in a room: through Redis, at once, and without waiting for it.
/// Every word is heard on the node that tells it, too. Only what a node of this platform has sealed is
/// believed.</summary>
internal sealed class RoomBackplane(
    IConnectionMultiplexer redis,
    NodeMessageHandler handler,
    NodeMessageProtector protector,
    UpperBackMetrics metrics,
    TimeProvider clock,
    ILogger<RoomBackplane> log
) : IHostedService
{
    private const long LossWindowMs = 5_000;

    private readonly Lock telling = new();
    private long troubleAtMs;
    private int hasRefused;

    /// <summary>True when words may have been lost lately: what they would have said must be read from SQL.</summary>
    public bool MayHaveLostMessages =>
        !redis.IsConnected || clock.NowMs() - Interlocked.Read(ref troubleAtMs) < LossWindowMs;

    public async Task StartAsync(CancellationToken ct)
    {
        redis.ConnectionFailed += (_, _) => NotePossibleLoss();
        redis.ConnectionRestored += (_, _) => NotePossibleLoss();
        try
        {
            (await redis.GetSubscriber().SubscribeAsync(LiveKeys.Wire)).OnMessage(received =>
                HandleAsync(received.Message)
            );
        }
        catch (Exception ex) when (ex is RedisException or TimeoutException)
        {
            // The subscription stands and is made when Redis comes.
            log.BackplaneDown(ex);
            NotePossibleLoss();
        }
    }

    public Task StopAsync(CancellationToken ct) => Task.CompletedTask;

    /// <summary>Tells every node, this one first. It never fails and never waits.</summary>
    public void Publish(NodeMessage message)
    {
        handler.Handle(message);
        PublishToOthers(message);
    }

    /// <summary>Tells the other nodes of what this one has applied already.</summary>
    public void PublishToOthers(NodeMessage message)
    {
        try
        {
            // Together, so that words are sent in the order of their numbers.
            lock (telling)
                redis.GetSubscriber().Publish(LiveKeys.Wire, protector.Seal(message), CommandFlags.FireAndForget);
        }
        catch (Exception ex) when (ex is RedisException or TimeoutException or CryptographicException)
        {
            // Without the keys, which are in the database, nothing can be sealed.
            NotePossibleLoss();
        }
    }

    private async Task HandleAsync(RedisValue payload)
    {
        try
        {
            switch (protector.Open((byte[]?)payload ?? [], out var message))
            {
                case NodeMessageProtector.Verdict.Heard:
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
            // A node of another version says something this one does not know.
            log.NodeMessageUnknown(ex);
        }
    }

    private void Refuse(NodeMessageProtector.Verdict verdict)
    {
        metrics.NodeMessageRefused(verdict.ToString().ToLowerInvariant());
        if (Interlocked.Exchange(ref hasRefused, 1) == 0)
            log.NodeMessageRefused(verdict.ToString().ToLowerInvariant());

        // A forger must not be able to send every node to SQL.
        if (verdict == NodeMessageProtector.Verdict.Stale)
            NotePossibleLoss();
    }

    private void NotePossibleLoss() => Interlocked.Exchange(ref troubleAtMs, clock.NowMs());
}
