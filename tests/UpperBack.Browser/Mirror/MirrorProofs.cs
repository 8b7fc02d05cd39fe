using System.Globalization;
using Xunit.Abstractions;

namespace UpperBack.Browser.Mirror;

/// <summary>What the mirror is worth and what it costs, from a camera that sees a clock to a coach's screen. Each proof
/// says its figures as rows of a table; what it asserts is wide enough for a machine that does other things too.
/// <c>UPPERBACK_PROMISES=full</c> measures for longer, and a whole wall.</summary>
[Collection(Measured.Name)]
[Trait(Measures.Trait, Measures.Time)]
public sealed class MirrorProofs(BrowserFixture fixture, ITestOutputHelper output) : BrowserTest(fixture)
{
    private const double LateMs = 1000;
    private const double LongTaskMs = 50;

    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan MeasuredTime = TimeSpan.FromSeconds(Scale.Of(15, 2));
    private static readonly int Sharers = Scale.Of(30, 4);
    private static readonly int MinPictures = Scale.Of(45, 8);

    [Fact]
    public async Task AMemberIsSeenInAFractionOfASecondAndSoonAgainAfterAStall()
    {
        await using var proxy = new FlakyTcpProxy(Fixture.Server.Address);
        await using var lesson = await MirrorClass.OpenAsync(Fixture);
        var asha = await lesson.ComeAsync("Asha Verma", seesClock: true, proxy);
        await asha.ShareAsync();
        var cleo = await lesson.WatchAsync();
        await Expect(cleo.Tile(asha.Id)).ToHaveAttributeAsync("data-state", "live");

        var tile = await SeeAsync(cleo, MirrorCoach.TileCanvas(asha.Id));
        Say("camera to tile, median / p95", $"{tile.MedianMs:0} / {tile.WorstMs:0} ms");
        Say("the same with half an interval", $"{tile.MedianMs + tile.HalfIntervalMs:0} ms median, {tile.Rate:0.0}/s");
        await cleo.LookInAsync(asha.Id);
        await Expect(asha.Page.GetByTestId("mirror-lookers")).ToBeVisibleAsync();
        var lookIn = await SeeAsync(cleo, MirrorCoach.LookInCanvas);
        Say("camera to look-in, median / p95", $"{lookIn.MedianMs:0} / {lookIn.WorstMs:0} ms, {lookIn.Rate:0.0}/s");
        output.WriteLine($"tile: {tile}\nlook-in: {lookIn}");

        await SeenPictures.WatchAsync(cleo.Page, MirrorCoach.TileCanvas(asha.Id));
        proxy.Stall();
        await Task.Delay(Stall);
        var mendedAtMs = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        proxy.Mend();
        await Task.Delay(MeasuredTime);
        var recovered = await Eventually.Is(
            async () => (await SeenPictures.ReadAsync(cleo.Page)).InTimeAfterMs(mendedAtMs, LateMs),
            ms => ms is not null
        );
        var gap = (await SeenPictures.ReadAsync(cleo.Page)).LongestGapMs;
        Say("age of 1 s or less again after a stall of 3 s", $"{recovered:0} ms, {gap:0} ms without a picture");

        Assert.InRange(tile.MedianMs, 1, 1500 * Machine.Slowness);
        Assert.InRange(lookIn.MedianMs, 1, 1500 * Machine.Slowness);
        Assert.InRange(recovered!.Value, 0, 10_000 * Machine.Slowness);
        Assert.True(gap > Stall.TotalMilliseconds / 2, "Nothing stalled.");
    }

    [Fact]
    public async Task AWallFullOfMembersCostsTheCoachLittleAndEachMemberLess()
    {
        await using var lesson = await MirrorClass.OpenAsync(Fixture, seats: Sharers + 1);
        var ben = await lesson.ComeAsync("Ben Weber");
        var cleo = await lesson.WatchAsync();
        var (member, coach) = (await PageCost.CountAsync(ben.Page), await PageCost.CountAsync(cleo.Page));
        var (memberBefore, coachBefore) = (
            await member.MeasureAsync(MeasuredTime),
            await coach.MeasureAsync(MeasuredTime)
        );

        await ben.ShareAsync();
        await Expect(cleo.Tile(ben.Id)).ToHaveAttributeAsync("data-state", "live");
        var sentBefore = ben.Traffic.PictureBytesSent;
        var memberSharing = await member.MeasureAsync(MeasuredTime);
        var sent = KbpsOf(ben.Traffic.PictureBytesSent - sentBefore);
        Say("a member who shares", $"{sent:0.0} kbit/s, {memberSharing - memberBefore:0.0%} of a core more");

        await using var crowd = await SharingCrowd.ShareAsync(lesson, Sharers - 1);
        foreach (var one in crowd.Members)
            await Expect(cleo.Tile(one)).ToHaveAttributeAsync("data-state", "live");
        await cleo.LookInAsync(crowd.Members[0]);
        var receivedBefore = cleo.Traffic.PictureBytesReceived;
        var coachWatching = await coach.MeasureAsync(MeasuredTime);
        var received = KbpsOf(cleo.Traffic.PictureBytesReceived - receivedBefore);
        Say(
            $"the coach, {Sharers} tiles and a look-in",
            $"{received / 1000:0.00} Mbit/s, {coachWatching - coachBefore:0.0%} of a core more"
        );

        await cleo.Page.EvaluateAsync(Scripts.Read("long-tasks.js"));
        foreach (var one in crowd.Members.Skip(1).Take(5))
            await cleo.LookInAsync(one);
        var tasks = await cleo.Page.EvaluateAsync<double[]>("() => window.longTasks");
        Say(
            "tasks of more than 50 ms while five are tapped",
            $"{tasks.Count(ms => ms > LongTaskMs)}, the longest {tasks.DefaultIfEmpty(0).Max():0} ms"
        );

        Assert.InRange(sent, 1, 60);
        Assert.InRange(received, Sharers, 3000);
        Assert.InRange(memberSharing, 0, 4);
        Assert.InRange(coachWatching, 0, 4);
    }

    private static double KbpsOf(long bytes) => bytes * 8 / 1000.0 / MeasuredTime.TotalSeconds;

    private static async Task<SeenPictures> SeeAsync(MirrorCoach coach, string canvas)
    {
        await SeenPictures.WatchAsync(coach.Page, canvas);
        await Task.Delay(MeasuredTime);
        return await SeenPictures.ReadAsync(coach.Page, MinPictures);
    }

    private void Say(string what, FormattableString figures) =>
        output.WriteLine($"| {what} | {figures.ToString(CultureInfo.InvariantCulture)} |");
}
