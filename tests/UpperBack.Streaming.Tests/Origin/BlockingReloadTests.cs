using System.Diagnostics;

namespace UpperBack.Streaming.Tests.Origin;

/// <summary>Requests that wait for what comes next.</summary>
[Collection(OriginCollection.Name)]
public sealed class BlockingReloadTests(StreamingFixture fixture)
{
    [Fact]
    public async Task AReloadIsHeldBackUntilThePartIsThere()
    {
        var (planned, encoder, fragments) = await fixture.GoLiveAsync();
        await using var _ = encoder;
        var viewer = await planned.LetInAsync();
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
        var (planned, encoder, _) = await fixture.GoLiveAsync();
        await using var __ = encoder;
        var viewer = await planned.LetInAsync();
        var begun = Stopwatch.StartNew();
        using var late = await viewer.GetAsync("source/index.m3u8?_HLS_msn=2");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, late.StatusCode);
        Assert.InRange(begun.Elapsed.TotalSeconds, 5, 9);
        Assert.NotNull(late.Headers.RetryAfter);
        Assert.True(late.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task AnImpossibleMsnIsRefused()
    {
        var (planned, encoder, _) = await fixture.GoLiveAsync();
        await using var __ = encoder;
        var viewer = await planned.LetInAsync();
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
    public async Task ReloadsThatWaitAreReleasedWhenTheStreamEnds()
    {
        var (planned, encoder, _) = await fixture.GoLiveAsync();
        await using var __ = encoder;
        var viewer = await planned.LetInAsync();
        var waiting = viewer.GetAsync("source/index.m3u8?_HLS_msn=2");
        await planned.Instructor.Http.PostAsync(planned.Api("/stop"), null);
        Assert.Contains(
            "#EXT-X-ENDLIST",
            await (await waiting.WaitAsync(TimeSpan.FromSeconds(3))).Content.ReadAsStringAsync()
        );
        Assert.Equal("stream.not-live", await (await viewer.GetAsync("live.m3u8")).CodeAsync());
    }

    private static async Task<string> HintAsync(Viewer viewer) =>
        (await viewer.ReadAsync("source/index.m3u8")).Split("PRELOAD-HINT:TYPE=PART,URI=\"")[1].Split('"')[0];
}
