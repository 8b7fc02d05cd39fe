namespace UpperBack.Live.Rooms;

/// <summary>What somebody watched: a set of moments, kept as sorted intervals that do not touch. Reports may overlap,
/// repeat and come from several tabs; each moment counts once. Pure.</summary>
/// <param name="Intervals">From (included) and to (excluded), Unix milliseconds.</param>
internal sealed record WatchedIntervals(IReadOnlyList<WatchedInterval> Intervals)
{
    /// <summary>Nothing.</summary>
    public static readonly WatchedIntervals Nothing = new([]);

    /// <summary>How long in all, in whole seconds, rounded.</summary>
    public int Seconds =>
        (int)
            Math.Round(
                Intervals.Sum(interval => interval.ToMs - interval.FromMs) / 1000.0,
                MidpointRounding.AwayFromZero
            );

    /// <summary>How much of a stretch was watched, in milliseconds.</summary>
    /// <param name="fromMs">Its start.</param>
    /// <param name="toMs">Its end.</param>
    public long WithinMs(long fromMs, long toMs) =>
        Intervals.Sum(interval => Math.Max(0, Math.Min(interval.ToMs, toMs) - Math.Max(interval.FromMs, fromMs)));

    /// <summary>What of it was before a moment.</summary>
    public WatchedIntervals Until(long ms) =>
        new([
            .. Intervals
                .Where(interval => interval.FromMs < ms)
                .Select(interval => interval with { ToMs = Math.Min(interval.ToMs, ms) }),
        ]);

    /// <summary>This and one interval more.</summary>
    public WatchedIntervals With(long fromMs, long toMs)
    {
        if (toMs <= fromMs)
            return this;

        var merged = new List<WatchedInterval>(Intervals.Count + 1);
        foreach (var interval in Intervals)
        {
            if (interval.ToMs < fromMs || interval.FromMs > toMs)
                merged.Add(interval);
            else
                (fromMs, toMs) = (Math.Min(fromMs, interval.FromMs), Math.Max(toMs, interval.ToMs));
        }

        merged.Insert(
            merged.FindIndex(interval => interval.FromMs > toMs) is var at and >= 0 ? at : merged.Count,
            new WatchedInterval(fromMs, toMs)
        );
        return new WatchedIntervals(merged);
    }

    /// <summary>The part of a report that can be true: while the class was on, after the member joined, and not in the
    /// future.</summary>
    /// <param name="report">As the client sent it, Unix milliseconds.</param>
    /// <param name="firstJoinedMs">When the member first joined the room.</param>
    /// <param name="classStartedMs">When the class started.</param>
    /// <param name="classEndedMs">When it ended, or null while it is on.</param>
    /// <param name="nowMs">The server's clock.</param>
    /// <returns>An interval; empty (to ≤ from) when nothing of the report can be true.</returns>
    public static WatchedInterval ClampToClass(
        WatchedInterval report,
        long firstJoinedMs,
        long classStartedMs,
        long? classEndedMs,
        long nowMs
    ) =>
        new(
            Math.Max(report.FromMs, Math.Max(firstJoinedMs, classStartedMs)),
            Math.Min(report.ToMs, Math.Min(classEndedMs ?? long.MaxValue, nowMs))
        );
}

/// <summary>A stretch of time.</summary>
/// <param name="FromMs">Start, Unix milliseconds, included.</param>
/// <param name="ToMs">End, Unix milliseconds, excluded.</param>
internal readonly record struct WatchedInterval(long FromMs, long ToMs);
