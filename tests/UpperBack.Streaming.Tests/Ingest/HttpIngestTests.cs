using System.Net.Sockets;
using System.Text;

namespace UpperBack.Streaming.Tests.Ingest;

[Collection(IngestCollection.Name)]
public sealed class HttpIngestTests(StreamingFixture fixture)
{
    [Fact]
    public async Task WhatIsPostedCanBeWatchedLiveAndAfterwards()
    {
        var planned = await fixture.PlanAsync();
        var taken = await planned.StreamAsync(Ffmpeg.Clip(7));
        Assert.InRange(taken.GetProperty("seconds").GetDouble(), 6.9, 7.1);
        Assert.InRange(taken.GetProperty("samples").GetInt64(), 500, 600);
        await planned.UntilAsync("ended");

        var viewer = await planned.LetInAsync();
        foreach (
            var playlist in new[]
            {
                "source/index.m3u8",
                "source/dvr.m3u8",
                "source/replay.m3u8",
                "audio/index.m3u8",
                "audio/replay.m3u8",
            }
        )
        {
            var media = await viewer.DownloadAsync(playlist);
            Assert.Equal("", Ffmpeg.Complaints(media));
            Assert.InRange(
                Ffmpeg.Packets(media, playlist.StartsWith("audio", StringComparison.Ordinal) ? "a" : "v")[^1].Seconds,
                6.8,
                7.2
            );
        }
    }

