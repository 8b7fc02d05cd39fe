using System.Buffers.Binary;
using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using UpperBack.Contracts;
using UpperBack.Streaming.Fmp4;
using UpperBack.Streaming.Media;
using UpperBack.Testing;

namespace UpperBack.Streaming.Tests.Ingest;

public sealed class BrowserIngestTests(StreamingStage stage) : IClassFixture<StreamingStage>
{
    [Fact]
    public async Task TheInstructorsBrowserIsTakenAndPlaysOnTheServersClock()
    {
        var staged = await stage.PlanAsync();
        var (format, samples) = Clips.Read(Clips.Plain(6));
        await using var browser = await BrowserEncoder.ConnectAsync(staged);
        Assert.Equal(1, (await browser.ReadUntilAsync("accepted"))!.Value.GetProperty("take").GetInt32());

        var capturedAtMs = Math.Floor(stage.Server.Clock.GetUtcNow().ToUnixTimeMilliseconds() - 1500d);
        await browser.SendFormatAsync(format);
        await browser.SendAnchorAsync(0, capturedAtMs);
        await browser.SendAsync(format, samples);
        await staged.UntilAsync("live");
        Assert.InRange(
            (await browser.ReadUntilAsync("ack"))!.Value.GetProperty("mediaUs").GetInt64(),
            5_900_000,
            6_000_000
        );
        await browser.StopAsync();
        Assert.Null(await browser.ReadEndAsync());
        Assert.Equal(WebSocketCloseStatus.NormalClosure, browser.CloseStatus);
        await staged.UntilAsync("ended");

        var viewer = await staged.LetInAsync();
        var playlist = await viewer.ReadAsync("source/index.m3u8");
        var first = DateTimeOffset.Parse(
            playlist
                .Split('\n')
                .First(line => line.StartsWith("#EXT-X-PROGRAM", StringComparison.Ordinal))
                .Split(':', 2)[1]
        );
        Assert.Equal(capturedAtMs, first.ToUnixTimeMilliseconds());
        var media = await viewer.DownloadAsync("source/replay.m3u8");
        Assert.Equal("", Ffmpeg.Complaints(media));
        Assert.InRange(Ffmpeg.Packets(media, "v")[^1].Seconds, 5.9, 6);
        Assert.InRange(Ffmpeg.Packets(media, "a")[^1].Seconds, 5.9, 6.1);
    }

    [Theory]
    [InlineData("browser")]
    [InlineData("http")]
    public async Task AnnouncedSoundThatDoesNotComeIsSilenceAndIsTold(string way)
    {
        var staged = await stage.PlanAsync();
        var (format, samples) = Clips.Read(Clips.Plain(12));
        await using var encoder =
            way == "browser" ? null : HttpEncoder.Start(stage.Server.Address, (await staged.MakeKeyAsync()).Key);
        await using var browser = way == "browser" ? await BrowserEncoder.ConnectAsync(staged) : null;
        await (browser?.SendFormatAsync(format) ?? encoder!.SendAsync(InitSegment.Write(format)));
        await SendAsync(0, 3, sample => sample.Track == Track.Video);
        await Eventually.Is(staged.ReadAsync, stream => stream.GetProperty("missing").GetString() == "audio");
        Assert.Equal("live", await staged.StatusAsync());
        var viewer = await staged.LetInAsync();
        Assert.InRange(Ffmpeg.Packets(await viewer.DownloadAsync("source/index.m3u8"), "a").Count, 60, 150);
        Assert.InRange(Ffmpeg.Packets(await viewer.DownloadAsync("audio/index.m3u8"), "a").Count, 60, 150);

        await SendAsync(3, 6, _ => true);
        await Eventually.Is(staged.ReadAsync, stream => stream.GetProperty("missing").ValueKind == JsonValueKind.Null);
        await (browser?.StopAsync() ?? encoder!.FinishAsync());
        await staged.UntilAsync("ended");
        var media = await viewer.DownloadAsync("source/replay.m3u8");
        Assert.Equal("", Ffmpeg.Complaints(media));
        var sound = Ffmpeg.Packets(media, "a");
        Assert.InRange(sound[^1].Seconds, 5.8, 6.1);
        Assert.All(sound.Zip(sound.Skip(1)), pair =>
            Assert.InRange(pair.Second.Seconds - pair.First.Seconds, 0.009, 0.045)
        );

        double Seconds(MediaSample sample) =>
            sample.DecodeTime / (sample.Track == Track.Video ? 90_000d : format.Audio!.SampleRate);

        // In real time, a tenth of a second at once.
        async Task SendAsync(double from, double to, Func<MediaSample, bool> isSent)
        {
            for (var at = from; at < to - 0.01; at += 0.1)
            {
                var pieces = samples
                    .Where(sample => isSent(sample) && Seconds(sample) >= at && Seconds(sample) < at + 0.1)
                    .ToList();
                if (browser is not null)
                    await browser.SendAsync(format, pieces);
                else
                {
                    var timed = pieces
                        .Select(sample => new TimedSample(sample, sample.Track == Track.Video ? 3000u : 1024u))
                        .ToLookup(one => one.Sample.Track);
                    await encoder!.SendAsync(
                        Fragment.Write((uint)(at * 10) + 1, [.. timed[Track.Video]], [.. timed[Track.Audio]])
                    );
                }

                await Task.Delay(100);
            }
        }
    }

