using System.Globalization;
using System.Net.Http.Json;

namespace UpperBack.Streaming.Tests.Recordings;

/// <summary>What can be watched of a recording, while it is made and after.</summary>
[Collection(RecordingsCollection.Name)]
public sealed class ReplayTests(StreamingFixture fixture)
{
    private UpperBackServer Server => fixture.Server;

    [Fact]
    public async Task DvrGrowsWhileTheStreamIsOnAndReplayComesWithItsEnd()
    {
        var planned = await fixture.PlanAsync();
        var (header, fragments) = Clips.Split(Ffmpeg.Clip(7));
        await using var encoder = HttpEncoder.Start(Server.Address, (await planned.MakeKeyAsync()).Key);
        var viewer = await planned.LetInAsync();
        for (var i = 0; i < fragments.Count; i++)
        {
            await encoder.SendAsync(i == 0 ? [header, fragments[0]] : [fragments[i]]);
            var segments = i;
            await Eventually.Is(
                async () =>
                    await viewer.StatusAsync("source/dvr.m3u8") == HttpStatusCode.OK
                        ? Count(await viewer.ReadAsync("source/dvr.m3u8"))
                        : 0,
                count => count == segments
            );
            Assert.Equal(HttpStatusCode.NotFound, await viewer.StatusAsync("source/replay.m3u8"));
        }

        Assert.DoesNotContain("ENDLIST", await viewer.ReadAsync("source/dvr.m3u8"));
        Assert.Contains("source/dvr.m3u8", await viewer.ReadAsync("dvr.m3u8"));
        await encoder.FinishAsync();
        await planned.UntilAsync("ended");
        Assert.Contains("ENDLIST", await viewer.ReadAsync("source/dvr.m3u8"));
        Assert.Contains("PLAYLIST-TYPE:VOD", await viewer.ReadAsync("source/replay.m3u8"));
        Assert.Contains("source/replay.m3u8", await viewer.ReadAsync("replay.m3u8"));
    }

    [Fact]
    public async Task CalibrationCountsInLiveDvrAndReplayForEncodersWithoutCaptureTimesOnly()
    {
        var planned = await fixture.RecordAsync();
        var (format, samples) = Clips.Read(Clips.Plain(6));
        await using (var browser = await BrowserEncoder.ConnectAsync(planned))
        {
            await browser.SendFormatAsync(format);
            await browser.SendAsync(format, samples);
            await browser.StopAsync();
            await browser.ReadEndAsync();
        }

        await Eventually.Is(planned.ReadAsync, stream => stream.GetProperty("revision").GetInt64() == 4);
        var viewer = await planned.LetInAsync();
        string[] playlists = ["source/index.m3u8", "source/dvr.m3u8", "source/replay.m3u8"];
        var before = (await Task.WhenAll(playlists.Select(viewer.ReadAsync))).Select(Times).ToList();

        Assert.Equal("request.invalid", await (await CalibrateAsync(planned, 5001)).CodeAsync());
        await Person.ReadAsync(await CalibrateAsync(planned, -1200));
        Assert.Equal(-1200, (await planned.ReadAsync()).GetProperty("offsetMs").GetInt32());
        var after = (await Task.WhenAll(playlists.Select(viewer.ReadAsync))).Select(Times).ToList();
        for (var i = 0; i < playlists.Length; i++)
        {
            Assert.All(before[i].Zip(after[i]).Take(4), pair => Assert.Equal(pair.First - 1200, pair.Second));
            Assert.All(before[i].Zip(after[i]).Skip(4), pair => Assert.Equal(pair.First, pair.Second));
        }

        Assert.Equal(
            "room.not-leader",
            await (
                await viewer.Member.Http.PutAsJsonAsync(planned.Api("/calibration"), new { offsetMs = 0 })
            ).CodeAsync()
        );
    }

    [Fact]
    public async Task WhenTheStoreIsAwayLiveGoesOnAndTheHoleIsKnown()
    {
        var planned = await fixture.PlanAsync();
        var (header, fragments) = Clips.Split(
            Ffmpeg.Clip(20, "-c:v libx264 -preset ultrafast -g 60 -keyint_min 60 -sc_threshold 0 -b:v 200k")
        );
        await using var encoder = HttpEncoder.Start(Server.Address, (await planned.MakeKeyAsync()).Key);
        await encoder.SendAsync(header, fragments[0], fragments[1]);
        var viewer = await planned.LetInAsync();
        await Eventually.Is(() => viewer.StatusAsync("source/dvr.m3u8"), status => status == HttpStatusCode.OK);

        // A file where its folder would be.
        var folder = Path.Combine(planned.RecordingFolder, "source");
        Directory.Move(folder, folder + "-away");
        await File.WriteAllTextAsync(folder, "");
        await encoder.SendAsync(fragments[2], fragments[3]);
        await Eventually.Is(planned.GapsAsync, gaps => gaps.Any(gap => gap.Reason == "not-recorded"));
        Assert.Contains("1-3.m4s", await viewer.ReadAsync("source/index.m3u8"));
        File.Delete(folder);
        Directory.Move(folder + "-away", folder);

        await encoder.SendAsync([.. fragments.Skip(4)]);
        await encoder.FinishAsync();
        await planned.UntilAsync("ended");
        var replay = await viewer.ReadAsync("source/replay.m3u8");
        Assert.Single(replay.Split('\n'), "#EXT-X-DISCONTINUITY");
        Assert.InRange(Count(replay), 7, 9);
        Assert.True((await viewer.DownloadAsync("source/replay.m3u8")).Length > 100_000);
    }

    private static int Count(string playlist) =>
        playlist.Split('\n').Count(line => line.StartsWith("#EXTINF", StringComparison.Ordinal));

    private static List<long> Times(string playlist) =>
        [
            .. playlist
                .Split('\n')
                .Where(line => line.StartsWith("#EXT-X-PROGRAM", StringComparison.Ordinal))
                .Select(line =>
                    DateTimeOffset.Parse(line.Split(':', 2)[1], CultureInfo.InvariantCulture).ToUnixTimeMilliseconds()
                ),
        ];

    private static Task<HttpResponseMessage> CalibrateAsync(PlannedClass planned, int offsetMs) =>
        planned.Instructor.Http.PutAsJsonAsync(planned.Api("/calibration"), new { offsetMs });
}
