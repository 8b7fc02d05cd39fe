namespace UpperBack.Crowd.Sockets;

/// <summary>What a crowd has met with so far.</summary>
internal sealed class CrowdCounts
{
    /// <summary>From opening a socket to being in, of those who came for the first time.</summary>
    public Latencies Joins { get; } = new();

    /// <summary>Who came back after a broken connection.</summary>
    public int Rejoined { get; set; }

    /// <summary>Why somebody was not let in, and how often.</summary>
    public Dictionary<string, int> Refused { get; } = [];

    /// <summary>Why somebody who was in was cut off, and how often. What this program cuts off is not in it.</summary>
    public Dictionary<string, int> Dropped { get; } = [];

    /// <summary>Slow readers who were cut off and noticed it.</summary>
    public int SlowDropped { get; set; }

    /// <summary>Why something that somebody called was refused, and how often.</summary>
    public Dictionary<string, int> RefusedCalls { get; } = [];

    /// <summary>Who was told on coming that nobody else is there, though the leader is.</summary>
    public int ToldAlone { get; set; }

    /// <summary>Cues that the leader was told are safe.</summary>
    public int Acknowledged { get; set; }

    /// <summary>Cues that somebody never got, though they got a later one.</summary>
    public long Gaps { get; set; }

    /// <summary>Cues that came again.</summary>
    public int Duplicates { get; set; }

    /// <summary>Who could not go on from the cue that they had.</summary>
    public int Resyncs { get; set; }

    /// <summary>Cues that came, with those that were caught up on.</summary>
    public long Cues { get; set; }

    /// <summary>Their bytes, with the WebSocket's and the protocol's.</summary>
    public long CueBytes { get; set; }

    /// <summary>Whatever else the room tells: who came, reactions, hands.</summary>
    public long Others { get; set; }

    /// <summary>Bytes of what a participant is answered who comes.</summary>
    public int JoinBytes { get; set; }

    public static void Count(Dictionary<string, int> reasons, string why) =>
        reasons[why] = reasons.GetValueOrDefault(why) + 1;
}
