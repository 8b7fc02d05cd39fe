using Microsoft.AspNetCore.SignalR.Protocol;

namespace UpperBack.Live.Sending;

/// <summary>The messages that one pass over a room's connections takes along, as the same bytes for all of one
/// protocol.</summary>
/// <param name="from">Number of the first.</param>
/// <param name="messages">At least one.</param>
internal sealed class FeedPass(long from, IReadOnlyList<LiveMessage> messages)
{
    private Frames? frames;

    /// <summary>Number of the first message.</summary>
    public long From => from;

    /// <summary>Number of the message after the last.</summary>
    public long To => from + messages.Count;

    public IReadOnlyList<LiveMessage> Messages => messages;

    /// <summary>All messages, framed one after the other. A pass is one thread's.</summary>
    public byte[] FramesFor(IHubProtocol protocol)
    {
        for (var made = frames; made is not null; made = made.Next)
        {
            if (ReferenceEquals(made.Protocol, protocol))
                return made.Bytes;
        }

        var bytes =
            messages.Count == 1
                ? messages[0].FrameFor(protocol)
                : messages.SelectMany(message => message.FrameFor(protocol)).ToArray();
        frames = new Frames(protocol, bytes, frames);
        return bytes;
    }

    private sealed record Frames(IHubProtocol Protocol, byte[] Bytes, Frames? Next);
}

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
