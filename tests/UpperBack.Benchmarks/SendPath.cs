using System.Net.Sockets;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.SignalR.Protocol;
using UpperBack.Contracts.Live;
using UpperBack.Live.Sending;

namespace UpperBack.Benchmarks;

/// <summary>What one delivery of a cue costs, from the written message to the kernel, over loopback: the time is nearly
/// all the kernel's. It allocates nothing.</summary>
[MemoryDiagnoser]
public class SendPath
{
    private const int Connections = 500;

    private readonly List<Socket> clients = [];
    private readonly List<FeedFollower> followers = [];
    private readonly RoomFeed feed = new();
    private readonly CancellationTokenSource ended = new();
    private readonly Cue cue = new(
        SessionId.New(),
        "epoch",
        1,
        0,
        "client-cue-id",
        MemberId.New(),
        "Meera",
        new CueContent(CueKinds.Form, "Lift through the sternum, slide the shoulder blades down and back"),
        0
    );

    private LiveMessage message = null!;
    private Thread reader = null!;
    private long number;

    /// <summary>Connects everybody.</summary>
    [GlobalSetup]
    public void Connect()
    {
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var protocol = new JsonHubProtocol();
        for (var i = 0; i < Connections; i++)
        {
            var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
            client.Connect(listener.LocalEndPoint!);
            client.Blocking = false;
            clients.Add(client);
            var server = listener.Accept();
            server.Blocking = false;
            var output = new SocketOutput(server, server.Close, 1000);
            output.Open(protocol, _ => throw new InvalidOperationException("The reader is too slow."));
            _ = output.WriteOwnAsync([ServerFrames.FinalText, 0], FrameKind.Data);
            followers.Add(new FeedFollower(feed, output, 0));
        }

        message = (LiveMessage)WriteCue();
        message.FrameFor(protocol);
        reader = new Thread(Read);
        reader.Start();
    }

    /// <summary>Disconnects them.</summary>
    [GlobalCleanup]
    public void Disconnect()
    {
        ended.Cancel();
        reader.Join();
        clients.ForEach(client => client.Dispose());
    }

    /// <summary>One pass over the room; the figures are those of one delivery.</summary>
    [Benchmark(OperationsPerInvoke = Connections)]
    public void Deliver()
    {
        var batch = new MessageBatch([message]);
        foreach (var follower in followers)
            follower.Output.Deliver(follower, number, batch);
        number++;
    }

    /// <summary>What is done once for all: the cue becomes a message.</summary>
    [Benchmark]
    public object WriteCue() => LiveMessage.Of(client => client.CueReceived(cue));

    private void Read()
    {
        Span<byte> buffer = stackalloc byte[64 * 1024];
        while (!ended.IsCancellationRequested)
        {
            foreach (var client in clients)
                client.Receive(buffer, SocketFlags.None, out _);
        }
    }
}
