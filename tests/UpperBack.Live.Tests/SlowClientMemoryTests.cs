using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using UpperBack.Contracts.Live;
using UpperBack.Kernel.Time;
using UpperBack.Live.Rooms;
using UpperBack.Live.Storage;
using Xunit.Abstractions;

namespace UpperBack.Live.Tests;

/// <summary>What a client that has stopped reading costs the server until it is dropped: its connection, what is queued
/// for it, and the cues that only its queue still holds. Nothing else in this process may take or give back memory
/// meanwhile.</summary>
[CollectionDefinition(nameof(SlowClientMemoryTests), DisableParallelization = true)]
[Collection(nameof(SlowClientMemoryTests))]
public sealed class SlowClientMemoryTests(LiveFixture fixture, ITestOutputHelper output) : IClassFixture<LiveFixture>
{
    private const double MaxMiB = 2;
    private const int Attempts = 3;

    private LiveDatabase Database => fixture.Server.Services.GetRequiredService<LiveDatabase>();

    private LiveOptions Options => fixture.Server.Services.GetRequiredService<IOptions<LiveOptions>>().Value;

    [Fact]
    public async Task AClientThatReadsNothingHoldsAtMostTwoMebibytes()
    {
        // What is allocated once, however many clients there are, is no client's.
        await MeasureAsync(clients: 2);
        var alone = await MeasureAsync(clients: 1);
        var fifty = await MeasureAsync(clients: 50);

        output.WriteLine($"A client alone holds {alone:0.00} MiB; each of fifty holds {fifty:0.00} MiB");
        Assert.True(alone <= MaxMiB, $"{alone:0.00} MiB");
        Assert.True(fifty <= MaxMiB, $"{fifty:0.00} MiB");
    }

    /// <summary>Fills the queues of clients that do not read with cues of full length.</summary>
    /// <returns>MiB a client.</returns>
    private async Task<double> MeasureAsync(int clients)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (session, instructor) = await fixture.StartClassAsync();
            var room = fixture.Server.Services.GetRequiredService<RoomRegistry>().FindLoaded(session)!;
            await FillLogAsync(room);
            var members = new List<TestMember>();
            for (var i = 0; i < clients; i++)
                members.Add(await fixture.Server.SignInAsync($"Slow {i}"));

            // It keeps what it receives, in the memory of this process.
            await instructor.DisposeAsync();
            await Eventually.Is(() => room.Connections.IsEmpty);
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var sockets = new List<ClientWebSocket>();
            try
            {
                foreach (var member in members)
                    sockets.Add(await JoinAndStopReadingAsync(room, member));

                long after;
                bool areAllHere;

                // Held meanwhile, so that no tick finds the room ahead of SQL.
                using (var locked = await room.LockAsync(CancellationToken.None))
                {
                    // Some places are left for what the ticks send.
                    for (var i = 0; i < Options.MaxQueuedMessages - 50; i++)
                        locked.Append(Next(room, FanOutTests.EndOf(room, locked)));
                    after = GC.GetTotalMemory(forceFullCollection: true);
                    areAllHere = room.Connections.All.Count == clients;
                }

                // The server drops them after some seconds; on a busy machine that may be too early to measure.
                if (areAllHere)
                    return (after - before) / 1024.0 / 1024.0 / clients;
                Assert.True(attempt < Attempts, "The clients were dropped before their memory could be measured.");
            }
            finally
            {
                sockets.ForEach(socket => socket.Dispose());
            }
        }
    }

    /// <summary>As many cues as the room keeps anyway: further ones take their places.</summary>
    private async Task FillLogAsync(Room room)
    {
        await using (var work = await Database.BeginAsync($"room/{room.SessionId}", default))
        {
            var end = (await CueRows.ReadEndAsync(work, room.SessionId, default))!;
            for (var i = 0; i < Options.MaxRecoveredCues; i++)
                await CueRows.InsertAsync(
                    work,
                    Next(room, new LogEnd(room.Position.Epoch, end.CueOffset + i, end.AtMs)),
                    default
                );
            await work.CommitAsync(default);
        }

        await Eventually.Is(() => room.Position.Offset >= Options.MaxRecoveredCues + 1, TimeSpan.FromSeconds(30));
    }

    private Cue Next(Room room, LogEnd end) => FanOutTests.Next(fixture.Server, room, end, new string('.', 280));

    private async Task<ClientWebSocket> JoinAndStopReadingAsync(Room room, TestMember member)
    {
        using var http = new SocketsHttpHandler
        {
            ConnectCallback = async (context, ct) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
                await socket.ConnectAsync(context.DnsEndPoint, ct);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        using var invoker = new HttpMessageInvoker(http, disposeHandler: false);
        var socket = await HubSocket.ConnectAsync(fixture.Server, member, invoker);
        var (epoch, offset) = room.Position;
        await socket.SendJsonAsync(
            $$$"""
            {"type":1,"invocationId":"1","target":"Join",
            "arguments":[{"sessionId":"{{{room.SessionId}}}","after":{"epoch":"{{{epoch}}}","offset":{{{offset}}}}}]}
            """
        );
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        while (!answer.ToString().Contains("\"invocationId\":\"1\"", StringComparison.Ordinal))
            answer.Append(Encoding.UTF8.GetString(buffer, 0, (await socket.ReceiveAsync(buffer, default)).Count));
        return socket;
    }
}
