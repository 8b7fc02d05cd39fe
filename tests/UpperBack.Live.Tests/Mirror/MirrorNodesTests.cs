using UpperBack.Testing.Mirror;

namespace UpperBack.Live.Tests.Mirror;

/// <summary>All sockets of a class meet on one node.</summary>
public sealed class MirrorNodesTests
{
    [Fact]
    public async Task WhoIsConnectedElsewhereIsSentToTheNodeThatHasTheClass()
    {
        await using var replicas = new ReplicaSet();
        await replicas.StartAsync(2);
        var (first, second) = (replicas.Servers[0], replicas.Servers[1]);
        var scene = await MirrorScene.MakeAsync(LiveFixture.On(first));
        await using var asha = await scene.ShareAsync("Asha");

        await using var coach = await MirrorWatcher.WatchAsync(second.Address, scene.Coach, scene.Session);
        Assert.Equal(ErrorCodes.Unavailable.Code, await asha.Link.EndAsync());
        Assert.True(asha.Link.Ended!.Retryable);

        await using var back = await MirrorSharer.ShareAsync(second.Address, asha.Member, scene.Session);
        await coach.HasKeyAsync(back);
        await back.SendAsync("together"u8);
        await Eventually.Is(() => coach.Seen().Contains("together"));
    }

    [Fact]
    public async Task ANodeThatStopsSendsEverybodyElsewhere()
    {
        await using var server = await UpperBackServer.StartAsync();
        var scene = await MirrorScene.MakeAsync(LiveFixture.On(server));
        await using var asha = await scene.ShareAsync("Asha");
        await using var coach = await scene.WatchAsync(scene.Coach);

        await server.DrainAsync();
        Assert.Equal(ErrorCodes.Unavailable.Code, await asha.Link.EndAsync());
        Assert.Equal(ErrorCodes.Unavailable.Code, await coach.Link.EndAsync());
        Assert.True(coach.Link.Ended!.Retryable);
        await Assert.ThrowsAnyAsync<System.Net.WebSockets.WebSocketException>(() => scene.WatchAsync(scene.Coach));
    }
}
