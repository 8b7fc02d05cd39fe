using System.Globalization;

namespace UpperBack.Crowd;

/// <summary>What the crowd saw.</summary>
internal sealed record CrowdReport(
    CrowdPlan Plan,
    int Cues,
    int Gaps,
    int Duplicates,
    int Resyncs,
    int Resumed,
    Latency Alone,
    Latency BesideStrangers,
    IReadOnlyDictionary<HttpStatusCode, int> ToStrangers
)
{
    private const double MaxDisturbanceMs = 100;

    /// <summary>True when everybody got every cue once, and strangers slowed nothing down that anybody would
    /// notice.</summary>
    public bool NothingMissed =>
        Gaps == 0 && Duplicates == 0 && Resyncs == 0 && BesideStrangers.P99Ms <= Alone.P99Ms + MaxDisturbanceMs;

    public static CrowdReport From(
        CrowdPlan plan,
        int cues,
        IReadOnlyList<CrowdParticipant> participants,
        IReadOnlyDictionary<HttpStatusCode, int> toStrangers
    ) =>
        new(
            plan,
            cues,
            participants.Sum(p => p.Gaps),
            participants.Sum(p => p.Duplicates),
            participants.Sum(p => p.Resyncs),
            participants.Sum(p => p.Resumed),
            Latency.Of(participants.SelectMany(participant => participant.LatenciesMs)),
            Latency.Of(participants.SelectMany(participant => participant.BesideStrangersMs)),
            toStrangers
        );

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {Plan.Participants} connections, {Cues} cues at {Plan.CuesPerSecond} a second
            {Resumed} drops and returns (seed {Plan.Seed})
            gaps {Gaps}, duplicates {Duplicates}, resyncs {Resyncs}
            from send to receipt, {Alone}{Strangers()}
            (crowd and server share this machine: {Environment.ProcessorCount} cores)
            """
        );

    private string Strangers() =>
        Plan.Strangers == 0
            ? ""
            : $"\nbeside {Plan.Strangers} strangers with wrong passwords, {BesideStrangers}"
                + $"\nanswered to them: {string.Join(", ", AnswersToStrangers())}";

    private IEnumerable<string> AnswersToStrangers() =>
        ToStrangers.OrderBy(answer => answer.Key).Select(answer => $"{(int)answer.Key} {answer.Value} times");
}

/// <summary>How long cues were on their way.</summary>
internal sealed record Latency(long Deliveries, double MedianMs, double P99Ms, double MaxMs)
{
    public static Latency Of(IEnumerable<double> allMs)
    {
        var sorted = allMs.Order().ToArray();
        double At(double share) => sorted.Length == 0 ? 0 : sorted[(int)((sorted.Length - 1) * share)];
        return new Latency(sorted.LongLength, At(0.5), At(0.99), At(1));
    }

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Deliveries} live deliveries: median {MedianMs:0.0} ms, p99 {P99Ms:0.0} ms, most {MaxMs:0.0} ms"
        );
}
