using System.Globalization;
using Microsoft.Playwright;
using UpperBack.Testing;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace UpperBack.Browser.Video;

/// <summary>Live video from a browser's camera to a browser's screen, measured by a clock in the picture. Each proof
/// says its figures; what it asserts is wide enough for a machine that does other things too.
/// UPPERBACK_PROOF_SECONDS=60 measures for longer.</summary>
[Collection(SharedRoom.Name)]
public sealed class VideoProofs(BrowserStage stage, ITestOutputHelper output)
{
    private const int MinCues = 4;

    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(
        int.Parse(Environment.GetEnvironmentVariable("UPPERBACK_PROOF_SECONDS") ?? "12", CultureInfo.InvariantCulture)
    );

    [Fact]
    public async Task TheClassIsSeenTwoSecondsLaterAndEachCueOnItsFrameLiveDelayedAndRecorded()
    {
        var lesson = await VideoClass.OpenAsync(stage);
        await lesson.GoLiveAsync();
        var viewer = await lesson.WatchAsync("Asha Verma", phone: true);
        await Task.Delay(4000);
        await viewer.StartOverAsync();

        await lesson.CueAsync(Measured);
        await Task.Delay(2500);
        var live = await viewer.SeenAsync(MinCues);
        Say("live", live);

        // Whoever pauses sees the same cues on the same frames, only later.
        await viewer.Page.GetByTestId("video-pause").ClickAsync();
        await lesson.CueAsync(TimeSpan.FromSeconds(13));
        await viewer.StartOverAsync();
        await viewer.Page.GetByTestId("video-pause").ClickAsync();
        await Task.Delay(TimeSpan.FromSeconds(15));
        var delayed = await viewer.SeenAsync(MinCues);
        Say("delayed", delayed);

        await lesson.EndAsync();
        await viewer.Page.GotoAsync($"/sessions/{lesson.Session}/replay");
        var again = await VideoViewer.ReadAsync(viewer.Page);
        await Task.Delay(Measured + TimeSpan.FromSeconds(12));
        var recorded = await again.SeenAsync(MinCues);
        Say("recorded", recorded);

        Assert.InRange(live.MedianLatencyMs, 200, 4000);
        Assert.True(live.Frames.Count > Measured.TotalSeconds * 8, $"Only {live.Frames.Count} frames were shown.");
        Assert.InRange(delayed.MedianLatencyMs, 12_000, 30_000);
        foreach (var seen in new[] { live, delayed, recorded })
        {
            Assert.True(seen.Cues.Count >= MinCues, $"Only {seen.Cues.Count} cues were shown.");
            Assert.All(seen.Cues, cue => Assert.True(cue.ShownAt >= cue.MediaAt, "A cue was shown before its frame."));
            Assert.InRange(seen.LateFrames, 0, 1);
        }
    }

    [Fact]
    public async Task AnInstructorWhoDropsOutComesBackToViewersWhoWaited()
    {
        await using var proxy = new FlakyTcpProxy(stage.Server.Address);
        var lesson = await VideoClass.OpenAsync(stage, proxy);
        await lesson.GoLiveAsync();
        var viewer = await lesson.WatchAsync("Ben Weber", phone: false);
        await Task.Delay(3000);

        proxy.Cut();
        await viewer.Page.Locator("[data-testid=video][data-state=interrupted]").WaitForAsync();
        await Task.Delay(Measured >= TimeSpan.FromSeconds(60) ? 20_000 : 6000);
        proxy.Mend();

        await viewer
            .Page.Locator("[data-testid=video][data-state=playing]")
            .WaitForAsync(new LocatorWaitForOptions { Timeout = 45_000 });

        // The console's own connection comes back in its own time, up to a quarter of a minute between attempts.
        await Expect(lesson.Console.GetByTestId("connection-state"))
            .ToHaveAttributeAsync(
                "data-state",
                new System.Text.RegularExpressions.Regex("joined|healed"),
                new LocatorAssertionsToHaveAttributeOptions { Timeout = 60_000 }
            );
        await viewer.StartOverAsync();
        await lesson.Console.GetByTestId("next-step").ClickAsync();
        await lesson.CueAsync(TimeSpan.FromSeconds(5));
        await Task.Delay(3000);
        var after = await viewer.SeenAsync();
        Say("after the return", after);
        Assert.InRange(after.MedianLatencyMs, 200, 8000);
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
    }