    [Fact]
    public async Task RequestsThatAreOpenedAndLeftKeepNobodyOut()
    {
        var planned = await fixture.PlanAsync();
        var idle = new List<TcpClient>();
        for (var i = 0; i < 80; i++)
        {
            var socket = new TcpClient();
            await socket.ConnectAsync(fixture.Server.Address.Host, fixture.Server.Address.Port);
            await socket
                .GetStream()
                .WriteAsync(
                    Encoding.ASCII.GetBytes(
                        $"POST /api/streaming/ingest HTTP/1.1\r\nHost: {fixture.Server.Address.Authority}\r\n"
                            + "Stream-Key: guess\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n"
                    )
                );
            idle.Add(socket);
        }

        var answers = await Task.WhenAll(
            idle.Select(async socket =>
                await new StreamReader(socket.GetStream()).ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20))
            )
        );
        Assert.All(answers, answer => Assert.StartsWith("HTTP/1.1 403", answer, StringComparison.Ordinal));
        Assert.Equal(
            HttpStatusCode.OK,
            (await planned.PostAsync((await planned.MakeKeyAsync()).Key, Ffmpeg.Clip(7))).StatusCode
        );
        idle.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task TheStreamTellsWhatItIs()
    {
        var planned = await fixture.PlanAsync();
        var before = await planned.ReadAsync();
        Assert.Equal("none", before.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Null, before.GetProperty("source").ValueKind);
        Assert.Equal(JsonValueKind.Null, before.GetProperty("rtmpServer").ValueKind);

        var (header, fragments) = Clips.Split(Ffmpeg.Clip(7));
        await using var encoder = HttpEncoder.Start(planned.Server.Address, (await planned.MakeKeyAsync()).Key);
        await encoder.SendAsync(header, fragments[0], fragments[1]);
        await planned.UntilAsync("live");
        var live = await planned.ReadAsync();
        Assert.Equal(1, live.GetProperty("revision").GetInt64());
        Assert.Equal("http", live.GetProperty("source").GetString());
        var source = live.GetProperty("renditions")[0];
        Assert.Equal(
            ("source", 320, 180),
            (
                source.GetProperty("name").GetString(),
                source.GetProperty("width").GetInt32(),
                source.GetProperty("height").GetInt32()
            )
        );
        Assert.StartsWith("avc1.", source.GetProperty("codecs").GetString());
        Assert.True(source.GetProperty("bandwidth").GetInt64() > 10_000);
        Assert.Equal("audio", live.GetProperty("renditions")[1].GetProperty("name").GetString());
        Assert.Equal(HttpStatusCode.OK, (await encoder.FinishAsync()).StatusCode);
        await planned.UntilAsync("ended");
        Assert.True((await planned.ReadAsync()).GetProperty("hasRecording").GetBoolean());
    }

    [Fact]
    public async Task ALostEncoderIsWaitedForAndComesBackIntoTheSameRecording()
    {
        var planned = await fixture.PlanAsync();
        var key = (await planned.MakeKeyAsync()).Key;
        var (header, fragments) = Clips.Split(Ffmpeg.Clip(7));
        await using (var first = HttpEncoder.Start(planned.Server.Address, key))
        {
            await first.SendAsync(header, fragments[0], fragments[1]);
            await planned.UntilAsync("live");
            await first.DropAsync();
        }

        await planned.UntilAsync("interrupted");
        fixture.Server.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(HttpStatusCode.OK, (await planned.PostAsync(key, Ffmpeg.Clip(7))).StatusCode);
        await planned.UntilAsync("ended");

        var viewer = await planned.LetInAsync();
        var replay = await viewer.ReadAsync("source/replay.m3u8");
        Assert.Single(replay.Split('\n'), "#EXT-X-DISCONTINUITY");
        Assert.Contains("init-1.mp4", replay);
        Assert.Contains("init-2.mp4", replay);
        var live = await viewer.ReadAsync("source/index.m3u8");
        Assert.Equal([.. Numbers(replay)], [.. Numbers(live)]);
        Assert.Equal(Enumerable.Range(1, Numbers(live).Count()).Select(n => (long)n), Numbers(live));
        var gap = Assert.Single(await planned.GapsAsync());
        Assert.Equal("encoder-lost", gap.Reason);
        Assert.InRange(gap.ToMs - gap.FromMs, 15_000, 25_000);
    }

    [Fact]
    public async Task ASecondTakeFencesTheFirst()
    {
        var planned = await fixture.PlanAsync();
        var (header, fragments) = Clips.Split(Ffmpeg.Clip(7));
        await using var first = HttpEncoder.Start(planned.Server.Address, (await planned.MakeKeyAsync()).Key);
        await first.SendAsync(header, fragments[0]);
        await planned.UntilAsync("live");

        await using var second = HttpEncoder.Start(planned.Server.Address, (await planned.MakeKeyAsync()).Key);
        await second.SendAsync(header, fragments[0]);
        var viewer = await planned.LetInAsync();
        await Eventually.Is(
            () => viewer.ReadAsync("source/index.m3u8"),
            playlist => playlist.Contains("init-2.mp4", StringComparison.Ordinal)
        );
        Assert.Equal("stream.replaced", await (await first.FinishAsync()).CodeAsync());
        Assert.Equal("live", await planned.StatusAsync());
        await second.FinishAsync();
        await planned.UntilAsync("ended");
    }

    [Fact]
    public async Task WhatIsNoMp4IsRefusedWithAReason()
    {
        var planned = await fixture.PlanAsync();
        var key = (await planned.MakeKeyAsync()).Key;
        foreach (
            var media in new[]
            {
                [],
                new byte[100],
                Ffmpeg.Clip(7)[2000..],
                "not a video at all, but a sentence"u8.ToArray(),
            }
        )
        {
            var refused = await planned.PostAsync(key, media);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Equal("stream.malformed", await refused.CodeAsync());
        }

        Assert.Equal("none", await planned.StatusAsync());
    }

    [Fact]
    public async Task AStreamThatStoppedMayBeginAgainWhileItsClassIsOn()
    {
        var planned = await fixture.PlanAsync();
        await planned.StreamAsync(Ffmpeg.Clip(7));
        await planned.UntilAsync("ended");
        await planned.StreamAsync(Ffmpeg.Clip(7));
        await Eventually.Is(planned.ReadAsync, stream =>
            stream.GetProperty("status").GetString() == "ended" && stream.GetProperty("revision").GetInt64() == 4
        );
        Assert.Empty(await planned.GapsAsync());
    }

    [Fact]
    public async Task AStreamThatNeedsTooMuchIsEnded()
    {
        await using var server = await UpperBackServer.StartAsync(null, "--Streaming:MaxMegabitsPerSecond", "1");
        var planned = await StreamingFixture.PlanOnAsync(server);
        var key = (await planned.MakeKeyAsync()).Key;
        var refused = await planned.PostAsync(
            key,
            Ffmpeg.Clip(20, "-c:v libx264 -preset ultrafast -b:v 3M -minrate 3M -g 60")
        );
        Assert.Equal("stream.malformed", await refused.CodeAsync());
        Assert.Contains("1 Mbit/s", await refused.Content.ReadAsStringAsync());
    }

    private static IEnumerable<long> Numbers(string playlist) =>
        playlist
            .Split('\n')
            .Where(line => line.EndsWith(".m4s", StringComparison.Ordinal) && !line.StartsWith('#'))
            .Select(line => long.Parse(line.Split('.')[0].Split('-')[^1]));
}
