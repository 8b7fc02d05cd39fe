using System.Net.WebSockets;
using UpperBack.Streaming.Media;

namespace UpperBack.Streaming.Tests.Ingest;

[Collection(IngestCollection.Name)]
public sealed class BrowserIngestTests(StreamingFixture fixture)
{
    [Fact]
    public async Task TheInstructorsBrowserIsAcceptedAndPlaysOnTheServersClock()
    {
        var planned = await fixture.PlanAsync();
        var (format, samples) = Clips.Read(Clips.Plain(6));
        await using var browser = await BrowserEncoder.ConnectAsync(planned);
        Assert.Equal(1, (await browser.ReadUntilAsync("accepted"))!.Value.GetProperty("take").GetInt32());

        var capturedAtMs = Math.Floor(fixture.Server.Clock.GetUtcNow().ToUnixTimeMilliseconds() - 1500d);
        await browser.SendFormatAsync(format);
        await browser.SendAnchorAsync(0, capturedAtMs);
        await browser.SendAsync(format, samples);
        await planned.UntilAsync("live");
        Assert.InRange(
            (await browser.ReadUntilAsync("ack"))!.Value.GetProperty("mediaUs").GetInt64(),
            5_900_000,
            6_000_000
        );
        await browser.StopAsync();
        Assert.Null(await browser.ReadEndAsync());
        Assert.Equal(WebSocketCloseStatus.NormalClosure, browser.CloseStatus);
        await planned.UntilAsync("ended");

        var viewer = await planned.LetInAsync();
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

    [Fact]
    public async Task LaterAnchorsCorrectTheClockButNeverTurnItBack()
    {
        var planned = await fixture.PlanAsync();
        var (format, samples) = Clips.Read(Clips.Plain(6));
        await using var browser = await BrowserEncoder.ConnectAsync(planned);
        var capturedAtMs = fixture.Server.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        await browser.SendFormatAsync(format);
        await browser.SendAnchorAsync(0, capturedAtMs);
        await browser.SendAsync(format, samples.Where(sample => Seconds(sample) < 2.5));
        await browser.SendAnchorAsync(2_500_000, capturedAtMs + 2_540);
        await browser.SendAsync(format, samples.Where(sample => Seconds(sample) is >= 2.5 and < 4.5));
        await browser.SendAnchorAsync(4_500_000, capturedAtMs - 5_000);
        await browser.SendAsync(format, samples.Where(sample => Seconds(sample) >= 4.5));
        await browser.StopAsync();
        await planned.UntilAsync("ended");

        var playlist = await (await planned.LetInAsync()).ReadAsync("source/replay.m3u8");
        var times = playlist
            .Split('\n')
            .Where(line => line.StartsWith("#EXT-X-PROGRAM", StringComparison.Ordinal))
            .Select(line => DateTimeOffset.Parse(line.Split(':', 2)[1]).ToUnixTimeMilliseconds() - capturedAtMs)
            .ToList();

        // ffmpeg makes the clip's first frame as much longer as its audio begins earlier.
        Assert.Equal(3, times.Count);
        Assert.InRange(times[1], 2000, 2025);
        Assert.InRange(times[2], 4040, 4065);

        double Seconds(MediaSample sample) =>
            sample.DecodeTime / (sample.Track == Track.Video ? 90_000d : format.Audio!.SampleRate);
    }

    [Fact]
    public async Task ALostBrowserIsWaitedForAndOneThatChangesItsFormatGoesOn()
    {
        var planned = await fixture.PlanAsync();
        var (format, samples) = Clips.Read(Clips.Plain(6));
        await using var browser = await BrowserEncoder.ConnectAsync(planned);
        await browser.SendFormatAsync(format);
        await browser.SendAsync(format, samples.TakeWhile(sample => sample.DecodeTime < 48_000 * 3));
        await browser.SendFormatAsync(format);
        await browser.SendFormatAsync(format with { Audio = null });
        await browser.SendAsync(
            format,
            samples.SkipWhile(sample => sample.DecodeTime < 48_000 * 3).Where(sample => sample.Track == Track.Video)
        );
        await planned.UntilAsync("live");
        await browser.ReadUntilAsync("ack");
        browser.Drop();
        await planned.UntilAsync("interrupted");

        await using var back = await BrowserEncoder.ConnectAsync(planned);
        Assert.Equal(3, (await back.ReadUntilAsync("accepted"))!.Value.GetProperty("take").GetInt32());
        await back.SendFormatAsync(format);
        await back.SendAsync(format, samples);
        await back.StopAsync();
        await planned.UntilAsync("ended");
        var replay = await (await planned.LetInAsync()).ReadAsync("source/replay.m3u8");
        Assert.Equal(
            ["init-1.mp4", "init-2.mp4", "init-3.mp4"],
            replay
                .Split('\n')
                .Where(line => line.StartsWith("#EXT-X-MAP", StringComparison.Ordinal))
                .Select(line => line.Split('"')[1])
        );
    }

    [Fact]
    public async Task AnotherTabTakesOver()
    {
        var planned = await fixture.PlanAsync();
        await using var first = await BrowserEncoder.ConnectAsync(planned);
        await first.ReadUntilAsync("accepted");
        await using var second = await BrowserEncoder.ConnectAsync(planned);
        Assert.Equal("stream.replaced", await first.ReadEndAsync());
        Assert.Equal(2, (await second.ReadUntilAsync("accepted"))!.Value.GetProperty("take").GetInt32());
    }
}
