using System.Diagnostics;
using System.Globalization;

namespace UpperBack.Streaming.Tests.Origin;

[Collection(OriginCollection.Name)]
public sealed class OriginTests(StreamingFixture fixture)
{
    [Fact]
    public async Task NothingIsThereThatIsNot()
    {
        var planned = await fixture.PlanAsync();
        var viewer = await planned.LetInAsync();
        Assert.Equal("stream.not-live", await (await viewer.GetAsync("live.m3u8")).CodeAsync());
        Assert.Equal("stream.not-live", await (await viewer.GetAsync("source/index.m3u8")).CodeAsync());
        Assert.Equal(HttpStatusCode.NotFound, await viewer.StatusAsync("dvr.m3u8"));

        await planned.StreamAsync(Ffmpeg.Clip(7));
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
        var (planned, encoder, fragments) = await fixture.GoLiveAsync();
        await using var _ = encoder;
        await encoder.SendAsync(fragments[1]);
        var viewer = await planned.LetInAsync();
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
        var planned = await fixture.PlanAsync();
        var (header, fragments) = Clips.Split(
            Ffmpeg.Clip(60, "-c:v libx264 -preset ultrafast -g 60 -keyint_min 60 -sc_threshold 0 -b:v 200k")
        );
        await using var encoder = HttpEncoder.Start(fixture.Server.Address, (await planned.MakeKeyAsync()).Key);
        await encoder.SendAsync(header, fragments[0], fragments[1]);
        var viewer = await planned.LetInAsync();
        await Eventually.Is(() => viewer.StatusAsync("source/1-1.m4s"), status => status == HttpStatusCode.OK);
        var segment = await viewer.BytesAsync("source/1-1.m4s");
        var parts = new List<byte>();
        for (var part = 0; await viewer.StatusAsync($"source/1-1.{part}.m4s") == HttpStatusCode.OK; part++)
            parts.AddRange(await viewer.BytesAsync($"source/1-1.{part}.m4s"));
        Assert.Equal(segment, parts);

        await encoder.SendAsync([.. fragments.Skip(2)]);
        await encoder.FinishAsync();
        await planned.UntilAsync("ended");
        Assert.Equal(HttpStatusCode.NotFound, await viewer.StatusAsync("source/1-1.0.m4s"));
        Assert.Equal(segment, await viewer.BytesAsync("source/1-1.m4s"));
        Assert.Equal(
            Convert.ToHexString(segment),
            Convert.ToHexString(
                await File.ReadAllBytesAsync(
                    Path.Combine(
                        fixture.Server.DataFolder,
                        "recordings",
                        planned.Session.ToString(),
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
    public async Task FfmpegPlaysTheLiveStreamWithTheTokenAlone()
    {
        var (planned, encoder, fragments) = await fixture.GoLiveAsync();
        await using var _ = encoder;
        await encoder.SendAsync([.. fragments.Skip(1)]);
        var viewer = await planned.LetInAsync();
        var master = await viewer.ReadAsync("live.m3u8");
        Assert.Contains("RESOLUTION=320x180", master);
        Assert.DoesNotContain("audio", master);
        var bandwidth = int.Parse(master.Split("BANDWIDTH=")[1].Split(',')[0], CultureInfo.InvariantCulture);
        Assert.InRange(bandwidth, 50_000, 5_000_000);
        await encoder.FinishAsync();
        await planned.UntilAsync("ended");

        var arguments =
            $"-v warning -headers \"Authorization: Bearer {viewer.Access.GetProperty("token").GetString()}\r\n\" "
            + $"-i {fixture.Server.Address}media/{planned.Session}/replay.m3u8 -f null -";
        using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", arguments) { RedirectStandardError = true })!;
        var complaints = await ffmpeg.StandardError.ReadToEndAsync();
        await ffmpeg.WaitForExitAsync();
        Assert.Equal((0, ""), (ffmpeg.ExitCode, complaints.Trim()));
    }
}