    [Fact]
    public async Task ConnectionsThatAreOpenedAndLeftKeepNobodyOut()
    {
        var staged = await stage.PlanAsync();
        var (format, samples) = Clips.Read(Clips.Plain(6));
        var other = await stage.Server.SignInAsync("Idle");
        var idle = new List<(BrowserEncoder Encoder, Task<string?> End)>();
        for (var i = 0; i < 24; i++)
        {
            var encoder = await BrowserEncoder.ConnectAsync(staged, i < 12 ? other : staged.Instructor);
            idle.Add((encoder, encoder.ReadEndAsync()));
        }

        await using var browser = await BrowserEncoder.ConnectAsync(staged);
        await browser.ReadUntilAsync("accepted");
        await browser.SendFormatAsync(format);
        await browser.SendAsync(format, samples);
        await staged.UntilAsync("live");
        Assert.All(await Task.WhenAll(idle.Take(12).Select(one => one.End)), code =>
            Assert.Equal("room.not-leader", code)
        );
        Assert.All(await Task.WhenAll(idle.Skip(12).Select(one => one.End)), code =>
            Assert.Equal("stream.replaced", code)
        );
        foreach (var (encoder, _) in idle)
            await encoder.DisposeAsync();
    }

    [Fact]
    public async Task LaterAnchorsCorrectTheClockButNeverTurnItBack()
    {
        var staged = await stage.PlanAsync();
        var (format, samples) = Clips.Read(Clips.Plain(6));
        await using var browser = await BrowserEncoder.ConnectAsync(staged);
        var capturedAtMs = stage.Server.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        await browser.SendFormatAsync(format);
        await browser.SendAnchorAsync(0, capturedAtMs);
        await browser.SendAsync(format, samples.Where(sample => Seconds(sample) < 2.5));
        await browser.SendAnchorAsync(2_500_000, capturedAtMs + 2_540);
        await browser.SendAsync(format, samples.Where(sample => Seconds(sample) is >= 2.5 and < 4.5));
        await browser.SendAnchorAsync(4_500_000, capturedAtMs - 5_000);
        await browser.SendAsync(format, samples.Where(sample => Seconds(sample) >= 4.5));
        await browser.StopAsync();
        await staged.UntilAsync("ended");

        var playlist = await (await staged.LetInAsync()).ReadAsync("source/replay.m3u8");
        var times = playlist
            .Split('\n')
            .Where(line => line.StartsWith("#EXT-X-PROGRAM", StringComparison.Ordinal))
            .Select(line => DateTimeOffset.Parse(line.Split(':', 2)[1]).ToUnixTimeMilliseconds() - capturedAtMs)
            .ToList();

        // ffmpeg makes the clip's first picture as much longer as its sound begins earlier.
        Assert.Equal(3, times.Count);
        Assert.InRange(times[1], 2000, 2025);
        Assert.InRange(times[2], 4040, 4065);

        double Seconds(Media.MediaSample sample) =>
            sample.DecodeTime / (sample.Track == Media.Track.Video ? 90_000d : format.Audio!.SampleRate);
    }

