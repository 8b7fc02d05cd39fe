using Microsoft.AspNetCore.Connections.Features;

namespace UpperBack.Live.Sending;

/// <summary>The part that finds out who is silent, on either side.</summary>
internal sealed partial class SocketOutput : IConnectionInherentKeepAliveFeature
{
    // In rounds of a second. A web client speaks every 10 s, other stock clients every 15. That who is gone is gone for
    // the others is promised within 15 s.
    private const int SilenceBeforePing = 11;
    private const int PingInterval = 2;

    // As often as stock clients expect a message: they give up after 30 s without one, and no page sees pings.
    private const int QuietBeforeKeepAlive = 15;

    // mutation presence-frozen: private const int MaxSilence = 300;
    // mutation slow-reader: private const int MaxSilence = 300;
    private const int MaxSilence = 13;

    private int silence;
    private int quiet;

    bool IConnectionInherentKeepAliveFeature.HasInherentKeepAlive => true;

    /// <summary>Something was heard of the client.</summary>
    public void Heard() => Volatile.Write(ref silence, 0);

    /// <summary>Called every second: pings a client that says nothing, and drops one that does not answer; and says
    /// something to one that heard nothing for long.</summary>
    /// <param name="keepAlive">What it is told.</param>
    /// <param name="sinceSeconds">Time since the round before. The client's own silence counts in rounds: a process
    /// that stood still heard nobody.</param>
    /// <returns>False when the connection is closed.</returns>
    public bool CountSilence(MessageBatch keepAlive, int sinceSeconds)
    {
        lock (Gate)
        {
            Release(held.TakeOverdue());
            quiet += sinceSeconds;
            var isDue = quiet >= QuietBeforeKeepAlive && protocol is not null;
            if (isDue && !isSendingBacklog && !held.Holds && !HasEnded)
                Write(keepAlive);
        }

        ReportLoss();

        // That what waits leaves is awaited already, and no ping goes by it.
        if (Volatile.Read(ref isSendingBacklog))
            Heard();
        var seconds = Interlocked.Increment(ref silence);
        if (seconds > MaxSilence)
            Drop(new TimeoutException("Nothing was heard of the client, nor an answer to pings."));
        else if (seconds >= SilenceBeforePing && (seconds - SilenceBeforePing) % PingInterval == 0)
            Ping();
        return !isClosed && !IsLost;
    }

    private void Ping()
    {
        lock (Gate)
        {
            // When something waits, that it leaves is awaited already.
            ReadOnlySpan<byte> ping = [ServerFrames.FinalPing, 0];
            if (HasEnded || isSendingBacklog)
                return;

            var sent = TrySend(ping);
            if (sent < ping.Length && !IsLost)
                Keep(ping[sent..].ToArray(), messages: 0);
        }

        ReportLoss();
    }
}
