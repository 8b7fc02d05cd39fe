using System.Net;
using UpperBack.Testing;

namespace UpperBack.Streaming.Tests.Ingest;

public sealed class HttpIngestTests(StreamingStage stage) : IClassFixture<StreamingStage>
{
    [Fact]
    public async Task WhatIsPostedCanBeWatchedAtOnceAndAfterwards()
    {
        var staged = await stage.PlanAsync();
        var taken = await staged.StreamAsync(Ffmpeg.Clip(7));
        Assert.InRange(taken.GetProperty("seconds").GetDouble(), 6.9, 7.1);
        await staged.UntilAsync("ended");

        var viewer = await staged.LetInAsync();
        Console.WriteLine(await viewer.ReadAsync("source/index.m3u8"));
        Console.WriteLine(await viewer.ReadAsync("replay.m3u8"));
        Console.WriteLine(await viewer.ReadAsync("source/replay.m3u8"));
        Assert.Equal("", Ffmpeg.Complaints(await viewer.DownloadAsync("source/replay.m3u8")));
        Assert.Equal("", Ffmpeg.Complaints(await viewer.DownloadAsync("source/index.m3u8")));
        Assert.Equal("", Ffmpeg.Complaints(await viewer.DownloadAsync("audio/replay.m3u8")));
    }
}
