using UpperBack.Contracts.Live;
using UpperBack.Testing.Mirror;

namespace UpperBack.Live.Tests.Mirror;

/// <summary>What an operator sets.</summary>
public sealed class MirrorSettingsTests
{
    [Fact]
    public async Task ThereIsNoMirrorWhereItIsSwitchedOff()
    {
        await using var server = await StartedFixture.StartAsync("--Live:MirrorEnabled", "false");
        var scene = await MirrorScene.MakeAsync(server.Live);
        await using var sharer = await MirrorSharer.ConnectAsync(
            scene.Address,
            await scene.SeatAsync("Asha"),
            scene.Session
        );
        Assert.Equal(ErrorCodes.MirrorOff.Code, await sharer.Link.EndAsync());
        await using var watcher = await MirrorWatcher.ConnectAsync(scene.Address, scene.Coach, scene.Session);
        Assert.Equal(ErrorCodes.MirrorOff.Code, await watcher.Link.EndAsync());
        await using var live = await LiveClient.ConnectAsync(server.Live.Server, sharer.Member);
        Assert.Null((await live.JoinAsync(scene.Session)).Mirror);
    }

    [Fact]
    public async Task NoMoreShareThanMayAndSizesAndRatesAreWhatIsSet()
    {
        await using var server = await StartedFixture.StartAsync(
            "--Live:MirrorSeats",
            "2",
            "--Live:MirrorTileKbps",
            "60",
            "--Live:MirrorLookInFramesPerSecond",
            "15"
        );
        var scene = await MirrorScene.MakeAsync(server.Live);
        var first = await scene.ShareAsync("First");
        await using var second = await scene.ShareAsync("Second");
        var third = await scene.SeatAsync("Third");
        await using (var refused = await MirrorSharer.ConnectAsync(scene.Address, third, scene.Session))
        {
            Assert.Equal(ErrorCodes.MirrorFull.Code, await refused.Link.EndAsync());
            Assert.True(refused.Link.Ended!.Retryable);
        }

        // Who shares already may do so from another device.
        await using var again = await MirrorSharer.ShareAsync(scene.Address, second.Member, scene.Session);
        await first.DisposeAsync();
        await using var now = await Eventually.Is(
            async () =>
            {
                var sharer = await MirrorSharer.ConnectAsync(scene.Address, third, scene.Session);
                await Eventually.Is(() =>
                    sharer.Link.Texts.OfType<MirrorSharing>().Any() || sharer.Link.Ended is not null
                );
                return sharer;
            },
            sharer => sharer.Link.Ended is null
        );
        var settings = now.Link.Last<MirrorSharing>()!.Settings;
        Assert.Equal((60, 15), (settings.Tile.Kbps, settings.LookIn.FramesPerSecond));
    }

    [Fact]
    public async Task WhatAClassSendsItsLeadersHasACap()
    {
        await using var server = await StartedFixture.StartAsync("--Live:MirrorClassKbps", "100");
        var scene = await MirrorScene.MakeAsync(server.Live);
        await using var coach = await scene.WatchAsync(scene.Coach);
        await using var asha = await scene.ShareAsync("Asha");
        await coach.HasKeyAsync(asha);
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        for (var i = 0; i < 40; i++)
            await asha.SendAsync(new byte[5000]);
        await asha.Link.SendAsync(new MirrorPing(1));
        await Eventually.Is(() => asha.Link.Last<MirrorPong>() is not null);

        var most = 25_000 + (12_500 * System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalSeconds);
        Assert.InRange(coach.Link.PictureBytes, 1, (long)most + 5100);
    }
}

/// <summary>A server of its own, with settings of its own.</summary>
internal sealed class StartedFixture : IAsyncDisposable
{
    public LiveFixture Live { get; private init; } = null!;

    public static async Task<StartedFixture> StartAsync(params string[] settings)
    {
        var live = new LiveFixture { Settings = settings };
        await live.InitializeAsync();
        return new StartedFixture { Live = live };
    }

    public async ValueTask DisposeAsync() => await Live.DisposeAsync();
}
