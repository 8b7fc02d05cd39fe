namespace UpperBack.Live.Reports;

/// <summary>How many watched a class while it went on, from what each of them watched. Pure.</summary>
/// <param name="Peak">The most who ever watched at one moment.</param>
/// <param name="Points">A point a minute, from the start on.</param>
internal sealed record AttendanceCurve(int Peak, IReadOnlyList<CurvePoint> Points)
{
    private const long MinuteMs = 60_000;

    /// <summary>The curve of a class.</summary>
    /// <param name="watched">What each participant watched.</param>
    /// <param name="fromMs">Start of the class, Unix milliseconds.</param>
    /// <param name="toMs">Its end, or now.</param>
    public static AttendanceCurve Of(IEnumerable<IntervalSet> watched, long fromMs, long toMs)
    {
        var minutes = new int[Math.Max(0, (toMs - fromMs + MinuteMs - 1) / MinuteMs)];
        var changes = new List<(long AtMs, int By)>();
        foreach (var time in watched)
        {
            // Intervals are sorted: the last minute counted says whether this member is counted in a minute already.
            var counted = -1L;
            foreach (var (from, to) in time.Within(new TimeInterval(fromMs, toMs)).Intervals)
            {
                changes.Add((from, 1));
                changes.Add((to, -1));
                for (
                    var minute = Math.Max(counted + 1, (from - fromMs) / MinuteMs);
                    minute * MinuteMs + fromMs < to;
                    minute++
                )
                    minutes[counted = minute]++;
            }
        }

        return new AttendanceCurve(
            PeakOf(changes),
            [.. minutes.Select((count, minute) => new CurvePoint(fromMs + (minute * MinuteMs), count))]
        );
    }

    private static int PeakOf(IEnumerable<(long AtMs, int By)> changes)
    {
        var (count, peak) = (0, 0);

        // At one moment, those who leave are counted before those who join.
        foreach (var (_, by) in changes.OrderBy(change => change.AtMs).ThenBy(change => change.By))
            peak = Math.Max(peak, count += by);
        return peak;
    }
}

/// <summary>How many watched in a minute, or in a part of it.</summary>
/// <param name="AtMs">Its start, Unix milliseconds.</param>
/// <param name="Count">How many.</param>
internal sealed record CurvePoint(long AtMs, int Count);
