using System.Net.WebSockets;
using System.Text;
using UpperBack.Contracts.Live;

namespace UpperBack.Live.Tests;

/// <summary>A client takes what a join returns for the newest, so nothing that changes it comes before.</summary>
public sealed class HeldMessagesTests(LiveFixture fixture) : IClassFixture<LiveFixture>
{
    [Fact]
    public async Task WhatIsSentDuringAJoinArrivesAfterItsResult()
    {
        var (session, _) = await fixture.StartClassAsync();
        var room = FanOutTests.RoomOf(fixture.Server, session);
        using var enough = new CancellationTokenSource();
        var publishing = Task.Run(() =>
        {
            var notice = new StreamNotice(session, "live");
            while (!enough.IsCancellationRequested)
            {
                room.Connections.SendToAll(client => client.StreamChanged(notice));
                Thread.Sleep(1);
            }
        });

        for (var i = 0; i < 5; i++)
        {
            using var socket = await HubSocket.ConnectAsync(
                fixture.Server,
                await fixture.Server.SignInAsync($"Member {i}")
            );
            await socket.SendJsonAsync(
                $$"""{"type":1,"invocationId":"j","target":"Join","arguments":[{"sessionId":"{{session}}"}]}"""
            );

            var read = await ReadUntilAsync(socket, nameof(ILiveSessionClient.StreamChanged));
            Assert.Contains(read, message => message.Contains("\"invocationId\":\"j\"", StringComparison.Ordinal));
        }

        await enough.CancelAsync();
        await publishing;
    }

    [Fact]
    public async Task WhatIsSentDuringACallLeavesInOrderAfterItsAnswerAndAfterNothingElse()
    {
        using var pair = await SocketPair.ConnectAsync();
        pair.Output.Send(SocketPair.Message("before"));
        pair.Output.HoldForAnswer();
        pair.Output.Send(SocketPair.Message("first"));
        await pair.SendOwnAsync("{\"of\":\"the call before\"}\u001e");
        pair.Output.AnswerComes();
        pair.Output.Send(SocketPair.Message("second"));
        await pair.SendOwnAsync("{\"type\":6}\u001e");
        await pair.SendOwnAsync("{\"of\":\"this call\"}\u001e");
        pair.Output.AnswerComes();
        pair.Output.Send(SocketPair.Message("after"));

        string[] expected =
        [
            "{}",
            "before",
            "{\"of\":\"the call before\"}",
            "{\"type\":6}",
            "{\"of\":\"this call\"}",
            "first",
            "second",
            "after",
        ];
        foreach (var message in expected)
            Assert.Equal(message, await pair.ReadAsync());
    }

    [Fact]
    public async Task TheAnswerToTheHandshakeIsNotTakenForThatToACallHoweverLateItIs()
    {
        using var pair = await SocketPair.ConnectAsync(greet: false);
        pair.Output.Send(SocketPair.Message("before"));
        pair.Output.HoldForAnswer();
        pair.Output.Send(SocketPair.Message("held"));
        pair.Output.AnswerComes();
        for (var second = 0; second < 5; second++)
            Assert.True(pair.CountSilence());
        await pair.GreetAsync();
        await pair.SendOwnAsync("{\"of\":\"this call\"}\u001e");

        foreach (var message in (string[])["{}", "{\"of\":\"this call\"}", "before", "held"])
            Assert.Equal(message, await pair.ReadAsync());
    }

    [Fact]
    public async Task AnAnswerThatNobodyAskedForIsNotAwaitedForEver()
    {
        using var pair = await SocketPair.ConnectAsync();
        pair.Output.HoldForAnswer();
        pair.Output.Send(SocketPair.Message("held"));
        for (var second = 0; second < 5; second++)
            Assert.True(pair.CountSilence());
        pair.Output.AnswerComes();
        Assert.True(pair.CountSilence());
        await pair.SendOwnAsync("{\"type\":6}\u001e");

        Assert.True(pair.CountSilence());

        Assert.Equal("{}", await pair.ReadAsync());
        Assert.Equal("{\"type\":6}", await pair.ReadAsync());
        Assert.Equal("held", await pair.ReadAsync());
    }

    [Fact]
    public async Task NoMoreIsHeldThanMayWait()
    {
        var reasons = new List<Exception?>();
        using var pair = await SocketPair.ConnectAsync(maxWaiting: 10, lost: reasons.Add);
        pair.Output.HoldForAnswer();
        for (var i = 0; i < 10; i++)
            pair.Output.Send(SocketPair.Message("held"));
        Assert.Equal(0, pair.Closings);

        pair.Output.Send(SocketPair.Message("too many"));

        Assert.Equal(1, pair.Closings);
        Assert.Null(Assert.Single(reasons));
    }

    /// <summary>All messages up to the first that says something.</summary>
    private static async Task<List<string>> ReadUntilAsync(ClientWebSocket socket, string text)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var (read, unfinished, buffer) = (new List<string>(), new StringBuilder(), new byte[64 * 1024]);
        while (!read.Exists(message => message.Contains(text, StringComparison.Ordinal)))
        {
            var part = await socket.ReceiveAsync(buffer, limit.Token);
            unfinished.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
            if (!part.EndOfMessage)
                continue;

            read.AddRange(unfinished.ToString().Split('\u001e', StringSplitOptions.RemoveEmptyEntries));
            unfinished.Clear();
        }

        return read;
    }
}
