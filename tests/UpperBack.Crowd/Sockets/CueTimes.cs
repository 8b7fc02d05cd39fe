using System.Diagnostics;

namespace UpperBack.Crowd.Sockets;

/// <summary>When each cue was to be sent, and how long after that it came. What keeps the sender from sending in time
/// keeps everybody from hearing it in time, so it counts.</summary>
internal sealed class CueTimes
{
    private readonly List<long> due = [];
    private readonly List<long> last = [];
    private int first;

    /// <summary>How many were sent.</summary>
    public int Sent => due.Count;

    /// <summary>Live deliveries of the cues that count.</summary>
    public Latencies Deliveries { get; private set; } = new();

    /// <summary>A cue is to be sent.</summary>
    /// <param name="at">When: a timestamp of <see cref="Stopwatch"/>.</param>
    /// <returns>Its number.</returns>
    public int Add(long at)
    {
        due.Add(at);
        last.Add(at);
        return due.Count - 1;
    }

    /// <summary>A cue came to somebody who was there when it was sent.</summary>
    public void Arrived(int number, long at)
    {
        if (number < first || number >= due.Count)
            return;
        Deliveries.Add(Stopwatch.GetElapsedTime(due[number], at));
        last[number] = Math.Max(last[number], at);
    }

    /// <summary>Counts anew, from the next cue on.</summary>
    public void CountFromHere() => (first, Deliveries) = (due.Count, new Latencies());

    /// <summary>How the cues that count went.</summary>
    public CueLatency Read()
    {
        var lastMs = Enumerable
            .Range(first, due.Count - first)
            .Select(number => Stopwatch.GetElapsedTime(due[number], last[number]).TotalMilliseconds)
            .Order()
            .ToArray();
        return new CueLatency(
            Deliveries.Count,
            Deliveries.AtMs(0.5),
            Deliveries.AtMs(0.95),
            Deliveries.AtMs(0.99),
            Deliveries.MaxMs,
            lastMs.Length == 0 ? 0 : lastMs[lastMs.Length / 2]
        );
    }
}

/// <summary>From the moment for which a cue was planned to its receipt, in milliseconds.</summary>
/// <param name="Deliveries">How many are meant.</param>
/// <param name="P50">The median.</param>
/// <param name="P95">What 95 % do not exceed.</param>
/// <param name="P99">What 99 % do not exceed.</param>
/// <param name="Max">The longest.</param>
/// <param name="LastParticipant">When the last participant had a cue: the median over the cues.</param>
internal sealed record CueLatency(
    long Deliveries,
    double P50,
    double P95,
    double P99,
    double Max,
    double LastParticipant
);
