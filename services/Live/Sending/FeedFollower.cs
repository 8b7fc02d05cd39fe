namespace UpperBack.Live.Sending;

/// <summary>A connection's place in a room's feed. Its output alone moves it, under its own lock.</summary>
/// <param name="feed">The room's.</param>
/// <param name="output">The connection's.</param>
/// <param name="next">Number of the first message it is to be sent.</param>
internal sealed class FeedFollower(RoomFeed feed, ConnectionOutput output, long next)
{
    public RoomFeed Feed => feed;

    public ConnectionOutput Output => output;

    /// <summary>Number of the next message it is to be sent.</summary>
    public long Next { get; set; } = next;

    /// <summary>True when it no longer follows: a pass that has begun goes by it.</summary>
    public bool HasEnded { get; set; }
}
