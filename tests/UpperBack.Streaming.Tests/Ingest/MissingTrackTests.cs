using UpperBack.Streaming.Fmp4;
using UpperBack.Streaming.Media;

namespace UpperBack.Streaming.Tests.Ingest;

/// <summary>Audio or video that was announced and does not come.</summary>
[Collection(IngestCollection.Name)]
public sealed class MissingTrackTests(StreamingFixture fixture)
{
    [Theory]
    [InlineData("browser")]
    [InlineData("http")]
    public async Task AnnouncedAudioThatDoesNotComeIsSilenceAndIsReported(string way)
    {
        var planned = await fixture.PlanAsync();
        var (format, samples) = Clips.Read(Clips.Plain(12));
        await using var encoder =
            way == "browser" ? null : HttpEncoder.Start(fixture.Server.Address, (await planned.MakeKeyAsync()).Key);
        await using var browser = way == "browser" ? await BrowserEncoder.ConnectAsync(planned) : null;
        await (browser?.SendFormatAsync(format) ?? encoder!.SendAsync(InitSegment.Write(format)));
        await SendAsync(0, 3, sample => sample.Track == Track.Video);
        await Eventually.Is(planned.ReadAsync, stream => stream.GetProperty("missing").GetString() == "audio");
        Assert.Equal("live", await planned.StatusAsync());
        var viewer = await planned.LetInAsync();
        Assert.InRange(Ffmpeg.Packets(await viewer.DownloadAsync("source/index.m3u8"), "a").Count, 60, 150);
        Assert.InRange(Ffmpeg.Packets(await viewer.DownloadAsync("audio/index.m3u8"), "a").Count, 60, 150);

        await SendAsync(3, 6, _ => true);
        await Eventually.Is(planned.ReadAsync, stream => stream.GetProperty("missing").ValueKind == JsonValueKind.Null);
        await (browser?.StopAsync() ?? encoder!.FinishAsync());
        await planned.UntilAsync("ended");
        var media = await viewer.DownloadAsync("source/replay.m3u8");
        Assert.Equal("", Ffmpeg.Complaints(media));
        var audio = Ffmpeg.Packets(media, "a");
        Assert.InRange(audio[^1].Seconds, 5.8, 6.1);
        Assert.All(audio.Zip(audio.Skip(1)), pair =>
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
    public async Task VideoThatIsMissingIsAGapAndADiscontinuity()
    {
        var planned = await fixture.PlanAsync();
        var (format, samples) = Clips.Read(Clips.Plain(6));
        await using var browser = await BrowserEncoder.ConnectAsync(planned);
        await browser.SendFormatAsync(format);
        await browser.SendAsync(
            format,
            samples.Where(sample =>
                sample.DecodeTime / (sample.Track == Track.Video ? 90_000d : 48_000) is < 1.5 or > 3.99
            )
        );
        await browser.StopAsync();
        await planned.UntilAsync("ended");
        var gap = Assert.Single(await planned.GapsAsync());
        Assert.Equal("frames-missing", gap.Reason);
        Assert.InRange(gap.ToMs - gap.FromMs, 2_300, 2_600);
        Assert.Single(
            (await (await planned.LetInAsync()).ReadAsync("source/replay.m3u8")).Split('\n'),
            "#EXT-X-DISCONTINUITY"
        );
    }
}
