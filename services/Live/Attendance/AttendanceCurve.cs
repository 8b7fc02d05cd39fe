namespace UpperBack.Live.Attendance;

/// <summary>How many watched a class while it went on, from what each of them watched. Pure.</summary>
/// <param name="Peak">The most who ever watched at one moment.</param>
/// <param name="Points">A point a minute, from the start on.</param>
internal sealed record AttendanceCurve(int Peak, IReadOnlyList<CurvePoint> Points)
{
    private const long StepMs = 60_000;

    /// <summary>The curve of a class.</summary>
    /// <param name="watched">What each participant watched.</param>
    /// <param name="fromMs">Start of the class, Unix milliseconds.</param>
    /// <param name="toMs">Its end, or now.</param>
    public static AttendanceCurve Of(IEnumerable<WatchedTime> watched, long fromMs, long toMs)
    {
        // Whoever goes at a moment is gone before another comes at it.
        var changes = watched
            .SelectMany(time => time.Intervals)
            .Select(interval => new WatchedInterval(Math.Max(interval.FromMs, fromMs), Math.Min(interval.ToMs, toMs)))
            .Where(interval => interval.FromMs < interval.ToMs)
            .SelectMany(interval => new[] { (AtMs: interval.FromMs, By: 1), (AtMs: interval.ToMs, By: -1) })
            .OrderBy(change => change.AtMs).ThenBy(change => change.By)
            .ToArray();
        var points = new List<CurvePoint>();
        var (count, peak, next) = (0, 0, 0);
        for (var atMs = fromMs; atMs < toMs; atMs += StepMs)
        {
            Advance(atMs);
            points.Add(new CurvePoint(atMs, count));
        }

        Advance(toMs);
        return new AttendanceCurve(peak, points);

        void Advance(long untilMs)
        {
            for (; next < changes.Length && changes[next].AtMs <= untilMs; next++)
            {
                count += changes[next].By;
                peak = Math.Max(peak, count);
            }
        }
    }
}

/// <summary>How many watched at a moment.</summary>
/// <param name="AtMs">Unix milliseconds.</param>
/// <param name="Count">How many.</param>
internal sealed record CurvePoint(long AtMs, int Count);
