using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;

namespace UpperBack.Live.Rooms;

/// <summary>One hub connection's outgoing messages: a bounded queue, and one pump that alone waits for the socket.
/// Senders never wait; a reader that falls too far behind is disconnected and resumes from the log.</summary>
internal sealed class LiveConnection
{
    // mutation slow-reader: private static readonly TimeSpan WriteTimeout = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(10);

    private readonly Channel<Func<ILiveSessionClient, Task>> outgoing;
    private readonly HashSet<SessionId> rooms = [];
    private readonly ILiveSessionClient client;
    private readonly Action abort;
    private readonly ILogger log;
    private bool closed;

    public LiveConnection(
        string id,
        MemberId member,
        ILiveSessionClient client,
        Action abort,
        int maxQueued,
        ILogger log
    )
    {
        Id = id;
        Member = member;
        this.client = client;
        this.abort = abort;
        this.log = log;
        outgoing = Channel.CreateBounded<Func<ILiveSessionClient, Task>>(
            new BoundedChannelOptions(maxQueued) { SingleReader = true }
        );
        _ = PumpAsync();
    }

    /// <summary>SignalR's id of the connection.</summary>
    public string Id { get; }

    /// <summary>Whose it is.</summary>
    public MemberId Member { get; }

    /// <summary>Remembers that this connection is in a room.</summary>
    /// <returns>False when the connection is closed: it was removed from its rooms already, and would never be removed
    /// from this one.</returns>
    public bool TryEnter(SessionId sessionId)
    {
        lock (rooms)
        {
            if (!closed)
                rooms.Add(sessionId);
            return !closed;
        }
    }

    /// <summary>The connection is no longer in a room.</summary>
    public void Exit(SessionId sessionId)
    {
        lock (rooms)
            rooms.Remove(sessionId);
    }

    /// <summary>Queues a message; never waits.</summary>
    public void Send(Func<ILiveSessionClient, Task> message)
    {
        if (outgoing.Writer.TryWrite(message))
            return;

        if (outgoing.Writer.TryComplete())
        {
            log.SlowReaderDropped(Id);
            abort();
        }
    }

    /// <summary>No more messages and no more rooms: the connection is lost. A call of its own may still be in
    /// progress.</summary>
    /// <returns>The sessions in whose rooms it was.</returns>
    public IReadOnlyList<SessionId> Close()
    {
        outgoing.Writer.TryComplete();
        lock (rooms)
        {
            closed = true;
            return [.. rooms];
        }
    }

    private async Task PumpAsync()
    {
        try
        {
            await foreach (var message in outgoing.Reader.ReadAllAsync())
                await message(client).WaitAsync(WriteTimeout);
        }
        catch (Exception ex)
            when (ex
                    is TimeoutException
                        or IOException
                        or HubException
                        or InvalidOperationException
                        or OperationCanceledException
            )
        {
            log.ConnectionLost(ex, Id);
            outgoing.Writer.TryComplete();
            abort();
        }
    }
}
