using System.Collections.Concurrent;
using System.Diagnostics;

namespace UpperBack.Browser.Mirror;

/// <summary>What goes over a page's WebSockets, from the moment on that this is made.</summary>
internal sealed class SocketTraffic
{
    private readonly ConcurrentQueue<Frame> frames = new();

    public SocketTraffic(IPage page) =>
        page.WebSocket += (_, socket) =>
        {
            socket.FrameReceived += (_, frame) => Add(frame, isSent: false);
            socket.FrameSent += (_, frame) => Add(frame, isSent: true);
        };

    /// <summary>Bytes of binary frames that came: pictures are the only ones there are.</summary>
    public long PictureBytesReceived => Sum(isSent: false);

    /// <summary>Bytes of binary frames that went out.</summary>
    public long PictureBytesSent => Sum(isSent: true);

    /// <summary>When the last picture came, by <see cref="Stopwatch.GetTimestamp"/>; null when none did.</summary>
    public long? LastPictureReceivedAt =>
        frames.Where(frame => !frame.IsSent).Select(frame => (long?)frame.At).LastOrDefault();

    private long Sum(bool isSent) => frames.Where(frame => frame.IsSent == isSent).Sum(frame => (long)frame.Bytes);

    private void Add(IWebSocketFrame frame, bool isSent)
    {
        // Both may be there for either kind of frame. All that the platform says in words is JSON objects.
        if (frame.Binary is [not (byte)'{', ..] picture && frame.Text?.StartsWith('{') != true)
            frames.Enqueue(new Frame(Stopwatch.GetTimestamp(), picture.Length, isSent));
    }

    private sealed record Frame(long At, int Bytes, bool IsSent);
}
