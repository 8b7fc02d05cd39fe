using System.Text.Json.Serialization;

namespace UpperBack.Kernel.Time;

/// <summary>A stretch of time.</summary>
/// <param name="FromMs">Start, Unix milliseconds, included.</param>
/// <param name="ToMs">End, Unix milliseconds, excluded.</param>
public readonly record struct TimeInterval(long FromMs, long ToMs)
{
    /// <summary>How long; 0 when it ends before it begins.</summary>
    [JsonIgnore]
    public long LengthMs => Math.Max(0, ToMs - FromMs);

    /// <summary>What of it is within another; may be empty.</summary>
    public TimeInterval Within(TimeInterval other) => new(Math.Max(FromMs, other.FromMs), Math.Min(ToMs, other.ToMs));
}

/// <summary>A set of moments, kept as sorted intervals that do not touch. Reports may overlap, repeat and come from
/// several tabs; each moment counts once. Pure.</summary>
/// <param name="Intervals">Sorted, none empty, none touching the next.</param>
public sealed record IntervalSet(IReadOnlyList<TimeInterval> Intervals)
{
    /// <summary>No moment.</summary>
    public static readonly IntervalSet Empty = new([]);

    /// <summary>How long in all.</summary>
    public long LengthMs => Intervals.Sum(interval => interval.LengthMs);

    /// <summary>The union of any intervals; empty ones add nothing.</summary>
    public static IntervalSet Of(IEnumerable<TimeInterval> intervals)
    {
        var union = new List<TimeInterval>();
        foreach (var next in intervals.Where(interval => interval.LengthMs > 0).OrderBy(interval => interval.FromMs))
        {
            if (union.Count > 0 && union[^1] is var last && next.FromMs <= last.ToMs)
                union[^1] = last with { ToMs = Math.Max(last.ToMs, next.ToMs) };
            else
                union.Add(next);
        }

        return new IntervalSet(union);
    }

    /// <summary>This and more intervals.</summary>
    public IntervalSet With(params IEnumerable<TimeInterval> more) => Of([.. Intervals, .. more]);

    /// <summary>What of it is within an interval.</summary>
    public IntervalSet Within(TimeInterval time) => Of(Intervals.Select(interval => interval.Within(time)));

    /// <summary>Its longest intervals, so that what is stored of one person stays small.</summary>
    public IntervalSet Longest(int max) =>
        Intervals.Count <= max
            ? this
            : Of(
                Intervals.OrderByDescending(interval => interval.LengthMs).ThenBy(interval => interval.FromMs).Take(max)
            );

    /// <summary>Several sets on top of each other: every stretch in which at least one has a moment, and how many have
    /// at the most.</summary>
    public static IReadOnlyList<(TimeInterval Interval, int Max)> Overlay(IEnumerable<IntervalSet> sets)
    {
        // At the same moment ends come before beginnings: one interval that ends where another begins is not two.
        var steps = sets.SelectMany(set => set.Intervals)
            .SelectMany(interval => new[] { (AtMs: interval.FromMs, Change: 1), (AtMs: interval.ToMs, Change: -1) })
            .OrderBy(step => step.AtMs)
            .ThenBy(step => step.Change);
        var stretches = new List<(TimeInterval, int)>();
        var (now, max, sinceMs) = (0, 0, 0L);
        foreach (var (atMs, change) in steps)
        {
            if (now == 0)
                (max, sinceMs) = (0, atMs);
            now += change;
            max = Math.Max(max, now);
            if (now == 0)
                stretches.Add((new TimeInterval(sinceMs, atMs), max));
        }

        return stretches;
    }
}