    [Fact]
    public async Task PicturesThatAreMissingAreAGapAndADiscontinuity()
    {
        var staged = await stage.PlanAsync();
        var (format, samples) = Clips.Read(Clips.Plain(6));
        await using var browser = await BrowserEncoder.ConnectAsync(staged);
        await browser.SendFormatAsync(format);
        await browser.SendAsync(
            format,
            samples.Where(sample =>
                sample.DecodeTime / (sample.Track == Media.Track.Video ? 90_000d : 48_000) is < 1.5 or > 3.99
            )
        );
        await browser.StopAsync();
        await staged.UntilAsync("ended");
        var gap = Assert.Single(await staged.GapsAsync());
        Assert.Equal("frames-missing", gap.Reason);
        Assert.InRange(gap.ToMs - gap.FromMs, 2_300, 2_600);
        Assert.Single(
            (await (await staged.LetInAsync()).ReadAsync("source/replay.m3u8")).Split('\n'),
            "#EXT-X-DISCONTINUITY"
        );
    }

    [Fact]
    public async Task ALostBrowserIsWaitedForAndOneThatChangesItsFormatGoesOn()
    {
        var staged = await stage.PlanAsync();
        var (format, samples) = Clips.Read(Clips.Plain(6));
        await using var browser = await BrowserEncoder.ConnectAsync(staged);
        await browser.SendFormatAsync(format);
        await browser.SendAsync(format, samples.TakeWhile(sample => sample.DecodeTime < 48_000 * 3));
        await browser.SendFormatAsync(format);
        await browser.SendFormatAsync(format with { Audio = null });
        await browser.SendAsync(
            format,
            samples
                .SkipWhile(sample => sample.DecodeTime < 48_000 * 3)
                .Where(sample => sample.Track == Media.Track.Video)
        );
        await staged.UntilAsync("live");
        await browser.ReadUntilAsync("ack");
        browser.Drop();
        await staged.UntilAsync("interrupted");

        await using var back = await BrowserEncoder.ConnectAsync(staged);
        Assert.Equal(3, (await back.ReadUntilAsync("accepted"))!.Value.GetProperty("take").GetInt32());
        await back.SendFormatAsync(format);
        await back.SendAsync(format, samples);
        await back.StopAsync();
        await staged.UntilAsync("ended");
        var replay = await (await staged.LetInAsync()).ReadAsync("source/replay.m3u8");
        Assert.Equal(
            ["init-1.mp4", "init-2.mp4", "init-3.mp4"],
            replay
                .Split('\n')
                .Where(line => line.StartsWith("#EXT-X-MAP", StringComparison.Ordinal))
                .Select(line => line.Split('"')[1])
        );
    }

