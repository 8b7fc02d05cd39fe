namespace UpperBack.Live.Rooms;

/// <summary>What of a watch report counts, and how. Pure.</summary>
internal static class WatchRules
{
    /// <summary>Whole seconds, rounded.</summary>
    public static int SecondsOf(long ms) => (int)Math.Round(ms / 1000.0, MidpointRounding.AwayFromZero);

    /// <summary>The part of a report that can be true: while the class was on, after the member joined, and not in the
    /// future.</summary>
    /// <param name="report">As the client sent it, Unix milliseconds.</param>
    /// <param name="firstJoinedMs">When the member first joined the room.</param>
    /// <param name="classStartedMs">When the class started.</param>
    /// <param name="classEndedMs">When it ended, or null while it is on.</param>
    /// <param name="nowMs">The server's clock.</param>
    /// <returns>An interval; empty when nothing of the report can be true.</returns>
    public static TimeInterval ClampToClass(
        TimeInterval report,
        long firstJoinedMs,
        long classStartedMs,
        long? classEndedMs,
        long nowMs
    ) =>
        report.Within(
            new TimeInterval(Math.Max(firstJoinedMs, classStartedMs), Math.Min(classEndedMs ?? long.MaxValue, nowMs))
        );
}
