using System.Diagnostics;
using System.Text;
using UpperBack.Contracts.Live;
using UpperBack.Testing.Mirror;

namespace UpperBack.Live.Tests.Mirror;

/// <summary>Which picture reaches whom, and who can read it.</summary>
public sealed class MirrorPictureTests(LiveFixture fixture) : IClassFixture<LiveFixture>
{
    [Fact]
    public async Task APictureReachesEveryLeaderAndIsReadByThemAlone()
    {
        var scene = await MirrorScene.MakeAsync(fixture);
        await using var instructor = await scene.WatchAsync(scene.Instructor);
        await using var asha = await scene.ShareAsync("Asha");
        await using var ben = await scene.ShareAsync("Ben");
        await using var coach = await scene.WatchAsync(scene.Coach);
        await instructor.HasKeyAsync(asha);
        await coach.HasKeyAsync(asha);
        await coach.HasKeyAsync(ben);

        await asha.SendAsync("Asha, one"u8);
        await asha.SendAsync("Asha, two"u8, isKeyFrame: false);
        await ben.SendAsync("Ben"u8, codec: 2);

        var (tileOfAsha, tileOfBen) = (await coach.TileOfAsync(asha.Member), await coach.TileOfAsync(ben.Member));
        foreach (var leader in new[] { instructor, coach })
        {
            await Eventually.Is(() => leader.Seen(tileOfAsha.Tile).SequenceEqual(["Asha, one", "Asha, two"]));
            await Eventually.Is(() => leader.Seen(tileOfBen.Tile).SequenceEqual(["Ben"]));
        }

        Assert.Equal("Asha", tileOfAsha.DisplayName);
        Assert.False(tileOfAsha.Paused);
        Assert.Null(tileOfAsha.LastLookAtMs);
        Assert.Equal((0L, 0L), (asha.Link.PictureBytes, ben.Link.PictureBytes));
        Assert.Equal(
            new MirrorSettings(
                new MirrorPictureSettings(160, 120, 4, 30),
                new MirrorPictureSettings(320, 240, 12, 150)
            ),
            asha.Link.Last<MirrorSharing>()!.Settings
        );
        Assert.Equal(asha.Link.Last<MirrorSharing>()!.Settings, coach.Link.Last<MirrorWatching>()!.Settings);
    }

    [Fact]
    public async Task ALeaderWhoComesLaterIsGivenTheKeyAndBeginsWithAKeyFrame()
    {
        var scene = await MirrorScene.MakeAsync(fixture);
        await using var instructor = await scene.WatchAsync(scene.Instructor);
        await using var asha = await scene.ShareAsync("Asha");
        await instructor.HasKeyAsync(asha);
        await asha.SendAsync("before"u8);

        await using var coach = await scene.WatchAsync(scene.Coach);
        await coach.HasKeyAsync(asha);
        Assert.Equal(1, asha.KeyId);
        await asha.SendAsync("refers to before"u8, isKeyFrame: false);
        await Eventually.Is(() => asha.AskedFor(1) > 0);
        await asha.SendAsync("begins"u8);
        await asha.SendAsync("goes on"u8, isKeyFrame: false);

        await Eventually.Is(() => coach.Seen().SequenceEqual(["begins", "goes on"]));
        await Eventually.Is(() => instructor.Seen().SequenceEqual(["before", "refers to before", "begins", "goes on"]));
    }

    [Fact]
    public async Task WhenALeaderGoesTheOthersAreGivenAnotherKey()
    {
        var scene = await MirrorScene.MakeAsync(fixture);
        await using var instructor = await scene.WatchAsync(scene.Instructor);
        await using var asha = await scene.ShareAsync("Asha");
        var coach = await scene.WatchAsync(scene.Coach);
        await coach.HasKeyAsync(asha);
        var id = coach.Id;
        await coach.DisposeAsync();

        await Eventually.Is(() => asha.KeyId == 2 && asha.LeaderCount == 1);
        await instructor.HasKeyAsync(asha);
        await asha.SendAsync("for one"u8);
        await Eventually.Is(() => instructor.Seen().Contains("for one"));

        await using var back = await scene.WatchAsync(scene.Coach);
        await back.HasKeyAsync(asha);
        Assert.NotEqual(id, back.Id);
        Assert.Equal(2, asha.KeyId);
    }

