using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using UpperBack.Streaming.Media;
using UpperBack.Streaming.Rtmp;
using UpperBack.Testing;

namespace UpperBack.Streaming.Tests.Rtmp;

/// <summary>A real encoder on a real socket.</summary>
public sealed class RtmpTests : IAsyncLifetime
{
    private const string H264 = "-c:v libx264 -preset ultrafast -bf 2 -g 60 -keyint_min 60 -sc_threshold 0";

    private readonly FakeGateway gateway = new();
    private readonly FakeTimeProvider clock = new();
    private RtmpServer server = null!;

    private string Address => $"rtmp://{server.Endpoint}/live";

    public async Task InitializeAsync()
    {
        server = new RtmpServer(
            gateway,
            Options.Create(new StreamingOptions { Rtmp = $"127.0.0.1:{FreePort()}" }),
            clock,
            NullLogger<RtmpServer>.Instance
        );
        await server.StartAsync(default);
        await Eventually.Is(() => server.Endpoint is not null);
    }

    public async Task DisposeAsync()
    {
        await server.StopAsync(default);
        server.Dispose();
    }

    [Fact]
    public async Task WhatAnEncoderSendsArrivesWhole()
    {
        var clip = Ffmpeg.Clip(5, H264);

        await Ffmpeg.PublishAsync(clip, "-c copy", $"{Address}/{FakeGateway.Key}");

        var take = Assert.Single(gateway.Takes);
        await Eventually.Is(() => take.IsGone);
        Assert.True(take.IsStopped);
        var format = Assert.Single(take.Formats);
        Assert.Equal((320, 180, 48_000), (format.Video!.Width, format.Video.Height, format.Audio!.SampleRate));
        Compare(Ffmpeg.Packets(clip, "v"), take, Track.Video, 90_000);
        Compare(Ffmpeg.Packets(clip, "a"), take, Track.Audio, 48_000);

        // ffmpeg begins with a frame from before the picture; from then on nothing may be rounded.
        var sound = take.Samples.Where(sample => sample.Track == Track.Audio).Skip(1).ToArray();
        Assert.All(sound.Zip(sound.Skip(1)), pair =>
            Assert.Equal(AudioFormat.SamplesPerFrame, pair.Second.DecodeTime - pair.First.DecodeTime)
        );
    }

    [Theory]
    [InlineData("-an -c:v copy", true, false)]
    [InlineData("-vn -c:a copy", false, true)]
    public async Task PictureAloneAndSoundAloneAreTakenToo(string choice, bool hasVideo, bool hasAudio)
    {
        await Ffmpeg.PublishAsync(Ffmpeg.Clip(5, H264), choice, $"{Address}/{FakeGateway.Key}");

        var take = Assert.Single(gateway.Takes);
        await Eventually.Is(() => take.IsGone);
        var format = Assert.Single(take.Formats);
        Assert.Equal((hasVideo, hasAudio), (format.Video is not null, format.Audio is not null));
        Assert.True(take.Samples.Count > 140);
    }

