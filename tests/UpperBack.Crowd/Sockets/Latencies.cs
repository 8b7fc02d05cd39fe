using System.Numerics;

namespace UpperBack.Crowd.Sockets;

/// <summary>Very many durations, each kept to within 2 %, in little memory.</summary>
internal sealed class Latencies
{
    // 64 steps for each doubling of the microseconds.
    private const int StepBits = 6;
    private const int Steps = 1 << StepBits;

    private readonly long[] counts = new long[Steps * 40];

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>The longest, in milliseconds.</summary>
    public double MaxMs { get; private set; }

    public void Add(TimeSpan duration)
    {
        var microseconds = (long)Math.Max(0, duration.TotalMicroseconds);
        counts[BucketOf(microseconds)]++;
        Count++;
        MaxMs = Math.Max(MaxMs, microseconds / 1000.0);
    }

    /// <summary>The duration that so large a share of them does not exceed, in milliseconds; 0 when there are
    /// none.</summary>
    public double AtMs(double share)
    {
        var wanted = (long)Math.Ceiling(share * Count);
        var seen = 0L;
        for (var bucket = 0; bucket < counts.Length && Count > 0; bucket++)
        {
            seen += counts[bucket];
            if (seen >= wanted && seen > 0)
                return Math.Min(MaxMs, EndOf(bucket) / 1000.0);
        }

        return 0;
    }

    private static int BucketOf(long microseconds)
    {
        if (microseconds < Steps)
            return (int)microseconds;
        var shift = BitOperations.Log2((ulong)microseconds) - StepBits;
        return (shift * Steps) + (int)(microseconds >> shift);
    }

    /// <summary>The first microsecond after a bucket.</summary>
    private static double EndOf(int bucket)
    {
        if (bucket < Steps)
            return bucket + 1;
        var shift = (bucket / Steps) - 1;
        return (double)(bucket - (shift * Steps) + 1) * (1L << shift);
    }
}
