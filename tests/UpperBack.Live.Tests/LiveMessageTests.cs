using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;
using UpperBack.Live.Hub;
using UpperBack.Live.Sending;

namespace UpperBack.Live.Tests;

public sealed class LiveMessageTests
{
    [Fact]
    public void AMessageIsWrittenAndFramedOnceForEachProtocol()
    {
        IHubProtocol json = new JsonHubProtocol();
        var messagePack = new MessagePackHubProtocol(
            Options.Create(new MessagePackHubProtocolOptions { SerializerOptions = IdMessagePack.Options })
        );
        foreach (var length in (int[])[0, 30, 40, 60, 200, 65_400, 65_535, 70_000])
        {
            var message = SocketPair.Message("n", length);
            var (text, binary) = (message.FrameFor(json), message.FrameFor(messagePack));

            Assert.Equal((0x81, 0x82), (text[0], binary[0]));
            Assert.Same(text, message.FrameFor(json));
            Assert.Same(binary, message.FrameFor(messagePack));
            Assert.Equal(text.Length, ServerFrames.FindMessage(text, out var kind));
            Assert.Equal(FrameKind.Data, kind);
            Assert.Equal(binary.Length, ServerFrames.FindMessage(binary, out _));
            Assert.True(text.AsSpan().EndsWith(message.Serialized.GetSerializedMessage(json).Span));
            Assert.True(binary.AsSpan().EndsWith(message.Serialized.GetSerializedMessage(messagePack).Span));
        }
    }

    [Fact]
    public void AMessageIsWholeWhenItsLastFrameIsAndControlFramesMayComeBetween()
    {
        byte[] begun = [0x01, 2, 1, 2];
        byte[] ping = [0x89, 1, 7];
        byte[] last = [0x80, 1, 3];
        byte[] all = [.. begun, .. ping, .. last];
        for (var length = 0; length < all.Length; length++)
            Assert.Equal(0, ServerFrames.FindMessage(all.AsSpan(0, length), out _));

        Assert.Equal(all.Length, ServerFrames.FindMessage([.. all, .. ping], out var kind));
        Assert.Equal(FrameKind.Data, kind);
        Assert.Equal(ping.Length, ServerFrames.FindMessage(ping, out kind));
        Assert.Equal(FrameKind.Control, kind);
        Assert.Equal(4, ServerFrames.FindMessage([0x88, 2, 3, 232], out kind));
        Assert.Equal(FrameKind.Close, kind);
    }
}
