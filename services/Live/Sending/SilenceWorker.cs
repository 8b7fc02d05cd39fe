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
    private long roundAt = clock.GetTimestamp();

    protected override TimeSpan Interval { get; } = TimeSpan.FromSeconds(1);

    /// <summary>Watches a connection until it is closed.</summary>
    public void Watch(SocketOutput output) => watched[output] = true;

    protected override Task RunRoundAsync(CancellationToken ct)
    {
        // Rounds may come late on a busy machine; who hears nothing must not hear that it is there as much later.
        var seconds = Math.Max(1, (int)Clock.GetElapsedTime(roundAt).TotalSeconds);
        roundAt = Clock.GetTimestamp();
        foreach (var (output, _) in watched)
        {
            if (!IsThere(output, seconds))
                watched.TryRemove(output, out _);
        }

        return Task.CompletedTask;
    }

    private bool IsThere(SocketOutput output, int seconds)
    {
        try
        {
            return output.CountSilence(keepAlive, seconds);
        }
        catch (Exception ex)
        {
            // Whatever is wrong with one connection, the others are looked at too; it resumes from the log.
            output.Drop(ex);
            return false;
        }
    }
}
