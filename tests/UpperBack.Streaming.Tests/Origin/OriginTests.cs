using System.Diagnostics;
using System.Globalization;
using System.Net;
using UpperBack.Testing;

namespace UpperBack.Streaming.Tests.Origin;

public sealed class OriginTests(StreamingStage stage) : IClassFixture<StreamingStage>
{
    [Fact]
    public async Task AReloadIsHeldBackUntilThePartIsThere()
    {
        var (staged, encoder, fragments) = await LiveAsync();
        await using var _ = encoder;
        var viewer = await staged.LetInAsync();
        var waiting = Enumerable
            .Range(0, 20)
            .Select(_ => viewer.GetAsync("source/index.m3u8?_HLS_msn=2&_HLS_part=1"))
            .ToList();
        var hinted = viewer.GetAsync("source/" + await HintAsync(viewer));
        await Task.Delay(300);
        Assert.DoesNotContain(waiting, request => request.IsCompleted);
        Assert.False(hinted.IsCompleted);

        await encoder.SendAsync(fragments[1]);
        var texts = await Task.WhenAll(
            waiting.Select(async request => await (await request).Content.ReadAsStringAsync())
        );
        Assert.All(texts, text => Assert.Contains("1-2.1.m4s", text));
        Assert.All(waiting, request =>
            Assert.Equal("public, max-age=12", request.Result.Headers.CacheControl!.ToString())
        );
        Assert.Equal(HttpStatusCode.OK, (await hinted).StatusCode);
        Assert.True((await (await hinted).Content.ReadAsByteArrayAsync()).Length > 500);
    }