    [Theory]
    [InlineData("-c:v flv -c:a aac", "H.264")]
    [InlineData("-c:v copy -c:a libmp3lame -ar 44100", "AAC")]
    public async Task OtherCodecsAreRefusedWithAdvice(string choice, string advice)
    {
        await Ffmpeg.PublishAsync(Ffmpeg.Clip(5, H264), choice, $"{Address}/{FakeGateway.Key}");

        var take = Assert.Single(gateway.Takes);
        await Eventually.Is(() => take.IsGone);
        Assert.False(take.IsStopped);
        Assert.Contains(
            advice,
            await SeenRefusalAsync(FakeGateway.Key, videoCodec: advice == "AAC" ? (byte)7 : (byte)2),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task AWrongKeyOpensNothing()
    {
        var words = await Ffmpeg.PublishAsync(Ffmpeg.Clip(5, H264), "-c copy", $"{Address}/guess");

        Assert.Empty(gateway.Takes);
        Assert.Contains("not known", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherApplicationThanLiveIsRefused()
    {
        await Ffmpeg.PublishAsync(Ffmpeg.Clip(5, H264), "-c copy", $"rtmp://{server.Endpoint}/other/{FakeGateway.Key}");
        Assert.Empty(gateway.Takes);
    }

    [Fact]
    public async Task ATakeThatIsEndedFromThisSideClosesItsConnection()
    {
        var publishing = Ffmpeg.PublishAsync(
            Ffmpeg.Clip(30, "-c:v libx264 -preset ultrafast -g 60"),
            "-c copy",
            $"{Address}/{FakeGateway.Key}",
            "-re"
        );
        await Eventually.Is(() => gateway.Takes.TryPeek(out var one) && one.Samples.Count > 10);

        gateway.Takes.Single().End("The stream now comes from another place.");

        Assert.NotEqual("", await publishing.WaitAsync(TimeSpan.FromSeconds(15)));
        Assert.True(gateway.Takes.Single().IsGone);
        Assert.False(gateway.Takes.Single().IsStopped);
    }

    [Fact]
    public async Task SilenceOfTenSecondsEndsAConnection()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(server.Endpoint!);
        var stream = socket.GetStream();
        await stream.WriteAsync(new byte[] { 3 });

        // The server may not have begun to wait when the clock is moved: it is moved until the connection ends.
        var read = ReadToEndAsync(stream);
        await Eventually.Is(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(11));
            return read.IsCompleted;
        });
        Assert.NotEmpty(await read);
    }

    [Fact]
    public async Task ConnectionsThatAreOpenedAndLeftKeepNoEncoderOut()
    {
        var idle = new List<TcpClient>();
        for (var i = 0; i < 90; i++)
        {
            var socket = new TcpClient();
            await socket.ConnectAsync(server.Endpoint!);
            if (i % 3 == 1)
                await socket.GetStream().WriteAsync(new byte[] { 3 });
            else if (i % 3 == 2)
                await socket.GetStream().WriteAsync(RtmpBytes.Publish("x").AsMemory(0, 3200));
            idle.Add(socket);
        }

        await Ffmpeg.PublishAsync(Ffmpeg.Clip(5, H264), "-c copy", $"{Address}/{FakeGateway.Key}");
        await Eventually.Is(() => Assert.Single(gateway.Takes).IsGone);
        Assert.True(gateway.Takes.Single().Samples.Count > 140);

        // The oldest had to go; those that are left have no longer than others.
        await Eventually.Is(() => idle.Take(60).All(socket => socket.Client.Poll(0, SelectMode.SelectRead)));
        var left = idle.Select(socket => ReadToEndAsync(socket.GetStream())).ToList();
        await Eventually.Is(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(11));
            return left.All(one => one.IsCompleted);
        });
        idle.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task WhoStreamsIsNeverAskedToMakeRoom()
    {
        var publishing = Ffmpeg.PublishAsync(Ffmpeg.Clip(5, H264), "-c copy", $"{Address}/{FakeGateway.Key}", "-re");
        await Eventually.Is(() => gateway.Takes.TryPeek(out var one) && one.Samples.Count > 10);
        for (var i = 0; i < 90; i++)
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(server.Endpoint!);
        }

