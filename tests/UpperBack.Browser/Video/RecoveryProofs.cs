using System.Globalization;
using Xunit.Abstractions;

namespace UpperBack.Browser.Video;

/// <summary>Live video that is interrupted, and goes on by itself.</summary>
[Collection(Measured.Name)]
[Trait(Measures.Trait, Measures.Time)]
public sealed class RecoveryProofs(BrowserFixture fixture, ITestOutputHelper output) : BrowserTest(fixture)
{
    [Fact]
    public async Task AnInstructorWhoDropsOutComesBackToViewersWhoWaited()
    {
        await using var proxy = new FlakyTcpProxy(Fixture.Server.Address);
        var lesson = await VideoClass.OpenAsync(Fixture, proxy);
        await lesson.GoLiveAsync();
        var viewer = await lesson.WatchAsync("Ben Weber", phone: false);
        await viewer.PlaysAsync(frames: 60);

        proxy.Cut();
        await viewer.Page.Locator("[data-testid=video][data-state=interrupted]").WaitForAsync();
        await Task.Delay(Scale.Of(20_000, 4_000));
        proxy.Mend();

        await viewer
            .Page.Locator("[data-testid=video][data-state=playing]")
            .WaitForAsync(new LocatorWaitForOptions { Timeout = Chromium.TimeoutMs });

        // The console's own connection comes back in its own time, up to a quarter of a minute between attempts.
        await Expect(lesson.Console.GetByTestId("connection-state"))
            .ToHaveAttributeAsync(
                "data-state",
                new System.Text.RegularExpressions.Regex("joined|healed"),
                new LocatorAssertionsToHaveAttributeOptions { Timeout = 2 * Chromium.TimeoutMs }
            );
        await viewer.StartOverAsync();
        await lesson.Console.GetByTestId("next-step").ClickAsync();
        await lesson.CueAsync(TimeSpan.FromSeconds(5), minCues: 2);
        var after = await viewer.SeenAsync(minCues: 1);
        output.WriteLine($"after the return: {after}");
        Assert.InRange(after.MedianLatencyMs, 200, 8000 * Machine.Slowness);
        Assert.NotEmpty(after.Cues);

        // One recording holds both takes.
        await lesson.EndAsync();
        await viewer.Page.GotoAsync($"/sessions/{lesson.Session}/replay");
        await VideoViewer.ReadAsync(viewer.Page);
        await Expect(viewer.Page.GetByTestId("video")).ToHaveAttributeAsync("data-state", "playing");

        // On a phone the exercises stand under the video; that another one begins moves nothing.
        await viewer.Page.SetViewportSizeAsync(390, 667);
        await viewer.Page.Locator("[data-testid=chapter-0]").EvaluateAsync("chapter => chapter.click()");
        await Expect(viewer.Page.Locator("[data-testid=chapters] [aria-current]")).ToBeVisibleAsync();
        Assert.Equal(0, await viewer.Page.EvaluateAsync<int>("window.scrollY"));
        await InSight.ResizeAsync(viewer.Page, (390, 844, 32));
        Assert.Equal("", await InSight.OverflowAsync(viewer.Page));
    }

    /// <summary>The server with the video is killed, and later stopped; nobody reloads anything.</summary>
    [Fact]
    public async Task ViewersGoOnByThemselvesWhenTheServerComesBack()
    {
        await using var lesson = await RestartedClass.PrepareAsync();
        var encoder = lesson.StartEncoder();
        await lesson.UntilAsync("live");
        var viewer = await lesson.OpenAsync(Fixture);
        await viewer.GotoAsync($"/sessions/{lesson.Session}/room");
        await viewer.Locator("[data-testid=video][data-state=playing]").WaitForAsync();
        await viewer.EvaluateAsync(Scripts.Read("count-frames.js"));

        // The other player wants a finished segment to look at before it plays.
        await Eventually.Is(
            () => viewer.EvaluateAsync<int>("() => window.frames.length"),
            count => count > 90,
            TimeSpan.FromSeconds(40)
        );
        var other = await lesson.OpenAsync(Fixture);
        await ReferencePlayer.PlayAsync(other, lesson.Session);

        foreach (var kill in new[] { true, false })
        {
            await Task.Delay(Scale.Of(5000, 1500));
            await lesson.RestartAsync(kill);
            await encoder.DisposeAsync();
            encoder = lesson.StartEncoder();
            await lesson.UntilAsync("live");
            var backAt = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
            var shakaAt = await ReferencePlayer.PositionAsync(other);
            var frames = await Eventually.Is(
                () => viewer.EvaluateAsync<double[]>("from => window.frames.filter((at) => at >= from)", backAt),
                seen => seen.Length > 60,
                TimeSpan.FromSeconds(30)
            );
            var first = frames.First(at => frames.Count(later => later >= at && later < at + 1000) > 10);
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(kill ? "killed" : "stopped")}: "
                        + $"the picture goes on {(first - backAt) / 1000:0.0} s after the encoder is back"
                )
            );
            Assert.InRange(first - backAt, 0, 12_000 * Machine.Slowness);
            await Eventually.Is(
                () => ReferencePlayer.PositionAsync(other),
                at => Math.Abs(at - shakaAt) > 3,
                TimeSpan.FromSeconds(40)
            );
        }

        await encoder.DisposeAsync();
    }
}
