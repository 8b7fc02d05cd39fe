using System.Globalization;

namespace UpperBack.Crowd;

/// <summary>What the crowd saw.</summary>
internal sealed record CrowdReport(CrowdPlan Plan, int Cues, long Received, int Gaps, int Duplicates, int Resyncs, int Resumed, double MedianMs, double P99Ms, double MaxMs)
{
    /// <summary>True when everybody got every cue once.</summary>
    public bool NothingMissed => Gaps == 0 && Duplicates == 0 && Resyncs == 0;

    public static CrowdReport From(CrowdPlan plan, int cues, IReadOnlyList<CrowdParticipant> participants)
    {
        var latencies = participants.SelectMany(participant => participant.LatenciesMs).Order().ToArray();
        double At(double share) => latencies.Length == 0 ? 0 : latencies[(int)((latencies.Length - 1) * share)];
        return new CrowdReport(
            plan, cues, latencies.LongLength, participants.Sum(p => p.Gaps), participants.Sum(p => p.Duplicates), participants.Sum(p => p.Resyncs),
            participants.Sum(p => p.Resumed), At(0.5), At(0.99), At(1));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        {Plan.Participants} connections, {Cues} cues at {Plan.CuesPerSecond} a second, {Resumed} drops and returns (seed {Plan.Seed})
        gaps {Gaps}, duplicates {Duplicates}, resyncs {Resyncs}
        from send to receipt, {Received} live deliveries: median {MedianMs:0.0} ms, p99 {P99Ms:0.0} ms, most {MaxMs:0.0} ms
        (crowd and server share this machine: {Environment.ProcessorCount} cores)
        """);
}