        await publishing;
        await Eventually.Is(() => Assert.Single(gateway.Takes).IsGone);
        Assert.True(gateway.Takes.Single().Samples.Count > 140);
    }

    [Fact]
    public void TheOldestOfAnAddressMakesRoomFirst()
    {
        var pending = new PendingConnections(4, 2);
        var (one, two) = (IPAddress.Parse("192.0.2.1"), IPAddress.Parse("2001:db8::1"));
        var first = pending.Add(one);
        var second = pending.Add(two);
        var third = pending.Add(IPAddress.Parse("::ffff:192.0.2.1"));
        Assert.False(first.Evicted.IsCancellationRequested);
        var fourth = pending.Add(one);
        Assert.True(first.Evicted.IsCancellationRequested);
        pending.Add(IPAddress.Parse("2001:db8::ffff"));
        pending.Add(IPAddress.Parse("2001:db8:0:1::1"));
        Assert.True(second.Evicted.IsCancellationRequested);
        Assert.False(third.Evicted.IsCancellationRequested);
        Assert.Equal(4, pending.Count);
        fourth.Leave();
        fourth.Leave();
        Assert.Equal(3, pending.Count);
        Assert.False(fourth.Evicted.IsCancellationRequested);
    }

    [Fact]
    public void WhoComesFromAfarKeepsTheirPlaceWhileOthersOpenConnectionsWithoutAPause()
    {
        var pending = new PendingConnections(8, 3);
        var encoder = pending.Add(IPAddress.Parse("192.0.2.1"));
        for (var i = 0; i < 200; i++)
            pending.Add(IPAddress.Parse($"198.51.100.{i % 5}"));
        Assert.False(encoder.Evicted.IsCancellationRequested);
        Assert.Equal(8, pending.Count);
    }

    [Fact]
    public async Task WhoDoesNotReadIsEndedInTime()
    {
        var place = new PendingConnections(1, 1).Add(IPAddress.Loopback);
        var running = new RtmpConnection(new DeafStream(RtmpBytes.Publish("x")), gateway, place, clock).RunAsync(
            default
        );
        await Eventually.Is(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(11));
            return running.IsCompleted;
        });
        Assert.Contains("ten seconds", await running, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsNoRtmpIsTurnedAway()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(server.Endpoint!);
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
            gateway,
            Options.Create(new StreamingOptions { Rtmp = server.Endpoint!.ToString() }),
            clock,
            NullLogger<RtmpServer>.Instance
        );
        await second.StartAsync(default);
        await second.ExecuteTask!;
        Assert.Null(second.Endpoint);
    }

    private static void Compare(
        IReadOnlyList<(double Seconds, bool IsKey)> sent,
        FakeIngest take,
        Track track,
        double timescale
    )
    {
        var got = take
            .Samples.Where(sample => sample.Track == track)
            .Select(sample => (Seconds: (sample.DecodeTime + sample.CompositionOffset) / timescale, sample.IsKeyFrame))
            .OrderBy(sample => sample.Seconds)
            .ToArray();
        Assert.Equal(sent.Count, got.Length);
        var shift = got[0].Seconds - sent[0].Seconds;
        Assert.All(sent.Zip(got), pair => Assert.Equal(pair.First.Seconds + shift, pair.Second.Seconds, 0.0025));
        Assert.Equal(sent.Select(packet => packet.IsKey), got.Select(sample => sample.IsKeyFrame));
    }

    /// <summary>What an encoder is told that sends one tag of a codec.</summary>
    private async Task<string> SeenRefusalAsync(string key, byte videoCodec)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(server.Endpoint!);
        byte[] tag = videoCodec == 7 ? [0x2f, 1] : [(byte)(0x10 | videoCodec), 0, 0, 0, 0];
        await socket.GetStream().WriteAsync(RtmpBytes.Publish(key, videoCodec == 7 ? (byte)8 : (byte)9, tag));
        return System.Text.Encoding.UTF8.GetString(await ReadToEndAsync(socket.GetStream()));
    }

    private static async Task<byte[]> ReadToEndAsync(NetworkStream stream)
    {
        using var all = new MemoryStream();
        try
        {
            await stream.CopyToAsync(all).WaitAsync(TimeSpan.FromSeconds(15));
        }
        catch (IOException)
        {
            // What was not read when the server closed resets the connection.
        }

        return all.ToArray();
    }

    /// <summary>Whoever sends and does not take a byte.</summary>
    private sealed class DeafStream(byte[] sends) : MemoryStream(sends)
    {
        public override ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer,
            CancellationToken cancellationToken = default
        ) => new(Task.Delay(Timeout.Infinite, cancellationToken));
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