    [Fact]
    public async Task WhatDoesNotComeIsNotWaitedForForEver()
    {
        var (staged, encoder, _) = await LiveAsync();
        await using var __ = encoder;
        var viewer = await staged.LetInAsync();
        var begun = Stopwatch.StartNew();
        using var late = await viewer.GetAsync("source/index.m3u8?_HLS_msn=2");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, late.StatusCode);
        Assert.InRange(begun.Elapsed.TotalSeconds, 5, 9);
        Assert.NotNull(late.Headers.RetryAfter);
        Assert.True(late.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task AnAbsurdMsnIsRefused()
    {
        var (staged, encoder, _) = await LiveAsync();
        await using var __ = encoder;
        var viewer = await staged.LetInAsync();
        foreach (
            var query in new[]
            {
                "_HLS_msn=4",
                "_HLS_msn=999999999999",
                "_HLS_msn=99999999999999999999999",
                "_HLS_msn=-1",
                "_HLS_msn=x",
                "_HLS_msn=",
                "_HLS_msn=1.5",
                "_HLS_part=1",
                "_HLS_msn=1&_HLS_part=x",
                "_HLS_msn=1&_HLS_part=99999999999",
                "_HLS_msn=1&_HLS_msn=2",
                "_HLS_skip=MAYBE",
            }
        )
        {
            using var refused = await viewer.GetAsync("source/index.m3u8?" + query);
            Assert.True(refused.StatusCode == HttpStatusCode.BadRequest, $"{query} answers {refused.StatusCode}");
            Assert.Equal("request.invalid", await refused.CodeAsync());
            Assert.True(refused.Headers.CacheControl!.NoStore);
        }

        Assert.Equal(HttpStatusCode.OK, await viewer.StatusAsync("source/index.m3u8?_HLS_msn=1&_HLS_part=0"));
    }

    [Fact]
    public async Task NothingIsThereThatIsNot()
    {
        var staged = await stage.PlanAsync();
        var viewer = await staged.LetInAsync();
        Assert.Equal("stream.not-live", await (await viewer.GetAsync("live.m3u8")).CodeAsync());
        Assert.Equal("stream.not-live", await (await viewer.GetAsync("source/index.m3u8")).CodeAsync());
        Assert.Equal(HttpStatusCode.NotFound, await viewer.StatusAsync("dvr.m3u8"));

        await staged.StreamAsync(Ffmpeg.Clip(7));
        foreach (
            var file in new[]
            {
                "source/1-0.m4s",
                "source/99.m4s",
                "source/1.m4s",
                "source/2-1.m4s",
                "source/1-01.m4s",
                "source/01-1.m4s",
                "source/+1.m4s",
                "source/1-1.9.m4s",
                "source/1.-1.m4s",
                "source/init-2.mp4",
                "source/init-.mp4",
                "source/x.m4s",
                "none/index.m3u8",
                "source/index.m3u",
                "x.m3u8",
                "source/99999999999999999999.m4s",
                "source/..%2f..%2fstreaming.db",
                "source/1-1.m4s/..",
            }
        )
            Assert.Equal(HttpStatusCode.NotFound, await viewer.StatusAsync(file));
    }

    [Fact]
    public async Task EverythingSaysHowLongACacheMayKeepIt()
    {
        var (staged, encoder, fragments) = await LiveAsync();
        await using var _ = encoder;
        await encoder.SendAsync(fragments[1]);
        var viewer = await staged.LetInAsync();
        await Eventually.Is(() => viewer.StatusAsync("source/dvr.m3u8"), status => status == HttpStatusCode.OK);
        foreach (
            var (file, keep, type) in new[]
            {
                ("source/init-1.mp4", "public, max-age=86400, immutable", "video/mp4"),
                ("source/1-1.m4s", "public, max-age=86400, immutable", "video/mp4"),
                ("source/1-1.0.m4s", "public, max-age=86400, immutable", "video/mp4"),
                ("source/index.m3u8", "public, max-age=1", "application/vnd.apple.mpegurl"),
                ("live.m3u8", "public, max-age=1", "application/vnd.apple.mpegurl"),
                ("source/index.m3u8?_HLS_msn=1", "public, max-age=12", "application/vnd.apple.mpegurl"),
                ("source/dvr.m3u8", "public, max-age=1", "application/vnd.apple.mpegurl"),
            }
        )
        {
            using var whole = await viewer.GetAsync(file);
            Assert.True(whole.IsSuccessStatusCode, file);
            Assert.Equal(keep, whole.Headers.GetValues("Cache-Control").Single());
            Assert.Equal(type, whole.Content.Headers.ContentType!.MediaType);
            Assert.Empty(whole.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : []);

            using var head = await viewer.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, viewer.Root + file));
            Assert.Equal(whole.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
            Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        }
    }