    [Fact]
    public async Task AnEncoderWithBFramesPlaysAndItsDelayIsMeasuredAway()
    {
        var lesson = await VideoClass.OpenAsync(stage);
        var made = await lesson.Console.APIRequest.PostAsync($"/api/streaming/sessions/{lesson.Session}/keys");
        await using var encoder = FilmedClock.Start(
            (await made.JsonAsync())!.Value.GetProperty("rtmpUrl").GetString()!
        );
        await lesson.Console.GetByTestId("way-obs").ClickAsync();
        var panel = lesson.Console.GetByTestId("calibration-panel");
        await panel.Locator("summary").ClickAsync();
        var viewer = await lesson.WatchAsync("Clara Schmidt", phone: true);

        await lesson.Console.GetByTestId("calibration-start").ClickAsync();
        var result = lesson.Console.GetByTestId("calibration-result");
        await result.WaitForAsync(new LocatorWaitForOptions { Timeout = 45_000 });
        var found = await ReadOffsetAsync(result);
        await lesson.Console.GetByTestId("calibration-save").ClickAsync();
        await Expect(panel).ToHaveAttributeAsync("data-offset", new System.Text.RegularExpressions.Regex("-?[1-9]"));
        await Task.Delay(4000);

        await lesson.Console.GetByTestId("calibration-start").ClickAsync();
        await result.WaitForAsync(new LocatorWaitForOptions { Timeout = 45_000 });
        var left =
            await ReadOffsetAsync(result)
            - int.Parse((await panel.GetAttributeAsync("data-offset"))!, CultureInfo.InvariantCulture);
        var seen = await viewer.SeenAsync();
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"RTMP with B-frames: offset {found} ms found, {left} ms left; {seen.Stalls} stalls in {seen.Frames.Count + seen.Unreadable} frames"
            )
        );

        Assert.InRange(left, -250, 250);
        Assert.Equal("playing", await viewer.Page.GetByTestId("video").GetAttributeAsync("data-state"));
    }

    [Fact]
    public async Task APlayerThatWeDidNotWritePlaysItToo()
    {
        var lesson = await VideoClass.OpenAsync(stage);
        await lesson.GoLiveAsync();
        var page = await stage.OpenAsync(phone: false, bypassCsp: true);
        await BrowserStage.SignInAsync(page, await stage.SignUpAsync("Noah Kim"));

        // It wants a finished segment to look at before it plays.
        await Task.Delay(6000);
        await page.AddScriptTagAsync(
            new PageAddScriptTagOptions
            {
                Path = Path.Combine(
                    Repository.NpmFolder("tests/UpperBack.Browser/judges"),
                    "node_modules",
                    "shaka-player",
                    "dist",
                    "shaka-player.compiled.js"
                ),
            }
        );

        var played = await page.EvaluateAsync<double>(
            """
            async (session) => {
              const { live } = await (await fetch(`/api/streaming/sessions/${session}/access`, { method: 'POST' })).json();
              const video = Object.assign(document.createElement('video'), { muted: true });
              document.body.append(video);
              shaka.polyfill.installAll();
              const player = new shaka.Player();
              await player.attach(video);
              await player.load(new URL(live, location.href).href);
              await video.play();
              const from = video.currentTime;
              await new Promise((resolve) => setTimeout(resolve, 6000));
              return video.currentTime - from;
            }
            """,
            lesson.Session
        );

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"shaka-player played {played:0.0} s of 6 s"));
        Assert.True(played > 2);
    }

    /// <summary>The server with the video is killed, and later stopped; nobody reloads anything.</summary>
    [Fact]
    public async Task ViewersGoOnByThemselvesWhenTheServerComesBack()
    {
        await using var lesson = await RestartedClass.PrepareAsync();
        var encoder = lesson.StartEncoder();
        await lesson.UntilAsync("live");
        var viewer = await lesson.OpenAsync(stage);
        await viewer.GotoAsync($"/sessions/{lesson.Session}/room");
        await viewer.Locator("[data-testid=video][data-state=playing]").WaitForAsync();
        await viewer.EvaluateAsync(
            """
            () => {
              const video = document.querySelector('video');
              window.frames = [];
              video.requestVideoFrameCallback(function next() { window.frames.push(Date.now()); video.requestVideoFrameCallback(next); });
            }
            """
        );

        // The other player wants a finished segment to look at before it plays.
        await Eventually.Is(
            () => viewer.EvaluateAsync<int>("() => window.frames.length"),
            count => count > 90,
            TimeSpan.FromSeconds(40)
        );
        var other = await lesson.OpenAsync(stage);
        await PlayWithShakaAsync(other, lesson.Session);

        foreach (var kill in new[] { true, false })
        {
            await Task.Delay(5000);
            await lesson.RestartAsync(kill);
            await encoder.DisposeAsync();
            encoder = lesson.StartEncoder();
            await lesson.UntilAsync("live");
            var backAt = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
            var shakaAt = await other.EvaluateAsync<double>("() => document.querySelector('video').currentTime");
            var frames = await Eventually.Is(
                () => viewer.EvaluateAsync<double[]>("from => window.frames.filter((at) => at >= from)", backAt),
                seen => seen.Length > 60,
                TimeSpan.FromSeconds(30)
            );
            var first = frames.First(at => frames.Count(later => later >= at && later < at + 1000) > 10);
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(kill ? "killed" : "stopped")}: the picture goes on {(first - backAt) / 1000:0.0} s after the encoder is back"
                )
            );
            Assert.InRange(first - backAt, 0, 12_000);
            await Eventually.Is(
                () => other.EvaluateAsync<double>("() => document.querySelector('video').currentTime"),
                at => Math.Abs(at - shakaAt) > 3,
                TimeSpan.FromSeconds(40)
            );
        }

        await encoder.DisposeAsync();
    }

    private static async Task PlayWithShakaAsync(IPage page, string session)
    {
        await page.AddScriptTagAsync(
            new PageAddScriptTagOptions
            {
                Path = Path.Combine(
                    Repository.NpmFolder("tests/UpperBack.Browser/judges"),
                    "node_modules",
                    "shaka-player",
                    "dist",
                    "shaka-player.compiled.js"
                ),
            }
        );
        await page.EvaluateAsync(
            """
            async (session) => {
              const { live } = await (await fetch(`/api/streaming/sessions/${session}/access`, { method: 'POST' })).json();
              const video = Object.assign(document.createElement('video'), { muted: true });
              document.body.prepend(video);
              shaka.polyfill.installAll();
              const player = window.player = new shaka.Player();
              await player.attach(video);
              await player.load(new URL(live, location.href).href);
              await video.play();
            }
            """,
            session
        );
    }

    private static async Task<int> ReadOffsetAsync(ILocator result) =>
        int.Parse((await result.GetAttributeAsync("data-offset"))!, CultureInfo.InvariantCulture);

    private void Say(string what, Seen seen) =>
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: {seen.Frames.Count} frames, {seen.Unreadable} unreadable, {seen.Stalls} stalls, glass to glass median {seen.MedianLatencyMs:0} ms; {seen.Cues.Count} cues, error p95 {seen.CueErrorMs:0} ms, {seen.LateFrames:0} frames"
            )
        );
}
