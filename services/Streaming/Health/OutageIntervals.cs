namespace UpperBack.Streaming.Health;

/// <summary>A stretch of time.</summary>
/// <param name="FromMs">Start, Unix milliseconds, included.</param>
/// <param name="ToMs">End, Unix milliseconds, excluded.</param>
internal readonly record struct LostSpan(long FromMs, long ToMs)
{
    /// <summary>How long; 0 when it ends before it begins.</summary>
    public long LengthMs => Math.Max(0, ToMs - FromMs);

    /// <summary>What of it is within another; may be empty.</summary>
    public LostSpan Within(LostSpan other) => new(Math.Max(FromMs, other.FromMs), Math.Min(ToMs, other.ToMs));
}

/// <summary>When somebody could not watch: a set of moments, kept as sorted spans that do not touch. Reports may
/// overlap, repeat and come from several tabs; each moment counts once. Pure.</summary>
/// <param name="Spans">Sorted, none empty, none touching the next.</param>
internal sealed record OutageIntervals(IReadOnlyList<LostSpan> Spans)
{
    /// <summary>Nothing was lost.</summary>
    public static readonly OutageIntervals Nothing = new([]);

    /// <summary>How much in all.</summary>
    public long LengthMs => Spans.Sum(span => span.LengthMs);

    /// <summary>The union of any spans; empty ones add nothing.</summary>
    public static OutageIntervals Of(IEnumerable<LostSpan> spans)
    {
        var union = new List<LostSpan>();
        foreach (var span in spans.Where(span => span.LengthMs > 0).OrderBy(span => span.FromMs))
        {
            if (union.Count > 0 && union[^1] is var last && span.FromMs <= last.ToMs)
                union[^1] = last with { ToMs = Math.Max(last.ToMs, span.ToMs) };
            else
                union.Add(span);
        }

        return new OutageIntervals(union);
    }

    /// <summary>What of it is within a stretch of time.</summary>
    public OutageIntervals Within(LostSpan time) => Of(Spans.Select(span => span.Within(time)));

    /// <summary>Its longest spans, so that what is kept of one viewer stays small.</summary>
    public OutageIntervals Longest(int most) =>
        Spans.Count <= most
            ? this
            : Of(Spans.OrderByDescending(span => span.LengthMs).ThenBy(span => span.FromMs).Take(most));

    /// <summary>What several lost, one upon the other: every stretch in which at least one could not watch, and how
    /// many could not at its worst moment.</summary>
    public static IReadOnlyList<(LostSpan Span, int AtWorst)> Overlay(IEnumerable<OutageIntervals> everybodys)
    {
        // At one moment ends come before beginnings: who can watch again is not counted with who no longer can.
        var steps = everybodys
            .SelectMany(lost => lost.Spans)
            .SelectMany(span => new[] { (AtMs: span.FromMs, Change: 1), (AtMs: span.ToMs, Change: -1) })
            .OrderBy(step => step.AtMs)
            .ThenBy(step => step.Change);
        var stretches = new List<(LostSpan, int)>();
        var (now, atWorst, sinceMs) = (0, 0, 0L);
        foreach (var (atMs, change) in steps)
        {
            if (now == 0)
                (atWorst, sinceMs) = (0, atMs);
            now += change;
            atWorst = Math.Max(atWorst, now);
            if (now == 0)
                stretches.Add((new LostSpan(sinceMs, atMs), atWorst));
        }

        return stretches;
    }
}
