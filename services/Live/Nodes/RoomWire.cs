using System.Text.Json;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;
using UpperBack.Kernel.Time;
using UpperBack.Live.Presence;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Nodes;

/// <summary>How nodes tell each other what happened in a room: through Redis, at once, and without waiting for it. Every word is
/// heard on the node that tells it, too.</summary>
internal sealed class RoomWire(IConnectionMultiplexer redis, RoomListener listener, TimeProvider clock, ILogger<RoomWire> log) : IHostedService
{
    private const long DoubtMs = 5_000;

    private readonly string node = Guid.NewGuid().ToString("n");
    private long troubleAtMs;

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
            redis.GetSubscriber().Publish(LiveKeys.Wire, node + JsonSerializer.Serialize(word, RoomDirectory.Json), CommandFlags.FireAndForget);
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            Doubt();
        }
    }

    private async Task HearAsync(RedisValue message)
    {
        var text = (string)message!;
        if (text.StartsWith(node, StringComparison.Ordinal))
            return;

        try
        {
            await listener.HearAsync(JsonSerializer.Deserialize<RoomWord>(text.AsSpan(node.Length), RoomDirectory.Json)!);
        }
        catch (JsonException failure)
        {
            // A node of another version says something this one does not know.
            log.WordUnknown(failure);
        }
    }

    private void Doubt() => Interlocked.Exchange(ref troubleAtMs, clock.NowMs());
}
