namespace UpperBack.Live.Sending;

/// <summary>What is due on a connection when nothing was heard of its client, or nothing was sent to it, for some rounds
/// of a second. Its owner locks it.</summary>
internal struct KeepAlive
{
    // A web client speaks every 10 s, other stock clients every 15.
    private const int SilenceBeforePing = 11;
    private const int PingInterval = 2;

    // mutation presence-frozen: private const int MaxSilence = 300;
    // mutation slow-reader: private const int MaxSilence = 300;
    private const int MaxSilence = 15;

    // Stock clients take a server for gone that sends nothing for 30 s.
    private const int MaxPause = 15;

    private int silence;
    private int pause;

    /// <summary>Something was heard of the client. Needs no lock.</summary>
    public void Heard() => Volatile.Write(ref silence, 0);

    /// <summary>A message was sent to the client.</summary>
    public void Sent() => pause = 0;

    /// <summary>A round is over.</summary>
    public Due Count()
    {
        var isPaused = ++pause >= MaxPause;
        if (isPaused)
            pause = 0;
        var seconds = Interlocked.Increment(ref silence);
        return (isPaused ? Due.Message : Due.Nothing)
            | (
                seconds > MaxSilence ? Due.End
                : seconds >= SilenceBeforePing && (seconds - SilenceBeforePing) % PingInterval == 0 ? Due.Answer
                : Due.Nothing
            );
    }

    [Flags]
    internal enum Due
    {
        Nothing = 0,

        /// <summary>The client must be sent something, or it takes the server for gone.</summary>
        Message = 1,

        /// <summary>The client must be asked for an answer.</summary>
        Answer = 2,

        /// <summary>The client is gone.</summary>
        End = 4,
    }
}