    [Fact]
    public async Task ASegmentIsItsPartsAndIsServedFromTheStoreWhenItLeftMemory()
    {
        var staged = await stage.PlanAsync();
        var (header, fragments) = Clips.Split(
            Ffmpeg.Clip(60, "-c:v libx264 -preset ultrafast -g 60 -keyint_min 60 -sc_threshold 0 -b:v 200k")
        );
        await using var encoder = HttpEncoder.Start(stage.Server.Address, (await staged.MakeKeyAsync()).Key);
        await encoder.SendAsync(header, fragments[0], fragments[1]);
        var viewer = await staged.LetInAsync();
        await Eventually.Is(() => viewer.StatusAsync("source/1-1.m4s"), status => status == HttpStatusCode.OK);
        var segment = await viewer.BytesAsync("source/1-1.m4s");
        var parts = new List<byte>();
        for (var part = 0; await viewer.StatusAsync($"source/1-1.{part}.m4s") == HttpStatusCode.OK; part++)
            parts.AddRange(await viewer.BytesAsync($"source/1-1.{part}.m4s"));
        Assert.Equal(segment, parts);

        await encoder.SendAsync([.. fragments.Skip(2)]);
        await encoder.FinishAsync();
        await staged.UntilAsync("ended");
        Assert.Equal(HttpStatusCode.NotFound, await viewer.StatusAsync("source/1-1.0.m4s"));
        Assert.Equal(segment, await viewer.BytesAsync("source/1-1.m4s"));
        Assert.Equal(
            Convert.ToHexString(segment),
            Convert.ToHexString(
                await File.ReadAllBytesAsync(
                    Path.Combine(
                        stage.Server.DataFolder,
                        "recordings",
                        staged.Session.ToString(),
                        "1",
                        "source",
                        "1-1.m4s"
                    )
                )
            )
        );
        var live = await viewer.ReadAsync("source/index.m3u8");
        Assert.Equal(16, live.Split('\n').Count(line => line.StartsWith("#EXTINF", StringComparison.Ordinal)));
        var update = await viewer.ReadAsync("source/index.m3u8?_HLS_skip=YES");
        Assert.Contains("#EXT-X-SKIP:SKIPPED-SEGMENTS=", update);
        Assert.True(update.Length < live.Length);
        Assert.Equal(
            30,
            (await viewer.ReadAsync("source/dvr.m3u8"))
                .Split('\n')
                .Count(line => line.StartsWith("#EXTINF", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task ReloadsThatWaitAreReleasedWhenTheStreamEnds()
    {
        var (staged, encoder, _) = await LiveAsync();
        await using var __ = encoder;
        var viewer = await staged.LetInAsync();
        var waiting = viewer.GetAsync("source/index.m3u8?_HLS_msn=2");
        await staged.Instructor.Http.PostAsync(staged.Api("/stop"), null);
        Assert.Contains(
            "#EXT-X-ENDLIST",
            await (await waiting.WaitAsync(TimeSpan.FromSeconds(3))).Content.ReadAsStringAsync()
        );
        Assert.Equal("stream.not-live", await (await viewer.GetAsync("live.m3u8")).CodeAsync());
    }

    [Fact]
    public async Task FfmpegPlaysTheLiveStreamWithTheTokenAlone()
    {
        var (staged, encoder, fragments) = await LiveAsync();
        await using var _ = encoder;
        await encoder.SendAsync([.. fragments.Skip(1)]);
        var viewer = await staged.LetInAsync();
        var master = await viewer.ReadAsync("live.m3u8");
        Assert.Contains("RESOLUTION=320x180", master);
        Assert.DoesNotContain("audio", master);
        var bandwidth = int.Parse(master.Split("BANDWIDTH=")[1].Split(',')[0], CultureInfo.InvariantCulture);
        Assert.InRange(bandwidth, 50_000, 5_000_000);
        await encoder.FinishAsync();
        await staged.UntilAsync("ended");

        var arguments =
            $"-v warning -headers \"Authorization: Bearer {viewer.Access.GetProperty("token").GetString()}\r\n\" -i {stage.Server.Address}media/{staged.Session}/replay.m3u8 -f null -";
        using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", arguments) { RedirectStandardError = true })!;
        var complaints = await ffmpeg.StandardError.ReadToEndAsync();
        await ffmpeg.WaitForExitAsync();
        Assert.Equal((0, ""), (ffmpeg.ExitCode, complaints.Trim()));
    }

    /// <summary>A stream whose first two seconds have come.</summary>
    private async Task<(StagedClass Staged, HttpEncoder Encoder, IReadOnlyList<byte[]> Fragments)> LiveAsync()
    {
        var staged = await stage.PlanAsync();
        var (header, fragments) = Clips.Split(Ffmpeg.Clip(7));
        var encoder = HttpEncoder.Start(stage.Server.Address, (await staged.MakeKeyAsync()).Key);
        await encoder.SendAsync(header, fragments[0]);
        await staged.UntilAsync("live");
        return (staged, encoder, fragments);
    }

    private static async Task<string> HintAsync(Viewer viewer) =>
        (await viewer.ReadAsync("source/index.m3u8")).Split("PRELOAD-HINT:TYPE=PART,URI=\"")[1].Split('"')[0];
}
