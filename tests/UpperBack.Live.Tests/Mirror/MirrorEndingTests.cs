using System.Diagnostics;
using UpperBack.Contracts.Live;
using UpperBack.Testing.Mirror;

namespace UpperBack.Live.Tests.Mirror;

/// <summary>Whatever ends a picture's way, the last one comes within a second.</summary>
[Trait(Measures.Trait, Measures.Time)]
public sealed class MirrorEndingTests(LiveFixture fixture) : IClassFixture<LiveFixture>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    [Fact]
    public Task AMemberWithdraws() =>
        LastPictureAsync(async scene => await scene.Sharer.Link.DisposeAsync(), expected: null, endsSharer: true);

    [Fact]
    public Task AMemberIsGone() =>
        LastPictureAsync(
            scene =>
            {
                scene.Sharer.Link.Break();
                return Task.CompletedTask;
            },
            expected: null,
            endsSharer: true
        );

    [Fact]
    public Task AMemberPauses() =>
        LastPictureAsync(scene => scene.Sharer.Link.SendAsync(new MirrorPause(true)), expected: null, endsSharer: true);

    [Fact]
    public Task ALeaderTakesAMemberOut() =>
        LastPictureAsync(
            scene => scene.Leading.RemoveAsync(scene.Class.Session, scene.Sharer.Member.Id),
            ErrorCodes.MemberRemoved,
            endsSharer: true
        );

    [Fact]
    public Task AMemberLosesTheSeat() =>
        LastPictureAsync(
            scene => scene.Class.GiveSeatAsync(scene.Sharer.Member, SeatStatus.None),
            ErrorCodes.MirrorNoSeat,
            endsSharer: true
        );

    [Fact]
    public Task TheClassEnds() =>
        LastPictureAsync(
            async scene =>
            {
                await scene.Leading.StartClassAsync(scene.Class.Session);
                await scene.Leading.EndClassAsync(scene.Class.Session);
            },
            ErrorCodes.RoomClosed,
            endsSharer: true
        );

    [Fact]
    public Task TheClassIsToHaveNoPicturesAnyMore() =>
        LastPictureAsync(
            scene => scene.Class.PlanAsync(new MirrorRules(Allowed: false, 0), default, scene.Class.Coach),
            ErrorCodes.MirrorNotAllowed,
            endsSharer: true
        );

    [Fact]
    public Task ALeaderLosesTheLead() =>
        LastPictureAsync(scene => scene.Class.PlanAsync(), ErrorCodes.NotLeader, endsSharer: false);

    [Fact]
    public Task ALeaderEndsALookIn() =>
        LastPictureAsync(
            async scene =>
                await scene.Watcher.LookAsync((await scene.Watcher.TileOfAsync(scene.Sharer.Member)).Tile, false),
            expected: null,
            endsSharer: false,
            kind: 2
        );

    private async Task LastPictureAsync(Func<Scene, Task> end, ErrorCode? expected, bool endsSharer, int kind = 1)
    {
        var mirror = await MirrorScene.MakeAsync(fixture);
        await using var leading = await LiveClient.ConnectAsync(fixture.Server, mirror.Instructor);
        await leading.JoinAsync(mirror.Session);
        await using var coach = await mirror.WatchAsync(mirror.Coach);
        await using var other = await mirror.WatchAsync(mirror.Instructor);
        await using var asha = await mirror.ShareAsync("Asha");
        await using var ben = await mirror.ShareAsync("Ben");
        await coach.HasKeyAsync(asha);
        await other.HasKeyAsync(ben);
        var tile = (await coach.TileOfAsync(asha.Member)).Tile;
        if (kind == 2)
        {
            await coach.LookAsync(tile);
            await Eventually.Is(() => asha.Lookers.Count == 1);
        }

        using var stopping = new CancellationTokenSource();
        var sending = Task.WhenAll(
            MirrorScene.SendAllTheTimeAsync(asha, stopping.Token, kind),
            MirrorScene.SendAllTheTimeAsync(ben, stopping.Token)
        );
        await Eventually.Is(() =>
            coach.Pictures.Count(picture => picture.Tile == tile && picture.Frame.Kind == kind) > 5
        );

        var began = Stopwatch.GetTimestamp();
        await end(new Scene(mirror, leading, coach, asha));
        var ended = Stopwatch.GetTimestamp();
        if (expected is not null)
            Assert.Equal(expected.Code, await (endsSharer ? asha.Link : coach.Link).EndAsync());
        long LastAt() => coach.Pictures.Last(picture => picture.Tile == tile && picture.Frame.Kind == kind).At;
        await Eventually.Is(() => Stopwatch.GetElapsedTime(Math.Max(LastAt(), ended)) > Limit * 2);

        // What was done took its own time on a busy machine: the second counts from its end.
        var (after, took) = (Stopwatch.GetElapsedTime(ended, LastAt()), Stopwatch.GetElapsedTime(began, ended));
        Assert.True(after < Machine.Allow(Limit), $"The last picture came {after} after the end, which took {took}.");
        await stopping.CancelAsync();
        await sending;
        if (!endsSharer && expected is not null)
            await Eventually.Is(() => asha.KeyId == 2);
    }

    private sealed record Scene(MirrorScene Class, LiveClient Leading, MirrorWatcher Watcher, MirrorSharer Sharer);
}
