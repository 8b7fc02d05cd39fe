using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using UpperBack.Live.Mirror;
using UpperBack.Testing.Mirror;

namespace UpperBack.Live.Tests.Mirror;

/// <summary>A leader whose network stalls: nothing piles up for them, nobody else notices, and what they see afterwards
/// is new.</summary>
[Trait(Measures.Trait, Measures.Time)]
public sealed class MirrorSlowLeaderTests : IAsyncLifetime
{
    private const int Members = 4;
    private const int PictureBytes = 12_000;

    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(2);

    private StartedFixture server = null!;

    public async Task InitializeAsync() =>
        server = await StartedFixture.StartAsync(
            "--Live:MirrorTileKbps",
            "500",
            "--Live:MirrorLookInKbps",
            "2000",
            "--Live:MirrorClassKbps",
            "10000000"
        );

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task ASlowLeaderMissesWhatIsOldAndNobodyElseNotices()
    {
        var scene = await MirrorScene.MakeAsync(server.Live);
        await using var quick = await scene.WatchAsync(scene.Instructor);
        await using var slow = await scene.WatchAsync(scene.Coach);
        var sharers = new List<MirrorSharer>();
        for (var i = 0; i < Members; i++)
            sharers.Add(await scene.ShareAsync($"Member {i}"));
        foreach (var sharer in sharers)
        {
            await quick.HasKeyAsync(sharer);
            await slow.HasKeyAsync(sharer);
        }

        using var stopping = new CancellationTokenSource();
        var sending = Task.WhenAll(sharers.Select(sharer => SendAsync(sharer, stopping.Token)));
        await Eventually.Is(() => quick.Pictures.Count > 20 && slow.Pictures.Count > 20);

        slow.Link.StopReading();
        var quickBefore = quick.Pictures.Count;
        var mostWaiting = await WatchQueueAsync(scene, Stall);
        var seenMeanwhile = quick.Pictures.Count - quickBefore;
        slow.Link.ReadOn();
        var readOn = Stopwatch.GetTimestamp();
        await Task.Delay(Machine.Allow(Recovery));
        var recovered = Stopwatch.GetTimestamp();
        await Task.Delay(Recovery);
        await stopping.CancelAsync();
        await sending;

        Assert.InRange(mostWaiting, 1, Members * 2);
        Assert.InRange(seenMeanwhile, Members * 20, int.MaxValue);
        AssertDecodable(quick);
        AssertDecodable(slow);
        Assert.True(slow.Pictures.Count < quick.Pictures.Count, "Nothing was left out.");

        var late = slow.Pictures.Where(picture => picture.At > recovered).Select(picture => AgeOf(picture)).ToList();
        Assert.NotEmpty(late);
        Assert.True(
            late.Max() < Machine.Allow(TimeSpan.FromSeconds(1)),
            $"{late.Max()} old, {Stopwatch.GetElapsedTime(readOn)} after it read on."
        );
        foreach (var sharer in sharers)
            await sharer.DisposeAsync();
    }

    /// <summary>How many pictures wait for the coach at the most, for a while.</summary>
    private async Task<int> WatchQueueAsync(MirrorScene scene, TimeSpan duration)
    {
        var relay = server.Live.Server.Services.GetRequiredService<MirrorRelay>();
        var mirror = relay.Mirrors.Single(mirror => mirror.SessionId == scene.Session);
        var socket = mirror.All().Leaders.Single(leader => leader.Member == scene.Coach.Id);
        var (began, most) = (Stopwatch.GetTimestamp(), 0);
        while (Stopwatch.GetElapsedTime(began) < duration)
        {
            lock (mirror.Gate)
                most = Math.Max(most, socket.Pictures.Count);
            await Task.Delay(20);
        }

        return most;
    }

    private static TimeSpan AgeOf(SeenPicture picture) =>
        DateTimeOffset.UtcNow
        - Stopwatch.GetElapsedTime(picture.At)
        - DateTimeOffset.FromUnixTimeMilliseconds(picture.Frame.CapturedAtMs);

    private static async Task SendAsync(MirrorSharer sharer, CancellationToken ct)
    {
        var asked = 0;
        for (var number = 0; !ct.IsCancellationRequested; number++)
        {
            var isKeyFrame = number == 0 || sharer.AskedFor(1) > asked;
            if (isKeyFrame)
                asked = sharer.AskedFor(1);
            await sharer.SendAsync(new byte[PictureBytes], isKeyFrame);
            await Task.Delay(50, CancellationToken.None);
        }
    }

    /// <summary>No picture refers to one that did not come.</summary>
    private static void AssertDecodable(MirrorWatcher watcher)
    {
        foreach (var tile in watcher.Pictures.GroupBy(picture => picture.Tile))
        {
            uint? last = null;
            foreach (var frame in tile.Select(picture => picture.Frame))
            {
                Assert.True(
                    frame.IsKeyFrame || last == frame.Sequence - 1,
                    $"Picture {frame.Sequence} came after {last} without a key frame."
                );
                last = frame.Sequence;
            }
        }
    }
}
