using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using UpperBack.Contracts.Ids;
using UpperBack.Contracts.Live;

namespace UpperBack.Live.Rooms;

/// <summary>One hub connection's outgoing messages: a bounded queue and one pump that alone waits for the socket. Whoever sends
/// never waits; a reader that falls too far behind is disconnected and comes back through the log.</summary>
internal sealed class LiveConnection
{
    private static readonly TimeSpan LongestWrite = TimeSpan.FromSeconds(10);

    private readonly Channel<Func<ILiveSessionClient, Task>> outgoing;
    private readonly ILiveSessionClient client;
    private readonly Action abort;
    private readonly ILogger log;

    public LiveConnection(string id, MemberId member, ILiveSessionClient client, Action abort, int backlog, ILogger log)
    {
        Id = id;
        Member = member;
        this.client = client;
        this.abort = abort;
        this.log = log;
        outgoing = Channel.CreateBounded<Func<ILiveSessionClient, Task>>(new BoundedChannelOptions(backlog) { SingleReader = true });
        _ = PumpAsync();
    }

    /// <summary>SignalR's id of the connection.</summary>
    public string Id { get; }

    /// <summary>Whose it is.</summary>
    public MemberId Member { get; }

    /// <summary>Sessions whose rooms this connection is in.</summary>
    public HashSet<SessionId> Rooms { get; } = [];

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

    /// <summary>No more messages; the connection is gone.</summary>
    public void Close() => outgoing.Writer.TryComplete();

    private async Task PumpAsync()
    {
        try
        {
            await foreach (var message in outgoing.Reader.ReadAllAsync())
                await message(client).WaitAsync(LongestWrite);
        }
        catch (Exception failure) when (failure is TimeoutException or IOException or HubException or InvalidOperationException or OperationCanceledException)
        {
            log.ConnectionLost(failure, Id);
            outgoing.Writer.TryComplete();
            abort();
        }
    }
}
