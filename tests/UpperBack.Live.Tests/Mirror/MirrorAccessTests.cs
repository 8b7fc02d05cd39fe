using System.Net.WebSockets;
using UpperBack.Contracts.Live;
using UpperBack.Testing.Mirror;

namespace UpperBack.Live.Tests.Mirror;

/// <summary>Who may not share, and who may not watch.</summary>
public sealed class MirrorAccessTests(LiveFixture fixture) : IClassFixture<LiveFixture>
{
    [Fact]
    public async Task WithoutACoachedSeatNobodyShares()
    {
        var scene = await MirrorScene.MakeAsync(fixture);
        var viewer = await fixture.Server.SignInAsync("Viewer");
        await IsRefusedAsync(scene, viewer, ErrorCodes.MirrorNoSeat);
        await scene.GiveSeatAsync(viewer, SeatStatus.Waitlisted);
        await IsRefusedAsync(scene, viewer, ErrorCodes.MirrorNoSeat);
        await IsRefusedAsync(scene, scene.Coach, ErrorCodes.MirrorNoSeat);
    }

    [Fact]
    public async Task OnlyLeadersWatch()
    {
        var scene = await MirrorScene.MakeAsync(fixture);
        await using var asha = await scene.ShareAsync("Asha");
        var viewer = await fixture.Server.SignInAsync("Viewer");
        var stranger = await fixture.Server.SignInAsync("Coach of others", roles: Roles.Coach);
        foreach (var member in new[] { viewer, asha.Member, stranger })
        {
            await using var watcher = await MirrorWatcher.ConnectAsync(scene.Address, member, scene.Session);
            Assert.Equal(ErrorCodes.NotLeader.Code, await watcher.Link.EndAsync());
            Assert.False(watcher.Link.Ended!.Retryable);
            Assert.Equal((0L, 1), (watcher.Link.PictureBytes, watcher.Link.Texts.Count));
            await Eventually.Is(() => watcher.Link.IsClosed);
        }

        Assert.Empty(asha.Link.Last<MirrorLeaders>()?.Leaders ?? []);
    }

    [Fact]
    public async Task AnAdministratorWatchesWhileLeading()
    {
        var scene = await MirrorScene.MakeAsync(fixture);
        var admin = await fixture.Server.SignInAsync("Ada", roles: Roles.Admin);
        await using (var early = await MirrorWatcher.ConnectAsync(scene.Address, admin, scene.Session))
            Assert.Equal(ErrorCodes.NotLeader.Code, await early.Link.EndAsync());

        await using var live = await LiveClient.ConnectAsync(fixture.Server, admin);
        await live.JoinAsync(scene.Session);
        await live.LeadOnAsync(scene.Session);
        await using var leading = await scene.WatchAsync(admin);
        await using var asha = await scene.ShareAsync("Asha");
        await leading.HasKeyAsync(asha);
        await asha.SendAsync("seen"u8);
        await Eventually.Is(() => leading.Seen().Contains("seen"));

        await using var instructor = await LiveClient.ConnectAsync(fixture.Server, scene.Instructor);
        await instructor.JoinAsync(scene.Session);
        Assert.Equal(ErrorCodes.NotLeader.Code, await leading.Link.EndAsync());
        await Eventually.Is(() => asha.LeaderCount == 0);
    }

    [Fact]
    public async Task WhoWasTakenOutDoesNotShare()
    {
        var scene = await MirrorScene.MakeAsync(fixture);
        var rude = await scene.SeatAsync("Rude");
        await using var instructor = await LiveClient.ConnectAsync(fixture.Server, scene.Instructor);
        await instructor.JoinAsync(scene.Session);
        await instructor.RemoveAsync(scene.Session, rude.Id);
        await IsRefusedAsync(scene, rude, ErrorCodes.MemberRemoved);
        await using var watcher = await MirrorWatcher.ConnectAsync(scene.Address, rude, scene.Session);
        Assert.Equal(ErrorCodes.NotLeader.Code, await watcher.Link.EndAsync());
    }

    [Fact]
    public async Task BeforeTheRoomOpensAndAfterTheClassNobodySharesOrWatches()
    {
        var early = await MirrorScene.MakeAsync(fixture, startsIn: TimeSpan.FromHours(3));
        await IsRefusedAsync(early, await early.SeatAsync("Early"), ErrorCodes.RoomNotOpen, isRetryable: true);
        await using (var watcher = await MirrorWatcher.ConnectAsync(early.Address, early.Coach, early.Session))
            Assert.Equal(ErrorCodes.RoomNotOpen.Code, await watcher.Link.EndAsync());

        var over = await MirrorScene.MakeAsync(fixture);
        var late = await over.SeatAsync("Late");
        await using var instructor = await LiveClient.ConnectAsync(fixture.Server, over.Instructor);
        await instructor.JoinAsync(over.Session);
        await instructor.StartClassAsync(over.Session);
        await instructor.EndClassAsync(over.Session);
        await IsRefusedAsync(over, late, ErrorCodes.RoomClosed);
        await using (var watcher = await MirrorWatcher.ConnectAsync(over.Address, over.Coach, over.Session))
            Assert.Equal(ErrorCodes.RoomClosed.Code, await watcher.Link.EndAsync());

        await IsRefusedAsync(
            await MirrorScene.MakeAsync(fixture),
            late,
            ErrorCodes.SessionUnknown,
            session: SessionId.From(Guid.NewGuid())
        );
    }

