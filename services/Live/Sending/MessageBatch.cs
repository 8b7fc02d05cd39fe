using Microsoft.AspNetCore.SignalR.Protocol;

namespace UpperBack.Live.Sending;

/// <summary>Messages that leave together, as the same bytes for all connections of one protocol.</summary>
/// <param name="messages">At least one.</param>
internal sealed class MessageBatch(IReadOnlyList<LiveMessage> messages)
{
    private volatile Frames? frames;

    public IReadOnlyList<LiveMessage> Messages => messages;

    /// <summary>All messages, framed one after the other. Nobody may change it. Two that ask for a protocol first at
    /// the same time may make it twice; either may be used.</summary>
    public byte[] FramesFor(IHubProtocol protocol)
    {
        for (var made = frames; made is not null; made = made.Next)
        {
            if (ReferenceEquals(made.Protocol, protocol))
                return made.Bytes;
        }

        var bytes = messages.Count == 1 ? messages[0].FrameFor(protocol) : Join(protocol);
        frames = new Frames(protocol, bytes, frames);
        return bytes;
    }

    private byte[] Join(IHubProtocol protocol)
    {
        var (joined, at) = (new byte[messages.Sum(message => message.FrameFor(protocol).Length)], 0);
        foreach (var message in messages)
        {
            var frame = message.FrameFor(protocol);
            frame.CopyTo(joined, at);
            at += frame.Length;
        }

        return joined;
    }

    private sealed record Frames(IHubProtocol Protocol, byte[] Bytes, Frames? Next);
}
