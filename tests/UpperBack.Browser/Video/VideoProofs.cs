using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace UpperBack.Browser.Video;

/// <summary>Live video from a browser's camera to a browser's screen, measured by a clock in the picture. Each proof
/// says its figures; what it asserts is wide enough for a machine that does other things too.
/// <c>UPPERBACK_PROMISES=full</c> measures for longer.</summary>
[Collection(Measured.Name)]
[Trait(Measures.Trait, Measures.Time)]
public sealed class VideoProofs(BrowserFixture fixture, ITestOutputHelper output) : BrowserTest(fixture)
{
    private const int MinCues = 4;

    private static readonly TimeSpan MeasuredTime = TimeSpan.FromSeconds(Scale.Of(60, 9));
    private static readonly TimeSpan Delayed = TimeSpan.FromSeconds(Scale.Of(13, 8));

    [Fact]
    public async Task TheClassIsSeenTwoSecondsLaterAndEachCueOnItsFrameLiveDelayedAndRecorded()
    {
        var lesson = await VideoClass.OpenAsync(Fixture);
        await lesson.GoLiveAsync();
        var viewer = await lesson.WatchAsync("Asha Verma", phone: true);
        await viewer.PlaysAsync(frames: 90);
        await viewer.StartOverAsync();

        await lesson.CueAsync(MeasuredTime, MinCues);
        var live = await viewer.SeenAsync(MinCues);
        output.WriteLine($"live: {live}");

        // Whoever pauses sees the same cues on the same frames, only later.
        await viewer.Page.GetByTestId("video-pause").ClickAsync();
        await lesson.CueAsync(Delayed, MinCues);
        await viewer.StartOverAsync();
        await viewer.Page.GetByTestId("video-pause").ClickAsync();
        var delayed = await viewer.SeenAsync(MinCues);
        output.WriteLine($"delayed: {delayed}");

        await lesson.EndAsync();
        await viewer.Page.GotoAsync($"/sessions/{lesson.Session}/replay");
        var again = await VideoViewer.ReadAsync(viewer.Page);
        var recorded = await again.SeenAsync(MinCues);
        output.WriteLine($"recorded: {recorded}");

        Assert.InRange(live.MedianLatencyMs, 200, 4000 * Machine.Slowness);
        Assert.True(
            live.Frames.Count > MeasuredTime.TotalSeconds * 8 / Machine.Slowness,
            $"Only {live.Frames.Count} frames were shown."
        );
        Assert.InRange(delayed.MedianLatencyMs, Delayed.TotalMilliseconds - 1000, 30_000 * Machine.Slowness);
        foreach (var seen in new[] { live, delayed, recorded })
        {
            Assert.True(seen.Cues.Count >= MinCues, $"Only {seen.Cues.Count} cues were shown.");
            Assert.All(seen.Cues, cue => Assert.True(cue.ShownAt >= cue.MediaAt, "A cue was shown before its frame."));
            Assert.InRange(seen.LateFrames, 0, 1);
        }
    }

    [Fact]
    public async Task AnEncoderWithBFramesPlaysAndItsDelayIsMeasuredAway()
    {
        var lesson = await VideoClass.OpenAsync(Fixture);
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
        await result.WaitForAsync(new LocatorWaitForOptions { Timeout = Chromium.TimeoutMs });
        var found = await ReadOffsetAsync(result);
        await lesson.Console.GetByTestId("calibration-save").ClickAsync();
        await Expect(panel).ToHaveAttributeAsync("data-offset", new System.Text.RegularExpressions.Regex("-?[1-9]"));
        await Task.Delay(4000);

        await lesson.Console.GetByTestId("calibration-start").ClickAsync();
        await result.WaitForAsync(new LocatorWaitForOptions { Timeout = Chromium.TimeoutMs });
        var left =
            await ReadOffsetAsync(result)
            - int.Parse((await panel.GetAttributeAsync("data-offset"))!, CultureInfo.InvariantCulture);
        var seen = await viewer.SeenAsync();
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"RTMP with B-frames: offset {found} ms found, {left} ms left; "
                    + $"{seen.Stalls} stalls in {seen.Frames.Count + seen.Unreadable} frames"
            )
        );

        // A few frames more on a busy machine, and never as much as would hide that a cue is seconds off.
        var allowed = 250 * Math.Min(Machine.Slowness, 3);
        Assert.InRange(left, -allowed, allowed);
        await Expect(viewer.Page.GetByTestId("video")).ToHaveAttributeAsync("data-state", "playing");
    }

    [Fact]
    public async Task APlayerThatWeDidNotWritePlaysItToo()
    {
        var lesson = await VideoClass.OpenAsync(Fixture);
        await lesson.GoLiveAsync();
        var page = await Fixture.OpenAsync(phone: false, bypassCsp: true);
        await BrowserFixture.SignInAsync(page, await Fixture.SignUpAsync("Noah Kim"));

        await ReferencePlayer.PlayAsync(page, lesson.Session);

        var from = await ReferencePlayer.PositionAsync(page);
        var waited = Stopwatch.StartNew();
        var played = await Eventually.Is(
            async () => await ReferencePlayer.PositionAsync(page) - from,
            seconds => seconds > 2,
            TimeSpan.FromSeconds(6)
        );
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"shaka-player played {played:0.0} s in {waited.Elapsed.TotalSeconds:0.0} s"
            )
        );
        Assert.True(played > 2);
    }

    private static async Task<int> ReadOffsetAsync(ILocator result) =>
        int.Parse((await result.GetAttributeAsync("data-offset"))!, CultureInfo.InvariantCulture);
}
