namespace UpperBack.Crowd.Watching;

/// <summary>What a player has and has not played yet. It plays in real time, stands still when it has nothing left, and
/// goes on with the next part: no playing faster to catch up, which would hide what the network does. Pure; all times
/// are milliseconds.</summary>
/// <param name="skipMs">How much of what comes first is not played, only decoded.</param>
/// <param name="beginMs">How much there must be before it plays.</param>
internal sealed class PlayBuffer(double skipMs, double beginMs)
{
    private double buffered;
    private double played = skipMs;
    private double? lookedAt;

    /// <summary>How much is left to play.</summary>
    public double AheadMs => buffered - played;

    /// <summary>True once it has begun to play.</summary>
    public bool IsPlaying => lookedAt is not null;

    /// <summary>A part came.</summary>
    /// <returns>How long the player stood still since it was last looked at.</returns>
    public double Append(double durationMs, double nowMs)
    {
        var stoodStill = Elapse(nowMs);
        buffered += durationMs;
        if (lookedAt is null && buffered >= beginMs)
            lookedAt = nowMs;
        return stoodStill;
    }

    /// <summary>Time passed.</summary>
    /// <returns>How long the player stood still since it was last looked at.</returns>
    public double Elapse(double nowMs)
    {
        if (lookedAt is not { } before)
            return 0;

        var wanted = nowMs - before;
        var plays = Math.Min(wanted, AheadMs);
        played += plays;
        lookedAt = nowMs;
        return wanted - plays;
    }
}