    [Fact]
    public async Task AClassMayHaveNoPictures()
    {
        var scene = await MirrorScene.MakeAsync(fixture, new MirrorRules(Allowed: false, MinimumAge: 0));
        var member = await scene.SeatAsync("Asha");
        await IsRefusedAsync(scene, member, ErrorCodes.MirrorNotAllowed);
        await using (var watcher = await MirrorWatcher.ConnectAsync(scene.Address, scene.Coach, scene.Session))
            Assert.Equal(ErrorCodes.MirrorNotAllowed.Code, await watcher.Link.EndAsync());
        await using var live = await LiveClient.ConnectAsync(fixture.Server, member);
        Assert.Null((await live.JoinAsync(scene.Session)).Mirror);
    }

    [Fact]
    public async Task WhoPlansWithoutAWordOfPicturesChangesNothingAboutThem()
    {
        var scene = await MirrorScene.MakeAsync(fixture, new MirrorRules(Allowed: false, MinimumAge: 0));
        await scene.PlanAsync(rules: null, default, scene.Coach);
        await IsRefusedAsync(scene, await scene.SeatAsync("Asha"), ErrorCodes.MirrorNotAllowed);
    }

    [Theory]
    [InlineData("/hubs/mirror/{0}/", "d")]
    [InlineData("/Hubs/mirror/{0}", "d")]
    [InlineData("/hubs/mirror/{0}", "n")]
    [InlineData("/hubs/mirror/{0}", "b")]
    public async Task AClassHasOneAddressSoThatAProxyKnowsIt(string path, string format)
    {
        var scene = await MirrorScene.MakeAsync(fixture);
        var spelled = string.Format(null, path, scene.Session.Value.ToString(format));
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        var address = new Uri($"ws://{scene.Address.Authority}{spelled}?access_token={scene.Coach.Token}");
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(address, CancellationToken.None));
        Assert.Equal(HttpStatusCode.NotFound, socket.HttpStatusCode);
    }

    [Fact]
    public async Task AClassMayHaveAMinimumAge()
    {
        var scene = await MirrorScene.MakeAsync(fixture, new MirrorRules(Allowed: true, MinimumAge: 18));
        var member = await scene.SeatAsync("Asha");
        await IsRefusedAsync(scene, member, ErrorCodes.MirrorAge);
        await using var sharer = await MirrorSharer.ShareAsync(scene.Address, member, scene.Session, ofAge: true);
        await using var live = await LiveClient.ConnectAsync(fixture.Server, member);
        Assert.Equal(new MirrorOffer(18), (await live.JoinAsync(scene.Session)).Mirror);

        await using var plain = await LiveClient.ConnectAsync(fixture.Server, member);
        Assert.Equal(
            new MirrorOffer(0),
            (await plain.JoinAsync((await MirrorScene.MakeAsync(fixture)).Session)).Mirror
        );
    }

    [Fact]
    public async Task WhoIsNotSignedInIsTurnedAwayAndSoIsAPageOfAnotherSite()
    {
        var scene = await MirrorScene.MakeAsync(fixture);
        var address = new Uri($"ws://{scene.Address.Authority}/hubs/mirror/{scene.Session}");
        using var nobody = new ClientWebSocket();
        nobody.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => nobody.ConnectAsync(address, CancellationToken.None));
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.HttpStatusCode);

        using var foreign = new ClientWebSocket();
        foreign.Options.CollectHttpResponseDetails = true;
        foreign.Options.SetRequestHeader("Origin", "https://elsewhere.example");
        await Assert.ThrowsAsync<WebSocketException>(() =>
            foreign.ConnectAsync(new Uri($"{address}?access_token={scene.Coach.Token}"), CancellationToken.None)
        );
        Assert.Equal(HttpStatusCode.Forbidden, foreign.HttpStatusCode);

        using var own = new ClientWebSocket();
        await own.ConnectAsync(new Uri($"{address}?access_token={scene.Coach.Token}"), CancellationToken.None);
        Assert.Equal(WebSocketState.Open, own.State);

        using var plain = await scene.Coach.Http.GetAsync($"/hubs/mirror/{scene.Session}");
        Assert.Equal(HttpStatusCode.BadRequest, plain.StatusCode);
    }

    [Theory]
    [InlineData("""{"type":"share","publicKey":"AAAA"}""")]
    [InlineData("""{"type":"watch"}""")]
    [InlineData("""{"type":"ping","atMs":1}""")]
    [InlineData("""{"type":"nonsense"}""")]
    [InlineData("""{"publicKey":"x"}""")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task WhoBeginsWithAnythingElseIsTurnedAway(string hello)
    {
        var scene = await MirrorScene.MakeAsync(fixture);
        await using var link = await MirrorLink.ConnectAsync(scene.Address, scene.Coach, scene.Session);
        await link.SendTextAsync(hello);
        Assert.Equal(ErrorCodes.Malformed.Code, await link.EndAsync());
        await Eventually.Is(() => link.IsClosed);
    }

    [Fact]
    public async Task WhoSaysNothingIsClosed()
    {
        var scene = await MirrorScene.MakeAsync(fixture);
        await using var link = await MirrorLink.ConnectAsync(scene.Address, scene.Coach, scene.Session);
        await Eventually.Is(() => link.IsClosed, TimeSpan.FromSeconds(30));
        Assert.Empty(link.Texts);
    }

    private static async Task IsRefusedAsync(
        MirrorScene scene,
        TestMember member,
        ErrorCode code,
        bool isRetryable = false,
        SessionId? session = null
    )
    {
        await using var sharer = await MirrorSharer.ConnectAsync(scene.Address, member, session ?? scene.Session);
        Assert.Equal(code.Code, await sharer.Link.EndAsync());
        Assert.Equal(isRetryable, sharer.Link.Ended!.Retryable);
        Assert.Single(sharer.Link.Texts);
        await Eventually.Is(() => sharer.Link.IsClosed);
    }
}
