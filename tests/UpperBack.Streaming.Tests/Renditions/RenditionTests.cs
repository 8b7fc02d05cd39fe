using System.Globalization;
using System.Runtime.Versioning;

namespace UpperBack.Streaming.Tests.Renditions;

/// <summary>Lower renditions, made by a real ffmpeg or by a program that only looks like one.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class RenditionTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("upperback-renditions-").FullName;

    private static byte[] Hd(int seconds) =>
        Ffmpeg.Clip(
            seconds,
            "-vf scale=1280:720 -c:v libx264 -preset ultrafast -bf 2 -g 60 -keyint_min 60 -sc_threshold 0"
        );

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task AllQualitiesShowEachPictureAtTheSameTimeAndCanBeChangedBetweenAtTheSameSegments()
    {
        await using var server = await UpperBackServer.StartAsync(null, "--Streaming:Renditions", "1080,480");
        var planned = await StreamingFixture.PlanOnAsync(server);
        await planned.StreamAsync(Hd(8));
        await planned.UntilAsync("ended");
        var viewer = await planned.LetInAsync();
        var qualities = await Eventually.Is(
            () => viewer.ReadAsync("replay.m3u8"),
            text => text.Contains("480p/replay.m3u8", StringComparison.Ordinal)
        );
        await Eventually.Is(
            async () => Segments(await viewer.ReadAsync("480p/replay.m3u8")).Count,
            count => count == 4
        );

        Assert.Contains("RESOLUTION=854x480,NAME=\"480p\"", qualities, StringComparison.Ordinal);
        Assert.DoesNotContain("1080p", qualities, StringComparison.Ordinal);
        var (source, lower) = (
            Segments(await viewer.ReadAsync("source/replay.m3u8")),
            Segments(await viewer.ReadAsync("480p/replay.m3u8"))
        );
        Assert.Equal(source.Count, lower.Count);
        Assert.All(source.Zip(lower), pair =>
        {
            Assert.Equal(pair.First.PdtMs, pair.Second.PdtMs, 1.0);
            Assert.Equal(pair.First.Seconds, pair.Second.Seconds, 0.001);
        });

        var (sourceMedia, lowerMedia) = (
            await viewer.DownloadAsync("source/replay.m3u8"),
            await viewer.DownloadAsync("480p/replay.m3u8")
        );
        Assert.Equal("", Ffmpeg.Complaints(lowerMedia));
        AssertSameTimes(FrameTimes(source, sourceMedia), FrameTimes(lower, lowerMedia), 240);
        Assert.Equal(Ffmpeg.Packets(sourceMedia, "a").Count, Ffmpeg.Packets(lowerMedia, "a").Count);
    }

    [Fact]
    public async Task ALowerRenditionIsThereLiveAndComesBackWithTheNextTake()
    {
        await using var server = await UpperBackServer.StartAsync(null, "--Streaming:Renditions", "240");
        var planned = await StreamingFixture.PlanOnAsync(server);
        var key = (await planned.MakeKeyAsync()).Key;
        var (header, fragments) = Clips.Split(Hd(6));
        for (var encoderSession = 1; encoderSession <= 2; encoderSession++)
        {
            await using var encoder = HttpEncoder.Start(server.Address, key);
            await encoder.SendAsync(header, fragments[0], fragments[1], fragments[2]);
            await planned.UntilAsync("live");
            var viewer = await planned.LetInAsync();
            await Eventually.Is(
                () => viewer.ReadAsync("live.m3u8"),
                text => text.Contains("240p/index.m3u8", StringComparison.Ordinal)
            );
            var playlist = await Eventually.Is(
                () => viewer.ReadAsync("240p/index.m3u8"),
                text => text.Contains($"init-{encoderSession}.mp4", StringComparison.Ordinal)
            );
            Assert.Equal(encoderSession - 1, playlist.Split('\n').Count(line => line == "#EXT-X-DISCONTINUITY"));
            await encoder.DropAsync();
            await planned.UntilAsync("interrupted");
        }
    }

    [Fact]
    public async Task AnEncoderThatDiesTakesItsRenditionAlongAndNothingElse()
    {
        await using var server = await StartAsync("head -c 1500000 | exec ffmpeg \"$@\"", "360");
        var planned = await StreamingFixture.PlanOnAsync(server);
        var (header, fragments) = Clips.Split(Hd(20));
        await using var encoder = HttpEncoder.Start(server.Address, (await planned.MakeKeyAsync()).Key);
        await encoder.SendAsync(header, fragments[0]);
        await planned.UntilAsync("live");
        var viewer = await planned.LetInAsync();
        await Eventually.Is(
            () => viewer.ReadAsync("live.m3u8"),
            text => text.Contains("360p/index.m3u8", StringComparison.Ordinal)
        );

        await encoder.SendAsync([.. fragments.Skip(1)]);
        var qualities = await Eventually.Is(
            () => viewer.ReadAsync("live.m3u8"),
            text => !text.Contains("360p", StringComparison.Ordinal)
        );
        Assert.Contains("source/index.m3u8", qualities, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await viewer.StatusAsync("360p/index.m3u8"));
        Assert.Equal(HttpStatusCode.OK, (await encoder.FinishAsync()).StatusCode);
        await planned.UntilAsync("ended");

        Assert.Equal(10, Segments(await viewer.ReadAsync("source/replay.m3u8")).Count);
        Assert.DoesNotContain("360p", await viewer.ReadAsync("replay.m3u8"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEncoderThatIsTooSlowIsKilledAndTheSourceGoesOn()
    {
        var pid = Path.Combine(folder, "pid");
        await using var server = await StartAsync($"echo $$ > {pid}; exec sleep 600", "360");
        var planned = await StreamingFixture.PlanOnAsync(server);
        await using var encoder = HttpEncoder.Start(server.Address, (await planned.MakeKeyAsync()).Key);
        var (header, fragments) = Clips.Split(Hd(20));
        await encoder.SendAsync(header, fragments[0]);
        await Eventually.Is(() => File.Exists(pid) && File.ReadAllText(pid).EndsWith('\n'));
        await encoder.SendAsync([.. fragments.Skip(1)]);

        await Eventually.Is(() => !Directory.Exists($"/proc/{File.ReadAllText(pid).Trim()}"));
        Assert.Equal(HttpStatusCode.OK, (await encoder.FinishAsync()).StatusCode);
        await planned.UntilAsync("ended");
        Assert.DoesNotContain(
            "360p",
            await (await planned.LetInAsync()).ReadAsync("replay.m3u8"),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("nowhere-to-be-found")]
    [InlineData("/nowhere/ffmpeg")]
    public async Task WithoutFfmpegThereIsTheSourceAlone(string program)
    {
        await using var server = await UpperBackServer.StartAsync(
            null,
            "--Streaming:Renditions",
            "360",
            "--Streaming:Ffmpeg",
            program
        );
        var planned = await StreamingFixture.PlanOnAsync(server);
        await planned.StreamAsync(Hd(6));
        await planned.UntilAsync("ended");

        Assert.Single((await (await planned.LetInAsync()).ReadAsync("replay.m3u8")).Split('\n'), line =>
            line.EndsWith("replay.m3u8", StringComparison.Ordinal)
        );
    }

    private Task<UpperBackServer> StartAsync(string insteadOfFfmpeg, string renditions)
    {
        var program = Path.Combine(folder, "ffmpeg");
        File.WriteAllText(program, $"#!/bin/sh\n{insteadOfFfmpeg}\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return UpperBackServer.StartAsync(null, "--Streaming:Renditions", renditions, "--Streaming:Ffmpeg", program);
    }

    private static void AssertSameTimes(
        IReadOnlyList<(double AtMs, bool IsKey)> source,
        IReadOnlyList<(double AtMs, bool IsKey)> lower,
        int count
    )
    {
        Assert.Equal((count, count), (source.Count, lower.Count));
        Assert.All(source.Zip(lower), pair =>
        {
            Assert.Equal(pair.First.AtMs, pair.Second.AtMs, 1.0);
            Assert.Equal(pair.First.IsKey, pair.Second.IsKey);
        });
    }

    /// <summary>When each frame was captured, counted from the playlist's time of the first.</summary>
    private static List<(double AtMs, bool IsKey)> FrameTimes(IReadOnlyList<Segment> segments, byte[] media)
    {
        var packets = Ffmpeg.Packets(media, "v");
        return
        [
            .. packets.Select(packet =>
                (segments[0].PdtMs + ((packet.Seconds - packets[0].Seconds) * 1000), packet.IsKey)
            ),
        ];
    }

    private static List<Segment> Segments(string playlist)
    {
        var segments = new List<Segment>();
        var (pdtMs, seconds) = (0d, 0d);
        foreach (var line in playlist.Split('\n'))
        {
            if (line.StartsWith("#EXT-X-PROGRAM-DATE-TIME:", StringComparison.Ordinal))
                pdtMs = DateTimeOffset
                    .Parse(line[25..], CultureInfo.InvariantCulture)
                    .Subtract(DateTimeOffset.UnixEpoch)
                    .TotalMilliseconds;
            else if (line.StartsWith("#EXTINF:", StringComparison.Ordinal))
                seconds = double.Parse(line[8..].TrimEnd(','), CultureInfo.InvariantCulture);
            else if (line.EndsWith(".m4s", StringComparison.Ordinal))
                segments.Add(new Segment(pdtMs, seconds));
        }

        return segments;
    }

    private sealed record Segment(double PdtMs, double Seconds);
}
