namespace UpperBack.Streaming.Health;

/// <summary>Decides whether the video failed a viewer of a class for so long that the class must not count as missed.
/// Pure.</summary>
internal static class OutagePolicy
{
    /// <summary>One part in so many of the class that was lost is too much.</summary>
    public const int LostPart = 5;

    /// <summary>However long the class: so much of it lost is too much.</summary>
    public const long LostMs = 180_000;

    /// <summary>What a viewer could not watch of a class: what never came in, and what did not get to them.</summary>
    /// <param name="classTime">From its start to its end.</param>
    /// <param name="gaps">When no video came in from the encoder.</param>
    /// <param name="stalls">When this viewer's video stood still.</param>
    public static IntervalSet LostOf(TimeInterval classTime, IEnumerable<TimeInterval> gaps, IntervalSet stalls) =>
        stalls.With(gaps).Within(classTime);

    /// <summary>Whether that is too much.</summary>
    public static bool Protects(IntervalSet lost, TimeInterval classTime) =>
        lost.LengthMs > 0 && (lost.LengthMs >= LostMs || lost.LengthMs * LostPart >= classTime.LengthMs);

    /// <summary>The part of a report that can be true: while the class was on, after the viewer came, and not in the
    /// future.</summary>
    /// <param name="report">As the player sent it.</param>
    /// <param name="cameMs">When the viewer first asked for access.</param>
    /// <param name="startedMs">When the class started.</param>
    /// <param name="endedMs">When it ended, or null while it is on.</param>
    /// <param name="nowMs">The server's clock.</param>
    /// <returns>Empty when nothing of it can be true.</returns>
    public static TimeInterval ClampToClass(
        TimeInterval report,
        long cameMs,
        long startedMs,
        long? endedMs,
        long nowMs
    ) => report.Within(new TimeInterval(Math.Max(cameMs, startedMs), Math.Min(endedMs ?? long.MaxValue, nowMs)));
}
