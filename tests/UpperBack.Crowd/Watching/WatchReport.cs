using System.Globalization;

namespace UpperBack.Crowd.Watching;

/// <summary>What the viewers saw, and what it cost.</summary>
/// <param name="Viewers">How many.</param>
/// <param name="Seconds">For how long it was counted.</param>
/// <param name="Seed">Of the moments at which they came.</param>
/// <param name="Tally">What they saw.</param>
/// <param name="ServerShare">Share of a core that the server took; null when it is not our own.</param>
/// <param name="IdleShare">The same before anybody watched.</param>
/// <param name="Origin">What reached the server behind our own cache.</param>
internal sealed record WatchReport(
    int Viewers,
    double Seconds,
    int Seed,
    Tally Tally,
    double? ServerShare,
    double? IdleShare,
    OriginCount? Origin
)
{
    /// <summary>True when everybody saw everything in time.</summary>
    public bool NothingMissed =>
        Tally is { Late: 0, Stalls: 0, Refusals.Count: 0 } && (Viewers == 0 || Tally.Parts > 0);

    public override string ToString()
    {
        var lines = new List<string>
        {
            Line($"{Viewers} viewers for {Seconds:0} s (seed {Seed})"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"requests: {Tally.Playlists / Seconds:0} playlists and {Tally.Parts / Seconds:0} parts a second, "
                    + $"{Tally.Bytes / Seconds / 1e6:0.0} MB/s"
            ),
            Line($"late parts: {Tally.Late} of {Tally.Ages.Length}; from hint to last byte {Spread(Tally.Waits)}"),
            Line($"age of the newest part: {Spread(Tally.Ages)}; of what plays: {Spread(Tally.Delays)}"),
            Line($"stalls: {Tally.Stalls}, {Tally.StalledSeconds:0.0} s in all; refusals: {Refusals()}"),
        };
        if (ServerShare is { } share)
            lines.Add(Line($"the server: {share:0.0%} of a core; {IdleShare:0.0%} before anybody watched"));
        if (Tally.PassedOn > 0)
            lines.Add(Line($"the cache did not have {Tally.PassedOn / Seconds:0.0} answers a second"));
        if (Origin is { } origin)
            lines.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"at the origin: {origin.Media / Seconds:0.0} requests for media and "
                        + $"{origin.AccessChecks / Seconds:0.0} access checks a second"
                )
            );
        lines.Add($"(viewers and server share this machine: {Environment.ProcessorCount} cores)");
        return string.Join(Environment.NewLine, lines);
    }

    private string Refusals() =>
        Tally.Refusals.Count == 0
            ? "none"
            : string.Join(", ", Tally.Refusals.OrderBy(r => r.Key).Select(r => $"{r.Value} with {r.Key}"));

    private static string Spread(double[] sorted) =>
        sorted.Length == 0
            ? "unknown"
            : Line($"median {sorted[sorted.Length / 2]:0} ms, p99 {sorted[(int)((sorted.Length - 1) * 0.99)]:0} ms");

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
