using System.Diagnostics;
using UpperBack.Contracts.Live;
using UpperBack.Testing.Mirror;
using Xunit.Abstractions;

namespace UpperBack.Live.Tests.Mirror;

/// <summary>What the mirrors of a node cost it: ten classes of thirty members and two leaders, in full a tenth of a
/// core.</summary>
[Trait(Measures.Trait, Measures.Time)]
public sealed class MirrorCostTests(ITestOutputHelper output) : IDisposable
{
    private const int Leaders = 2;
    private const int FramesPerSecond = 4;
    private const int PictureBytes = 900;
    private const double MaxShareOfACore = 0.1;

    private static readonly int Classes = Scale.Of(full: 10, usual: 2);
    private static readonly int Members = Scale.Of(full: 30, usual: 15);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(Scale.Of(full: 15, usual: 2));
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(Scale.Of(full: 30, usual: 5));

    private readonly string folder = Directory.CreateTempSubdirectory("upperback-mirror-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task ANodePassesPicturesOnForATenthOfACore()
    {
        var classes = new List<(MirrorScene Scene, List<TestMember> Members)>();
        await using var node = await MirrorScene.StartNodeAsync(folder, async server =>
        {
            for (var i = 0; i < Classes; i++)
                classes.Add(await PlanAsync(server));
        });
        var links = new List<MirrorLink>();
        var sharers = new List<MirrorSharer>();
        foreach (var (scene, members) in classes)
        {
            foreach (var leader in new[] { scene.Instructor, scene.Coach }.Take(Leaders))
                links.Add(await WatchAsync(node.Address, leader, scene.Session));
            foreach (var member in members)
                sharers.Add(await MirrorSharer.ShareAsync(node.Address, member, scene.Session));
        }

        await SendAsync(sharers, WarmUp);
        var (idleBefore, idleBegan) = (node.ProcessorTime, Stopwatch.GetTimestamp());
        await Task.Delay(WarmUp);
        var idle = (node.ProcessorTime - idleBefore) / Stopwatch.GetElapsedTime(idleBegan);
        var (before, bytesBefore, began) = (node.ProcessorTime, BytesOf(links), Stopwatch.GetTimestamp());
        var sent = await SendAsync(sharers, Duration);
        await Task.Delay(500);
        var (used, elapsed) = (node.ProcessorTime - before, Stopwatch.GetElapsedTime(began));
        var delivered =
            (BytesOf(links) - bytesBefore) / (2 + MirrorLimits.HeaderBytes + MirrorLimits.TagBytes + PictureBytes);
        output.WriteLine(
            $"{sent / elapsed.TotalSeconds:0} pictures a second in, {delivered / elapsed.TotalSeconds:0} out: "
                + $"{100 * used / elapsed:0.0} % of a core, {100 * idle:0.0} % of it without any"
        );

        Assert.True(delivered > sent * Leaders * 0.95, $"{delivered} of {sent * Leaders} were delivered.");
        if (Scale.IsFull)
            Assert.True(used / elapsed < MaxShareOfACore, $"{100 * used / elapsed:0.0} % of a core");
        else
            // With few classes, what a node does anyway is most of it.
            Assert.True(used < Machine.Allow(elapsed), $"{used} in {elapsed}");
        foreach (var link in links.Concat(sharers.Select(sharer => sharer.Link)))
            link.Break();
    }

    private static async Task<(MirrorScene Scene, List<TestMember> Members)> PlanAsync(UpperBackServer server)
    {
        var scene = await MirrorScene.MakeAsync(LiveFixture.On(server));
        var members = new List<TestMember>();
        for (var i = 0; i < Members; i++)
            members.Add(await scene.SeatAsync($"Member {i}"));
        return (scene, members);
    }

    private static async Task<MirrorLink> WatchAsync(Uri address, TestMember leader, SessionId session)
    {
        using var pair = new MirrorPair();
        var link = await MirrorLink.ConnectAsync(address, leader, session);
        await link.SendAsync(new MirrorWatch(pair.PublicKey));
        await Eventually.Is(() => link.Last<MirrorWatching>() is not null);
        return link;
    }

    /// <summary>Everybody sends at their rate, not at the same moments; the first is a key frame, and then one in
    /// forty.</summary>
    private static async Task<long> SendAsync(List<MirrorSharer> sharers, TimeSpan duration)
    {
        var picture = new byte[PictureBytes];
        var frames = (int)(duration.TotalSeconds * FramesPerSecond);
        var interval = TimeSpan.FromSeconds(1.0 / FramesPerSecond);
        await Task.WhenAll(
            sharers.Select(
                async (sharer, index) =>
                {
                    using var timer = new PeriodicTimer(interval);
                    await Task.Delay(interval * index / sharers.Count);
                    for (var frame = 0; frame < frames; frame++)
                    {
                        await sharer.SendAsync(picture, frame % 40 == 0);
                        await timer.WaitForNextTickAsync();
                    }
                }
            )
        );
        return (long)frames * sharers.Count;
    }

    private static long BytesOf(List<MirrorLink> links) => links.Sum(link => link.PictureBytes);
}
