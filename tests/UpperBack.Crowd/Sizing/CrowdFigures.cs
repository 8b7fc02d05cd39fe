using UpperBack.Crowd.Sockets;

namespace UpperBack.Crowd.Sizing;

/// <summary>What one run has shown: of the platform, and of the floor for the same crowd.</summary>
internal sealed record CrowdFigures(HubFigures Hub, FloorFigures Floor);

/// <summary>What a crowd has shown of the platform.</summary>
/// <param name="Joins">How everybody came.</param>
/// <param name="Cues">How cues travelled while everybody was in.</param>
/// <param name="BesideStrangers">The same beside strangers; null without any.</param>
/// <param name="Log">What everybody saw of the room's log.</param>
/// <param name="Server">What it cost; null when the process is not known.</param>
/// <param name="Activity">What went on beside the cues; null when nothing did.</param>
/// <param name="Strangers">What strangers were answered, by status.</param>
/// <param name="CrowdShare">The share of a core that the crowd itself took while cues were counted.</param>
internal sealed record HubFigures(
    JoinFigures Joins,
    CueLatency Cues,
    CueLatency? BesideStrangers,
    LogFigures Log,
    ServerFigures? Server,
    ActivityFigures? Activity,
    IReadOnlyDictionary<HttpStatusCode, int> Strangers,
    double CrowdShare
)
{
    private const double MaxDisturbanceMs = 100;

    /// <summary>What should not have happened, a sentence each.</summary>
    public IEnumerable<string> FindFaults()
    {
        (long Count, string What)[] counts =
        [
            (Joins.Refused.Values.Sum(), "were not let in"),
            (Joins.ToldAlone, "were told that nobody else is there"),
            (Log.Lost, "cues were lost"),
            (Log.Duplicates, "cues came twice"),
            (Log.Resyncs, "could not go on from the cue that they had"),
            (Log.Dropped.Values.Sum(), "were cut off"),
            (Log.Sent - Log.Acknowledged, "cues were not acknowledged"),
            (Log.RefusedCalls.Values.Sum(), "calls were refused"),
            (Activity?.FailedReads ?? 0, "reads failed"),
        ];
        var faults = counts.Where(one => one.Count > 0).Select(one => $"{one.Count} {one.What}.");
        return BesideStrangers is { } beside && beside.P99 > Cues.P99 + MaxDisturbanceMs
            ? faults.Append($"Strangers held cues up: their p99 is more than {MaxDisturbanceMs} ms above that without.")
            : faults;
    }
}

/// <summary>How everybody came.</summary>
/// <param name="In">How many did.</param>
/// <param name="PerSecond">How many a second.</param>
/// <param name="P50Ms">From opening a connection to being in, the median.</param>
/// <param name="P99Ms">What 99 % do not exceed.</param>
/// <param name="Refused">Who were not let in, by why.</param>
/// <param name="ToldAlone">Who were told that nobody else is there.</param>
/// <param name="AnswerBytes">Length of what a participant is answered.</param>
/// <param name="CpuMs">The server's processor time for each; null when it is not known.</param>
/// <param name="Cues">How cues travelled meanwhile, one a second.</param>
internal sealed record JoinFigures(
    int In,
    double PerSecond,
    double P50Ms,
    double P99Ms,
    IReadOnlyDictionary<string, int> Refused,
    int ToldAlone,
    int AnswerBytes,
    double? CpuMs,
    CueLatency Cues
);

/// <summary>What everybody saw of the room's log, from its beginning to its end.</summary>
internal sealed record LogFigures(
    int Sent,
    int Acknowledged,
    double CueBytes,
    long Lost,
    int Duplicates,
    int Resyncs,
    int Rejoined,
    IReadOnlyDictionary<string, int> Dropped,
    int SlowDropped,
    IReadOnlyDictionary<string, int> RefusedCalls
);

/// <summary>What the server's process used.</summary>
/// <param name="CpuPerMillion">Seconds of processor time for a million messages that were delivered.</param>
/// <param name="IdleShare">Share of a core while everybody is in and nothing is sent.</param>
/// <param name="IdleKilobytes">Memory for each connection then.</param>
/// <param name="LoadedKilobytes">And after the cues.</param>
internal sealed record ServerFigures(
    double CpuPerMillion,
    double IdleShare,
    double IdleKilobytes,
    double LoadedKilobytes
);

/// <summary>What the floor used for the same.</summary>
/// <param name="CpuPerMillion">As in <see cref="ServerFigures"/>.</param>
/// <param name="Cues">How its messages travelled.</param>
internal sealed record FloorFigures(double CpuPerMillion, CueLatency Cues)
{
    /// <summary>Of a class that somebody else leads: nobody knows how often cues come.</summary>
    public static FloorFigures Unknown { get; } = new(0, new CueLatency(0, 0, 0, 0, 0, 0));
}

/// <summary>What went on beside the cues.</summary>
internal sealed record ActivityFigures(
    int Calls,
    int Notes,
    long Reads,
    long FailedReads,
    double ReadP50Ms,
    double ReadP99Ms
);
