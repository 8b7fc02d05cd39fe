using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;
using UpperBack.Infrastructure.Telemetry;
using UpperBack.Kernel.Time;
using UpperBack.Live.Presence;

namespace UpperBack.Live.Nodes;

/// <summary>How nodes tell each other what happened in a room: through Redis, at once, and without waiting for it. Every word is
/// heard on the node that tells it, too. Only what a node of this platform has sealed is believed.</summary>
internal sealed class RoomWire(
    IConnectionMultiplexer redis, RoomListener listener, WireSeal seal, Measurements measurements, TimeProvider clock, ILogger<RoomWire> log) : IHostedService
{
    private const long DoubtMs = 5_000;

    private readonly Lock telling = new();
    private long troubleAtMs;
    private int hasRefused;

    /// <summary>True when words may have been lost lately: what they would have said must be read from SQL.</summary>
    public bool IsInDoubt => !redis.IsConnected || clock.NowMs() - Interlocked.Read(ref troubleAtMs) < DoubtMs;

    public async Task StartAsync(CancellationToken ct)
    {
        redis.ConnectionFailed += (_, _) => Doubt();
        redis.ConnectionRestored += (_, _) => Doubt();
        try
        {
            (await redis.GetSubscriber().SubscribeAsync(LiveKeys.Wire)).OnMessage(message => HearAsync(message.Message));
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            // The subscription stands and is made when Redis comes.
            log.WireDown(failure);
            Doubt();
        }
    }

    public Task StopAsync(CancellationToken ct) => Task.CompletedTask;

    /// <summary>Tells every node, this one first. It never fails and never waits.</summary>
    public void Tell(RoomWord word)
    {
        listener.Hear(word);
        TellOthers(word);
    }

    /// <summary>Tells the other nodes of what this one has applied already.</summary>
    public void TellOthers(RoomWord word)
    {
        try
        {
            // Together, so that words are sent in the order of their numbers.
            lock (telling)
                redis.GetSubscriber().Publish(LiveKeys.Wire, seal.Seal(word), CommandFlags.FireAndForget);
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException or CryptographicException)
        {
            // Without the keys, which are in the database, nothing can be sealed.
            Doubt();
        }
    }

    private async Task HearAsync(RedisValue message)
    {
        try
        {
            switch (seal.Open((byte[]?)message ?? [], out var word))
            {
                case WireSeal.Verdict.Heard:
                    await listener.HearAsync(word!);
                    break;
                case WireSeal.Verdict.Own:
                    break;
                case var verdict:
                    Refuse(verdict);
                    break;
            }
        }
        catch (JsonException failure)
        {
            // A node of another version says something this one does not know.
            log.WordUnknown(failure);
        }
    }

    private void Refuse(WireSeal.Verdict verdict)
    {
        measurements.NodeMessageRefused(verdict.ToString().ToLowerInvariant());
        if (Interlocked.Exchange(ref hasRefused, 1) == 0)
            log.WordRefused(verdict.ToString().ToLowerInvariant());

        // A forger must not be able to send every node to SQL.
        if (verdict == WireSeal.Verdict.Stale)
            Doubt();
    }

    private void Doubt() => Interlocked.Exchange(ref troubleAtMs, clock.NowMs());
}
