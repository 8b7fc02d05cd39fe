using System.Globalization;

namespace UpperBack.Crowd.Sizing;

/// <summary>What can be compared between machines, or nearly: costs and times in multiples of the floor's in the same
/// run, and lengths. Less is better in all of them.</summary>
internal static class Ratios
{
    private static readonly (string Name, string Meaning, Func<CrowdFigures, double?> Read)[] All =
    [
        ("cpuPerDelivery", "processor time of a delivery, in the floor's", run =>
            run.Hub.Server?.CpuPerMillion / run.Floor.CpuPerMillion
        ),
        ("cpuPerJoin", "processor time of a join, in the floor's of a delivery", run =>
            run.Hub.Server is null ? null : run.Hub.Joins.CpuMs * 1000 / run.Floor.CpuPerMillion
        ),
        ("p50", "median latency, in the floor's", run => run.Hub.Cues.P50 / run.Floor.Cues.P50),
        ("p99", "p99 of the latency, in the floor's", run => run.Hub.Cues.P99 / run.Floor.Cues.P99),
        ("lastParticipant", "when the last participant has a cue, in the floor's", run =>
            run.Hub.Cues.LastParticipant / run.Floor.Cues.LastParticipant
        ),
        ("idleKilobytes", "kB of memory a connection before the first cue", run => run.Hub.Server?.IdleKilobytes),
        ("loadedKilobytes", "kB of memory a connection after the cues", run => run.Hub.Server?.LoadedKilobytes),
        ("cueBytes", "bytes of a cue", run => run.Hub.Log.CueBytes),
        ("joinBytes", "bytes that answer a join", run => run.Hub.Joins.AnswerBytes),
    ];

    /// <summary>The median and the range of each over several runs; what could not be measured is left out.</summary>
    public static IReadOnlyDictionary<string, Ratio> Of(IReadOnlyList<CrowdFigures> runs) =>
        All.Select(ratio =>
                (
                    ratio.Name,
                    Values: runs.Select(ratio.Read)
                        .OfType<double>()
                        .Where(double.IsFinite)
                        .Select(value => Math.Round(value, 3))
                        .Order()
                        .ToArray()
                )
            )
            .Where(ratio => ratio.Values.Length > 0)
            .ToDictionary(
                ratio => ratio.Name,
                ratio => new Ratio(ratio.Values[ratio.Values.Length / 2], ratio.Values[0], ratio.Values[^1])
            );

    /// <summary>What a ratio is, in words.</summary>
    public static string MeaningOf(string name) => All.Single(ratio => ratio.Name == name).Meaning;

    /// <summary>A line for each.</summary>
    public static string Describe(IReadOnlyDictionary<string, Ratio> ratios) =>
        string.Join('\n', ratios.Select(ratio => $"{ratio.Value, -24} {MeaningOf(ratio.Key)}"));
}

/// <summary>One ratio over several runs.</summary>
internal sealed record Ratio(double Median, double Min, double Max)
{
    public override string ToString() =>
        Min == Max
            ? Median.ToString("0.##", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{Median:0.##} ({Min:0.##} to {Max:0.##})");
}
