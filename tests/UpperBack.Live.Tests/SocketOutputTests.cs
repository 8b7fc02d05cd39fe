using System.Globalization;
using System.Net.WebSockets;
using Microsoft.AspNetCore.SignalR.Protocol;
using UpperBack.Live.Sending;

namespace UpperBack.Live.Tests;

/// <summary>One connection whose socket is written to directly: nothing is torn, doubled, lost or overtaken.</summary>
public sealed class SocketOutputTests
{
    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(2_000)]
    public async Task AllThatIsWrittenAtTheSameTimeArrivesWholeInOrderAndOnce(int pauseEveryBytes)
    {
        const int Each = 1_500;
        using var pair = await SocketPair.ConnectAsync();
        var feed = new RoomFeed();
        pair.Output.Follow(feed);
        var seed = Environment.TickCount;
        var writers = Task.WhenAll(
            Task.Run(() => Write(new Random(seed), (number, length) => feed.Publish(Message("feed", number, length)))),
            Task.Run(() =>
                Write(new Random(~seed), (number, length) => pair.Output.Send(Message("own", number, length)))
            ),
            Task.Run(async () =>
            {
                // SignalR cuts what is long into frames; nothing may come between them but control frames.
                for (var i = 0; i < Each; i++)
                {
                    await pair.SendOwnAsync($"{{\"signalr\":\"signalr {i}", isLast: false);
                    if (i % 3 == 0)
                        await pair.SendOwnAsync(new string(' ', i % 7 * 900), isLast: false);
                    await pair.SendOwnAsync("\"}\u001e");
                }
            })
        );

        var read = new List<string>();
        Assert.Equal("{}", await pair.ReadAsync());
        while (read.Count < 3 * Each)
            read.Add(await pair.ReadAsync(pauseEveryBytes));

        await writers;
        var signalR = read.Where(text => text.StartsWith('{')).Select(text => text.Split('"')[3].Trim());
        Assert.Equal(Numbers("feed"), read.Where(text => text.StartsWith("feed", StringComparison.Ordinal)));
        Assert.Equal(Numbers("own"), read.Where(text => text.StartsWith("own", StringComparison.Ordinal)));
        Assert.Equal(Numbers("signalr"), signalR);
        Assert.Equal(0, pair.Closings);

        static IEnumerable<string> Numbers(string kind) => Enumerable.Range(0, Each).Select(i => $"{kind} {i}");

        static LiveMessage Message(string kind, int number, int length) =>
            SocketPair.Message($"{kind} {number}", length);

        static void Write(Random random, Action<int, int> write)
        {
            for (var i = 0; i < Each; i++)
            {
                // Mostly a cue's length; sometimes longer than all buffers on the way.
                write(i, random.Next(100) == 0 ? random.Next(400_000) : random.Next(600));
                if (random.Next(50) == 0)
                    Thread.Sleep(1);
            }
        }
    }

    [Fact]
    public async Task AMessageLongerThanTheSocketsBufferArrivesWhole()
    {
        using var pair = await SocketPair.ConnectAsync();
        pair.Output.Send(SocketPair.Message("long", 5_000_000));
        pair.Output.Send(SocketPair.Message("short"));

        Assert.Equal("{}", await pair.ReadAsync());
        Assert.Equal("long", await pair.ReadAsync());
        Assert.Equal("short", await pair.ReadAsync());
    }

    [Fact]
    public async Task NothingComesBeforeTheAnswerToTheHandshake()
    {
        using var pair = await SocketPair.ConnectAsync(greet: false);
        pair.Output.Send(SocketPair.Message("early"));
        await pair.GreetAsync();
        pair.Output.Send(SocketPair.Message("later"));

        Assert.Equal("{}", await pair.ReadAsync());
        Assert.Equal("early", await pair.ReadAsync());
        Assert.Equal("later", await pair.ReadAsync());
    }

    [Fact]
    public async Task NothingFollowsTheFrameThatCloses()
    {
        using var pair = await SocketPair.ConnectAsync();
        await pair.ServerSocket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
        pair.Output.Send(SocketPair.Message("late"));

        Assert.Equal("{}", await pair.ReadAsync());
        Assert.Equal("closed", await pair.ReadAsync());
        await pair.ClientSocket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
        pair.Client.Shutdown(System.Net.Sockets.SocketShutdown.Send);
        Assert.Equal(0, pair.Client.Available);
    }

    [Fact]
    public async Task WhoReadsNothingHoldsNoMoreThanMayWaitAndIsDroppedOnce()
    {
        var reasons = new List<Exception?>();
        using var pair = await SocketPair.ConnectAsync(maxWaiting: 100, lost: reasons.Add);
        var sent = 0;
        while (pair.Closings == 0 && sent < 10_000)
            pair.Output.Send(SocketPair.Message(Text(sent++), 500));
        for (var i = 0; i < 10; i++)
            pair.Output.Send(SocketPair.Message("after"));

        Assert.InRange(sent, 100, 9_999);
        Assert.Equal(1, pair.Closings);
        Assert.Null(Assert.Single(reasons));
        await Assert.ThrowsAnyAsync<WebSocketException>(() => pair.SendOwnAsync("{}"));
    }

    [Fact]
    public async Task WhatSignalRWritesToAStuckConnectionFailsWhenThatIsDropped()
    {
        using var pair = await SocketPair.ConnectAsync(maxWaiting: 50);
        pair.Output.Send(SocketPair.Message("stuck", 5_000_000));
        var waiting = pair.SendOwnAsync(new string('x', 1000));
        Assert.False(waiting.IsCompleted);

        for (var i = 0; i < 60; i++)
            pair.Output.Send(SocketPair.Message("more"));

        await Assert.ThrowsAnyAsync<WebSocketException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.Equal(1, pair.Closings);
    }

    [Fact]
    public async Task WhoDisconnectsInTheMiddleOfAPassKeepsNothingFromTheOthers()
    {
        var lost = new List<Exception?>();
        using var gone = await SocketPair.ConnectAsync(lost: lost.Add);
        using var stays = await SocketPair.ConnectAsync();
        var feed = new RoomFeed();
        gone.Output.Follow(feed);
        stays.Output.Follow(feed);
        var publishing = Task.Run(() =>
        {
            for (var i = 0; i < 2_000; i++)
                feed.Publish(SocketPair.Message(Text(i), 300));
        });
        await gone.ReadAsync();
        gone.Client.Close(timeout: 0);

        Assert.Equal("{}", await stays.ReadAsync());
        for (var i = 0; i < 2_000; i++)
            Assert.Equal(Text(i), await stays.ReadAsync());
        await publishing;
        await Eventually.Is(() => gone.Closings == 1);
        Assert.NotNull(Assert.Single(lost));
    }

    [Fact]
    public async Task AClientThatHasShutDownItsHalfIsStillWrittenTo()
    {
        using var pair = await SocketPair.ConnectAsync();
        pair.Client.Shutdown(System.Net.Sockets.SocketShutdown.Send);
        pair.Output.Send(SocketPair.Message("still"));

        Assert.Equal("{}", await pair.ReadAsync());
        Assert.Equal("still", await pair.ReadAsync());
    }

    [Fact]
    public async Task ADeliveryAllocatesNothing()
    {
        const int Deliveries = 10;
        var protocol = new JsonHubProtocol();
        using var pair = await SocketPair.ConnectAsync(protocol: protocol);
        var follower = new FeedFollower(new RoomFeed(), pair.Output, 0);
        var batches = Enumerable
            .Range(0, 2 * Deliveries)
            .Select(i => new MessageBatch([SocketPair.Message($"{i}")]))
            .ToArray();
        for (var i = 0; i < Deliveries; i++)
            pair.Output.Deliver(follower, i, batches[i]);
        Array.ForEach(batches, batch => batch.FramesFor(protocol));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = Deliveries; i < 2 * Deliveries; i++)
            pair.Output.Deliver(follower, i, batches[i]);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
        Assert.Equal("{}", await pair.ReadAsync());
        for (var i = 0; i < 2 * Deliveries; i++)
            Assert.Equal(Text(i), await pair.ReadAsync());
    }

    [Fact]
    public async Task WhoReadsSlowlyIsNotDroppedForSilenceWhileSomethingWaits()
    {
        using var pair = await SocketPair.ConnectAsync();
        pair.Output.Send(SocketPair.Message("long", 5_000_000));
        Assert.Equal("{}", await pair.ReadAsync());
        var reading = pair.ReadAsync(pauseEveryBytes: 20_000);
        for (var second = 0; second < 18; second++)
            Assert.True(pair.Output.CountSilence());

        Assert.Equal("long", await reading);
        for (var second = 0; second < 14; second++)
            Assert.True(pair.Output.CountSilence());
        Assert.Equal(0, pair.Closings);
    }

    [Fact]
    public async Task WhoSaysNothingIsPingedAndDroppedWhenNothingIsAnswered()
    {
        Exception? reason = null;
        using var pair = await SocketPair.ConnectAsync(lost: ex => reason = ex);
        for (var second = 0; second < 15; second++)
            Assert.True(pair.Output.CountSilence());
        pair.Output.Heard();
        for (var second = 0; second < 15; second++)
            Assert.True(pair.Output.CountSilence());
        var received = new byte[64];
        var length = await pair.Client.ReceiveAsync(received);
        byte[] greeting = [0x81, 3, .. "{}\u001e"u8];
        byte[] pings = [0x89, 0, 0x89, 0, 0x89, 0];
        Assert.Equal([.. greeting, .. pings, .. pings], received.Take(length));

        Assert.False(pair.Output.CountSilence());

        Assert.IsType<TimeoutException>(reason);
        Assert.Equal(1, pair.Closings);
    }
}
