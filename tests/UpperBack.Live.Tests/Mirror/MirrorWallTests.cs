using System.Diagnostics;
using UpperBack.Contracts.Live;
using UpperBack.Testing.Mirror;

namespace UpperBack.Live.Tests.Mirror;

/// <summary>What leaders do with the pictures, and who is told of it.</summary>
public sealed class MirrorWallTests(LiveFixture fixture) : IClassFixture<LiveFixture>
{
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
}
