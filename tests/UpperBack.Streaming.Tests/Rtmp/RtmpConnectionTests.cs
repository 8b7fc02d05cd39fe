using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using UpperBack.Streaming.Rtmp;

namespace UpperBack.Streaming.Tests.Rtmp;

/// <summary>Who gets a connection, and how long one lasts.</summary>
public sealed class RtmpConnectionTests : RtmpServerTest
{
    [Fact]
    public async Task SilenceOfTenSecondsEndsAConnection()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(Server.Endpoint!);
        var stream = socket.GetStream();

        // Who has the server's half of the handshake is waited for from then on at the latest. The clock is moved once:
        // moved again, it would also end the time in which the server says why.
        await stream.WriteAsync(RtmpBytes.Publish("x").AsMemory(0, 1 + 1536));
        await stream.ReadExactlyAsync(new byte[1 + (2 * 1536)]);
        Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.NotEmpty(await ReadToEndAsync(stream));
    }

    [Fact]
    public async Task ConnectionsThatAreOpenedAndLeftKeepNoEncoderOut()
    {
        var idle = new List<TcpClient>();
        for (var i = 0; i < 90; i++)
        {
            var socket = new TcpClient();
            await socket.ConnectAsync(Server.Endpoint!);
            if (i % 3 == 1)
                await socket.GetStream().WriteAsync(new byte[] { 3 });
            else if (i % 3 == 2)
                await socket.GetStream().WriteAsync(RtmpBytes.Publish("x").AsMemory(0, 3200));
            idle.Add(socket);
        }

        await Ffmpeg.PublishAsync(Ffmpeg.Clip(5, H264), "-c copy", $"{Address}/{FakeGateway.Key}");
        await Eventually.Is(() => Assert.Single(Gateway.EncoderSessions).IsClosed);
        Assert.True(Gateway.EncoderSessions.Single().Samples.Count > 140);

        // The oldest were evicted; the others end after ten seconds.
        await Eventually.Is(() => idle.Take(60).All(socket => socket.Client.Poll(0, SelectMode.SelectRead)));
        var left = idle.Select(socket => ReadToEndAsync(socket.GetStream())).ToList();
        await Eventually.Is(() =>
        {
            Clock.Advance(TimeSpan.FromSeconds(11));
            return left.All(one => one.IsCompleted);
        });
        idle.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task WhoStreamsIsNeverAskedToMakeRoom()
    {
        var publishing = Ffmpeg.PublishAsync(Ffmpeg.Clip(5, H264), "-c copy", $"{Address}/{FakeGateway.Key}", "-re");
        await Eventually.Is(() => Gateway.EncoderSessions.TryPeek(out var one) && one.Samples.Count > 10);
        for (var i = 0; i < 90; i++)
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(Server.Endpoint!);
        }

        await publishing;
        await Eventually.Is(() => Assert.Single(Gateway.EncoderSessions).IsClosed);
        Assert.True(Gateway.EncoderSessions.Single().Samples.Count > 140);
    }

    [Fact]
    public async Task WhoDoesNotReadIsEndedInTime()
    {
        var place = new PendingConnections(1, 1).Add(IPAddress.Loopback);
        var running = new RtmpConnection(new DeafStream(RtmpBytes.Publish("x")), Gateway, place, Clock).RunAsync(
            default
        );
        await Eventually.Is(() =>
        {
            Clock.Advance(TimeSpan.FromSeconds(11));
            return running.IsCompleted;
        });
        Assert.Contains("ten seconds", await running, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsNoRtmpIsTurnedAway()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(Server.Endpoint!);
        await socket.GetStream().WriteAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray());
        Assert.Contains(
            "no RTMP",
            System.Text.Encoding.UTF8.GetString(await ReadToEndAsync(socket.GetStream())),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task APortInUseStopsNothingElse()
    {
        using var second = new RtmpServer(
            Gateway,
            Options.Create(new StreamingOptions { Rtmp = Server.Endpoint!.ToString() }),
            Clock,
            NullLogger<RtmpServer>.Instance
        );
        await second.StartAsync(default);
        await second.ExecuteTask!;
        Assert.Null(second.Endpoint);
    }

    /// <summary>A peer that sends and does not read a byte.</summary>
    private sealed class DeafStream(byte[] sends) : MemoryStream(sends)
    {
        public override ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer,
            CancellationToken cancellationToken = default
        ) => new(Task.Delay(Timeout.Infinite, cancellationToken));
    }
}
