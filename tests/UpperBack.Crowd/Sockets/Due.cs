using System.Diagnostics;

namespace UpperBack.Crowd.Sockets;

/// <summary>What is to happen so often a second: each at a moment of its own, however late it is asked for.</summary>
internal sealed class Due
{
    private double perSecond;
    private long began;
    private long taken;

    /// <summary>How often from now on, the first time after one interval; 0 for never.</summary>
    public double PerSecond
    {
        set => (perSecond, began, taken) = (value, Stopwatch.GetTimestamp(), 0);
    }

    /// <summary>How long until the next one.</summary>
    public TimeSpan Wait =>
        perSecond > 0 ? Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), Next) : TimeSpan.MaxValue;

    private long Next => began + (long)((taken + 1) * Stopwatch.Frequency / perSecond);

    /// <summary>Takes the next one.</summary>
    /// <returns>The moment at which it was due, as a timestamp; null when none is.</returns>
    public long? Take()
    {
        if (perSecond <= 0)
            return null;

        var next = Next;
        if (next > Stopwatch.GetTimestamp())
            return null;
        taken++;
        return next;
    }
}