    [Fact]
    public async Task NothingPassesWhileAMemberPauses()
    {
        var scene = await MirrorScene.MakeAsync(fixture);
        await using var coach = await scene.WatchAsync(scene.Coach);
        await using var asha = await scene.ShareAsync("Asha");
        await coach.HasKeyAsync(asha);

        await asha.Link.SendAsync(new MirrorPause(true));
        await asha.SendAsync("while paused"u8);
        await Eventually.Is(() => coach.Tiles.Single().Paused);
        await asha.Link.SendAsync(new MirrorPause(false));
        await asha.SendAsync("again"u8);

        await Eventually.Is(() => coach.Seen().Contains("again"));
        Assert.Equal(["again"], coach.Seen());
        await Eventually.Is(() => !coach.Tiles.Single().Paused);
    }

    [Fact]
    public async Task AnotherDeviceOfAMemberReplacesTheFirst()
    {
        var scene = await MirrorScene.MakeAsync(fixture);
        await using var coach = await scene.WatchAsync(scene.Coach);
        await using var phone = await scene.ShareAsync("Asha");
        var first = await coach.TileOfAsync(phone.Member);
        await coach.LookAsync(first.Tile);
        await Eventually.Is(() => phone.Lookers.Count == 1);

        await using var laptop = await MirrorSharer.ShareAsync(scene.Address, phone.Member, scene.Session);

        Assert.Equal(ErrorCodes.MirrorReplaced.Code, await phone.Link.EndAsync());
        await Eventually.Is(() => coach.Tiles.Count == 1 && coach.Tiles[0].Tile != first.Tile);
        await coach.HasKeyAsync(laptop);
        await phone.SendAsync("from the phone"u8);
        await laptop.SendAsync("from the laptop"u8);
        await Eventually.Is(() => coach.Seen().Any());
        Assert.Equal(["from the laptop"], coach.Seen());
        Assert.NotNull(coach.Tiles[0].LastLookAtMs);
        Assert.Empty(laptop.Lookers);
    }

    [Fact]
    public async Task APingIsAnsweredWithTheServersClock()
    {
        var scene = await MirrorScene.MakeAsync(fixture);
        await using var coach = await scene.WatchAsync(scene.Coach);
        await using var asha = await scene.ShareAsync("Asha");
        foreach (var link in new[] { coach.Link, asha.Link })
        {
            await link.SendTextAsync("""{"atMs":12.5,"type":"ping"}""");
            await Eventually.Is(() => link.Last<MirrorPong>() is { AtMs: 12.5 });
            Assert.InRange(
                fixture.Server.Clock.GetUtcNow().ToUnixTimeMilliseconds() - link.Last<MirrorPong>()!.ServerMs,
                -1,
                Machine.Allow(TimeSpan.FromSeconds(5)).TotalMilliseconds
            );
        }
    }

    [Fact]
    public async Task WhatIsTooMuchIsLeftOutAndWhoGoesOnIsCutOff()
    {
        var scene = await MirrorScene.MakeAsync(fixture);
        await using var coach = await scene.WatchAsync(scene.Coach);
        await using var asha = await scene.ShareAsync("Asha");
        await coach.HasKeyAsync(asha);
        var picture = Encoding.UTF8.GetBytes(new string('x', 8000));
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < 5000 && asha.Link.Ended is null; i++)
            await asha.SendAsync(picture);

        Assert.Equal(ErrorCodes.RateLimited.Code, await asha.Link.EndAsync());
        var most = (270_000 + (67_500 * Stopwatch.GetElapsedTime(began).TotalSeconds)) / 8000;
        Assert.InRange(coach.Pictures.Count, 1, (int)most + 1);
    }
}
