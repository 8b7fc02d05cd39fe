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
            new MirrorSettings(new MirrorPictureSettings(160, 120, 4, 30), new MirrorPictureSettings(320, 240, 12, 150)),
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
        await Eventually.Is(() =>
            instructor.Seen().SequenceEqual(["before", "refers to before", "begins", "goes on"])
        );
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
    public async Task ALookInGoesToWhoLooksAlone()
    {
        var scene = await MirrorScene.MakeAsync(fixture);
        await using var instructor = await scene.WatchAsync(scene.Instructor);
        await using var coach = await scene.WatchAsync(scene.Coach);
        await using var asha = await scene.ShareAsync("Asha");
        await using var ben = await scene.ShareAsync("Ben");
        await coach.HasKeyAsync(asha);
        await instructor.HasKeyAsync(asha);
        var (tileOfAsha, tileOfBen) = (await coach.TileOfAsync(asha.Member), await coach.TileOfAsync(ben.Member));
        await asha.SendAsync("nobody looks"u8, kind: 2);

        await coach.LookAsync(tileOfAsha.Tile);
        await Eventually.Is(() => asha.Lookers.Select(one => one.MemberId).SequenceEqual([scene.Coach.Id]));
        Assert.Equal("Cleo", Assert.Single(asha.Lookers).DisplayName);
        await Eventually.Is(() =>
            instructor.Leaders.Single(leader => leader.MemberId == scene.Coach.Id).LooksAt == tileOfAsha.Tile
        );
        await asha.SendAsync("close"u8, kind: 2);
        await Eventually.Is(() => coach.Seen().Contains("close"));

        // One at a time.
        await coach.LookAsync(tileOfBen.Tile);
        await Eventually.Is(() => asha.Lookers.Count == 0 && ben.Lookers.Count == 1);
        await asha.SendAsync("too late"u8, kind: 2);
        await ben.SendAsync("Ben, close"u8, kind: 2);
        await Eventually.Is(() => coach.Seen().Contains("Ben, close"));
        Assert.NotNull((await coach.TileOfAsync(asha.Member)).LastLookAtMs);

        await coach.LookAsync(tileOfBen.Tile, on: false);
        await Eventually.Is(() => ben.Lookers.Count == 0);
        await ben.SendAsync("over"u8, kind: 2);
        await ben.SendAsync("small"u8);
        await Eventually.Is(() => coach.Seen().Contains("small") && instructor.Seen().Contains("small"));
        Assert.Equal(["close", "Ben, close", "small"], coach.Seen());
        Assert.Equal(["small"], instructor.Seen());
    }

    [Fact]
    public async Task ADeviceIsAskedForAKeyFrameOnceASecondHoweverOftenItIsWanted()
    {
        var scene = await MirrorScene.MakeAsync(fixture);
        await using var instructor = await scene.WatchAsync(scene.Instructor);
        await using var coach = await scene.WatchAsync(scene.Coach);
        await using var asha = await scene.ShareAsync("Asha");
        var tile = (await coach.TileOfAsync(asha.Member)).Tile;
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < 30; i++)
        {
            await coach.Link.SendAsync(new MirrorAskKeyFrame(tile, 1));
            await instructor.Link.SendAsync(new MirrorAskKeyFrame(tile, 1));
            await instructor.Link.SendAsync(new MirrorAskKeyFrame(tile, 2));
            await Task.Delay(50);
        }

        await Eventually.Is(() => asha.AskedFor(1) >= 2);
        Assert.InRange(asha.AskedFor(1), 2, 2 + (int)Stopwatch.GetElapsedTime(began).TotalSeconds);

        // Nobody looks in.
        Assert.Equal(0, asha.AskedFor(2));
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
    public async Task LeadersAreToldWhoSharesTheWallAndMembersAreNot()
    {
        var scene = await MirrorScene.MakeAsync(fixture);
        await using var instructor = await scene.WatchAsync(scene.Instructor);
        await using var coach = await scene.WatchAsync(scene.Coach);
        await using var asha = await scene.ShareAsync("Asha");

        await coach.Link.SendAsync(new MirrorSplit(true));
        await Eventually.Is(() => instructor.Leaders.Any(leader => leader.Splits));
        Assert.Equal(scene.Coach.Id, instructor.Leaders.Single(leader => leader.Splits).MemberId);
        Assert.All(instructor.Leaders, leader => Assert.Equal("", leader.PublicKey));
        await Eventually.Is(() => asha.Link.Last<MirrorLeaders>() is { Leaders.Count: 2 });
        Assert.All(asha.Link.Last<MirrorLeaders>()!.Leaders, leader =>
            Assert.Equal((88, false, null), (leader.PublicKey.Length, leader.Splits, leader.LooksAt))
        );
    }

    [Fact]
    public async Task NamesAreThePresentOnes()
    {
        var scene = await MirrorScene.MakeAsync(fixture);
        await using var coach = await scene.WatchAsync(scene.Coach);
        await using var asha = await scene.ShareAsync("Asha");
        await Eventually.Is(() => asha.Link.Last<MirrorLeaders>() is { Leaders: [{ DisplayName: "Cleo" }] });
        foreach (var (member, name) in new[] { (asha.Member, "Asha K."), (scene.Coach, "Cleo C.") })
            await fixture.Server.PublishAsync(
                new MemberChanged(
                    member.Id,
                    2,
                    name,
                    "Europe/Berlin",
                    OnBoards: false,
                    [Roles.Member],
                    fixture.Server.Clock.GetUtcNow()
                )
            );

        await Eventually.Is(() => coach.Tiles is [{ DisplayName: "Asha K." }]);
        await Eventually.Is(() => asha.Link.Last<MirrorLeaders>() is { Leaders: [{ DisplayName: "Cleo C." }] });
        Assert.Equal(1, asha.KeyId);
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
