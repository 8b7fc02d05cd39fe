using Microsoft.AspNetCore.SignalR.Protocol;
using UpperBack.Live.Sending;

namespace UpperBack.Live.Tests;

/// <summary>A connection without a socket: it remembers what it was given.</summary>
internal sealed class RecordingOutput : ConnectionOutput
{
    private readonly List<LiveMessage> written = [];
    private bool isClosed;

    public Action? BeforeEachPass { get; init; }

    /// <summary>What the messages are written in, as they would be for a socket; null when they are not.</summary>
    public IHubProtocol? Protocol { get; init; }

    public int Passes { get; private set; }

    public Exception? Lost { get; private set; }

    public bool WroteAfterTheEnd { get; private set; }

    public List<LiveMessage> Written
    {
        get
        {
            lock (Gate)
                return [.. written];
        }
    }

    public void Close()
    {
        lock (Gate)
            isClosed = true;
    }

    protected override void Write(MessageBatch batch)
    {
        BeforeEachPass?.Invoke();
        if (Protocol is not null)
            batch.FramesFor(Protocol);
        Passes++;
        WroteAfterTheEnd |= isClosed;
        written.AddRange(batch.Messages);
    }

    protected override void Finish() { }

    protected override void Close(Exception? reason) => Lost = reason;
}
