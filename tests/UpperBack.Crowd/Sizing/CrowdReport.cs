using System.Globalization;
using UpperBack.Crowd.Sockets;

namespace UpperBack.Crowd.Sizing;

/// <summary>A run in words.</summary>
internal static class CrowdReport
{
    private const double Busy = 0.85;

    public static string Of(CrowdPlan plan, CrowdFigures figures)
    {
        var (run, floor) = (figures.Hub, figures.Floor);
        var (joins, log) = (run.Joins, run.Log);
        var lines = new List<string>
        {
            $"{CrowdKind.Of(plan)} (seed {plan.Seed})",
            Line($"joining: {joins.In}, {joins.PerSecond:0} a second; median {joins.P50Ms:0} ms, p99 {joins.P99Ms:0}"),
            Line($"  answer {joins.AnswerBytes} bytes; {joins.ToldAlone} told alone; refused: {Each(joins.Refused)}"),
            $"  cues meanwhile, {Spread(joins.Cues)}",
            $"cues, {Spread(run.Cues)}",
            $"  of the floor, {Spread(floor.Cues)}",
            Line($"  {log.CueBytes:0} bytes each; {log.Acknowledged} of {log.Sent} acknowledged"),
            Line($"  lost {log.Lost}, twice {log.Duplicates}, resyncs {log.Resyncs}; {log.Rejoined} came back"),
            Line($"  cut off by the server: {Each(log.Dropped)}; slow readers: {log.SlowDropped} of {plan.Slow}"),
        };
        if (run.Server is { } server)
        {
            lines.Add(Line($"processor: {server.CpuPerMillion:0.0} s a million deliveries, the floor"));
            lines[^1] += Line($" {floor.CpuPerMillion:0.0}; {joins.CpuMs:0.00} ms a join; ");
            lines[^1] += Line($"{server.IdleShare:0.0%} of a core when nothing is sent");
            lines.Add(
                Line($"memory: {server.IdleKilobytes:0.0} kB a connection, {server.LoadedKilobytes:0.0} after the cues")
            );
        }

        if (run.Activity is { } activity)
        {
            lines.Add(
                Line($"beside them {activity.Calls} calls, {activity.Notes} notes, refused: {Each(log.RefusedCalls)}; ")
            );
            lines[^1] += Line($"{activity.Reads} reads, {activity.FailedReads} failed: ");
            lines[^1] += Line($"median {activity.ReadP50Ms:0.0} ms, p99 {activity.ReadP99Ms:0.0}");
        }

        if (run.BesideStrangers is { } beside)
            lines.Add(
                $"beside {plan.Strangers} strangers with wrong passwords, {Spread(beside)}\n  answered to them: "
                    + Each(run.Strangers.ToDictionary(one => $"{(int)one.Key}", one => one.Value))
            );
        lines.Add(
            Line($"the crowd took {run.CrowdShare:0%} of a core of this machine's {Environment.ProcessorCount}")
                + (run.CrowdShare > Busy ? ": it is the limit, not the server" : "")
        );
        return string.Join('\n', lines);
    }

    private static string Spread(CueLatency latency) =>
        Line($"{latency.Deliveries} deliveries: median {latency.P50:0.0} ms, p95 {latency.P95:0.0}, ")
        + Line($"p99 {latency.P99:0.0}, most {latency.Max:0.0}; ")
        + Line($"the last participant after {latency.LastParticipant:0.0}");

    private static string Each(IReadOnlyDictionary<string, int> reasons) =>
        reasons.Count == 0
            ? "none"
            : string.Join(", ", reasons.OrderByDescending(one => one.Value).Select(one => $"{one.Value} × {one.Key}"));

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
