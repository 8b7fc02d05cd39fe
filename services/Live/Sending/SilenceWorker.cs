using System.Collections.Concurrent;
using UpperBack.Infrastructure.Workers;

namespace UpperBack.Live.Sending;

/// <summary>Finds who has frozen, or is behind a network that is gone, among the connections whose sockets are written
/// to directly: who says nothing for a while is pinged, and who still says nothing is dropped. Who heard nothing for a
/// while is told that the server is there. One round over all takes the place of a timer each, of pings to those who
/// speak anyway, and of SignalR's messages to those who hear enough.</summary>
internal sealed class SilenceWorker(TimeProvider clock, ILogger<SilenceWorker> log) : PollingWorker(clock, log)
{
    private readonly ConcurrentDictionary<SocketOutput, bool> watched = new();
    private readonly MessageBatch keepAlive = new([LiveMessage.KeepAlive()]);

    protected override TimeSpan Interval { get; } = TimeSpan.FromSeconds(1);

    /// <summary>Watches a connection until it is closed.</summary>
    public void Watch(SocketOutput output) => watched[output] = true;

    protected override Task RunRoundAsync(CancellationToken ct)
    {
        foreach (var (output, _) in watched)
        {
            if (!output.CountSilence(keepAlive))
                watched.TryRemove(output, out _);
        }

        return Task.CompletedTask;
    }
}