    [Fact]
    public async Task MisuseEndsTheTakeWithAReasonAndTouchesNoOther()
    {
        var neighbour = await stage.PlanAsync();
        var (format, samples) = Clips.Read(Clips.Plain(6));
        await using var good = await BrowserEncoder.ConnectAsync(neighbour);
        await good.SendFormatAsync(format);
        await good.SendAsync(format, samples.Take(300));

        var staged = await stage.PlanAsync();
        var announce = BrowserEncoder.FormatText(format);
        var sample = BrowserEncoder.Message(samples.First(s => s.Track == Media.Track.Video), format);
        var late = BrowserEncoder.Message(samples.Last(s => s.Track == Media.Track.Video), format);
        var negative = (byte[])sample.Clone();
        BinaryPrimitives.WriteInt64BigEndian(negative.AsSpan(4), -1);
        var brokenUnits = (byte[])sample.Clone();
        brokenUnits[16] = 0x7f;
        object[][] misuses =
        [
            [sample],
            ["garbage"],
            ["{}"],
            ["""{"type":"dance"}"""],
            ["""{"type":"format","video":null,"audio":null}"""],
            ["""{"type":"format","video":{"width":1,"height":1,"description":"AAAA"},"audio":null}"""],
            ["""{"type":"anchor","mediaUs":0,"capturedAtMs":1}"""],
            [announce, """{"type":"anchor","mediaUs":0,"capturedAtMs":1}"""],
            [announce, """{"type":"anchor","mediaUs":-5,"capturedAtMs":1}"""],
            [announce, new byte[] { 1 }],
            [announce, new byte[200]],
            [announce, negative],
            [announce, brokenUnits],
            [announce, late, sample],
            [announce, new byte[(4 << 20) + 1]],
        ];
        foreach (var misuse in misuses)
        {
            await using var bad = await BrowserEncoder.ConnectAsync(staged);
            foreach (var message in misuse)
                await (message is string text ? bad.SendTextAsync(text) : bad.SendBytesAsync((byte[])message));
            var end = await bad.ReadUntilAsync("end");
            Assert.Equal("stream.malformed", end?.GetProperty("code").GetString());
            Assert.True(end!.Value.GetProperty("message").GetString()!.Length > 20);
            Assert.Null(await bad.ReadUntilAsync("nothing more"));
            Assert.Equal(WebSocketCloseStatus.PolicyViolation, bad.CloseStatus);
        }

        await good.SendAsync(format, samples.Skip(300));
        await good.StopAsync();
        Assert.Null(await good.ReadEndAsync());
        await neighbour.UntilAsync("ended");
        Assert.Equal("", Ffmpeg.Complaints(await (await neighbour.LetInAsync()).DownloadAsync("source/replay.m3u8")));
    }

    [Fact]
    public async Task OnlyTheInstructorOfTheClassMayStreamIt()
    {
        var staged = await stage.PlanAsync();
        foreach (
            var (member, code) in new[]
            {
                (await stage.Server.SignInAsync("Asha"), "room.not-leader"),
                (await stage.Server.SignInAsync("Cleo", "Europe/Berlin", Roles.Instructor), "room.not-leader"),
            }
        )
        {
            await using var other = await BrowserEncoder.ConnectAsync(staged, member);
            Assert.Equal(code, await other.ReadEndAsync());
        }

        await Assert.ThrowsAsync<WebSocketException>(() =>
            BrowserEncoder.ConnectAsync(staged, staged.Instructor with { Token = "nonsense" })
        );
        using var plain = await staged.Instructor.Http.GetAsync(staged.Api("/ingest"));
        Assert.Equal(HttpStatusCode.BadRequest, plain.StatusCode);
    }

    [Fact]
    public async Task AnotherSiteCannotOpenTheSocketWithAMembersCookie()
    {
        var staged = await stage.PlanAsync();
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("Origin", "https://elsewhere.example");
        socket.Options.SetRequestHeader("Cookie", "upperback=whatever");
        await Assert.ThrowsAsync<WebSocketException>(() =>
            socket.ConnectAsync(
                new UriBuilder(stage.Server.Address) { Scheme = "ws", Path = staged.Api("/ingest") }.Uri,
                default
            )
        );
        Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
    }

    [Fact]
    public async Task AnotherTabTakesOver()
    {
        var staged = await stage.PlanAsync();
        await using var first = await BrowserEncoder.ConnectAsync(staged);
        await first.ReadUntilAsync("accepted");
        await using var second = await BrowserEncoder.ConnectAsync(staged);
        Assert.Equal("stream.replaced", await first.ReadEndAsync());
        Assert.Equal(2, (await second.ReadUntilAsync("accepted"))!.Value.GetProperty("take").GetInt32());
    }
}
