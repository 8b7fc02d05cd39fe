using System.Collections.Concurrent;

namespace UpperBack.Crowd.Watching;

/// <summary>What all viewers saw while it counted.</summary>
internal sealed class Tally
{
    private readonly ConcurrentQueue<double> waits = new();
    private readonly ConcurrentQueue<double> ages = new();
    private readonly ConcurrentQueue<double> delays = new();
    private readonly ConcurrentDictionary<int, int> refusals = new();
    private volatile bool isCounting;
    private int playlists;
    private int parts;
    private int late;
    private int passedOn;
    private int stalls;
    private long stalledMs;
    private long bytes;

    /// <summary>False while the viewers come in and settle.</summary>
    public bool IsCounting
    {
        get => isCounting;
        set => isCounting = value;
    }

    public int Playlists => playlists;

    public int Parts => parts;

    /// <summary>Parts that came too late: see <see cref="Part"/>.</summary>
    public int Late => late;

    /// <summary>Answers that a cache says it did not have.</summary>
    public int PassedOn => passedOn;

    public int Stalls => stalls;

    public double StalledSeconds => stalledMs / 1000.0;

    public long Bytes => bytes;

    /// <summary>How long parts took from their hint to their last byte, in milliseconds.</summary>
    public double[] Waits => [.. waits.Order()];

    /// <summary>How old the first frame of a part was when its last byte came, in milliseconds.</summary>
    public double[] Ages => [.. ages.Order()];

    /// <summary>How old the frame was that was playing when a part came, in milliseconds.</summary>
    public double[] Delays => [.. delays.Order()];

    /// <summary>Refusals by status; 0 for those that got no answer at all.</summary>
    public IReadOnlyDictionary<int, int> Refusals => refusals;

    /// <summary>An answer came.</summary>
    public void Answer(bool isPlaylist, long length, bool wasPassedOn)
    {
        if (!isCounting)
            return;
        Interlocked.Increment(ref isPlaylist ? ref playlists : ref parts);
        Interlocked.Add(ref bytes, length);
        Interlocked.Add(ref passedOn, wasPassedOn ? 1 : 0);
    }

    /// <summary>A part is there. It is due one part's duration after its hint, or at once when it was listed already,
    /// and late when it is not there another part's duration after that.</summary>
    /// <param name="waitMs">From hint to last byte; null when there was no hint.</param>
    /// <param name="isLate">True when it is late.</param>
    /// <param name="ageMs">How old its first frame is.</param>
    /// <param name="delayMs">How old the frame is that plays; null when none does yet.</param>
    public void Part(double? waitMs, bool isLate, double ageMs, double? delayMs)
    {
        if (!isCounting)
            return;
        Interlocked.Add(ref late, isLate ? 1 : 0);
        ages.Enqueue(ageMs);
        if (waitMs is { } wait)
            waits.Enqueue(wait);
        if (delayMs is { } delay)
            delays.Enqueue(delay);
    }

    /// <summary>A player stood still.</summary>
    public void Stall(double milliseconds)
    {
        if (!isCounting || milliseconds < 1)
            return;
        Interlocked.Increment(ref stalls);
        Interlocked.Add(ref stalledMs, (long)milliseconds);
    }

    /// <summary>A request was refused.</summary>
    public void Refusal(int status)
    {
        if (isCounting)
            refusals.AddOrUpdate(status, 1, (_, before) => before + 1);
    }
}
