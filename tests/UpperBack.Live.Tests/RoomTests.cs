using Microsoft.AspNetCore.SignalR.Client;
using UpperBack.Contracts.Live;

namespace UpperBack.Live.Tests;

public sealed class RoomTests(LiveFixture fixture) : RoomTests<LiveFixture>(fixture);

public sealed class StockRoomTests(StockFixture fixture) : RoomTests<StockFixture>(fixture);

public abstract class RoomTests<TFixture>(TFixture fixture) : IClassFixture<TFixture>
    where TFixture : LiveFixture
{
    [Fact]
    public async Task ThreeTabsOfOnePersonAreOne()
    {
        var (session, instructor) = await fixture.StartClassAsync();
        var member = await fixture.Server.SignInAsync("Asha");
        var tabs = await Task.WhenAll(
            Enumerable.Range(0, 3).Select(_ => LiveClient.ConnectAsync(fixture.Server, member))
        );
        foreach (var tab in tabs)
            await tab.JoinAsync(session);

        await Eventually.Is(() => instructor.Present.ContainsKey(member.Id));
        Assert.Equal(2, instructor.Present.Count);
        Assert.Equal(2, instructor.PresenceDifferences.Last().Count);

        await tabs[0].DisposeAsync();
        await tabs[1].DisposeAsync();
        Assert.True(instructor.Present.ContainsKey(member.Id));
        await tabs[2].DisposeAsync();
        await Eventually.Is(() => !instructor.Present.ContainsKey(member.Id));
    }

    [Fact]
    public async Task WhoLeavesBeforeTheRoomIsToldOfThemStaysInNobodysList()
    {
        var (session, instructor) = await fixture.StartClassAsync();
        await Eventually.Is(() => instructor.Present.Count == 1);
        var present = new List<LiveClient>();

        // Each comes, is seen by the next who enters, and leaves; most of them within one tick.
        for (var i = 0; i < 6; i++)
        {
            var (someone, passing) = await fixture.JoinAsync(session, "Passing");
            var (_, staying) = await fixture.JoinAsync(session, "Staying");
            Assert.True(staying.Present.ContainsKey(someone.Id));
            await passing.DisposeAsync();
            present.Add(staying);
        }

        foreach (var client in present.Append(instructor))
            await Eventually.Is(() => client.Present.Count == 7);
    }

    [Fact]
    public async Task AnotherRunSheetIsToldToEverybodyAndTheSameToNobody()
    {
        var instructor = await fixture.Server.SignInAsync("Meera", roles: Roles.Instructor);
        var session = await fixture.PlanAsync(instructor);
        await using var lead = await LiveClient.ConnectAsync(fixture.Server, instructor);
        await lead.JoinAsync(session);
        var (_, client) = await fixture.JoinAsync(session, "Asha", messagePack: true);
        var level = new StepDosage(2, "25 s", "Y arms", 25, null, null, false, "Lift and breathe.");
        var step = LiveFixture.Sheet.Steps[1] with
        {
            Index = 0,
            Levels = [level],
            Cues = [new PreparedCue(5, "Long neck")],
        };

        await fixture.Server.PublishAsync(fixture.Plan(session, instructor, default, [], revision: 2));
        await fixture.Server.PublishAsync(
            fixture.Plan(session, instructor, default, [], revision: 3) with
            {
                RunSheet = new RunSheet([step]),
            }
        );

        await Eventually.Is(() => !client.RunSheetNotices.IsEmpty && !lead.RunSheetNotices.IsEmpty);
        var told = Assert.Single(client.RunSheetNotices).RunSheet.Steps.Single();
        Assert.Equal(("locust", level, "Long neck"), (told.Exercise, told.Levels!.Single(), told.Cues!.Single().Text));
        Assert.Equal("locust", (await client.JoinForRunSheetAsync(session)).Steps.Single().Exercise);
    }

    [Fact]
    public async Task AClassGoesOnWithTheRunSheetItBeganWith()
    {
        var instructor = await fixture.Server.SignInAsync("Meera", roles: Roles.Instructor);
        var session = await fixture.PlanAsync(instructor);
        await using var lead = await LiveClient.ConnectAsync(fixture.Server, instructor);
        await lead.JoinAsync(session);
        await lead.StartClassAsync(session);

        var late = fixture.Plan(session, instructor, default, [], revision: 2) with
        {
            Title = "Told late",
            RunSheet = new RunSheet([]),
        };
        await fixture.Server.PublishAsync(late);

        await Eventually.Is(async () => (await lead.JoinAsync(session)).Title, title => title == "Told late");
        Assert.Equal(LiveFixture.Sheet.Steps.Count, (await lead.JoinForRunSheetAsync(session)).Steps.Count);
        Assert.Empty(lead.RunSheetNotices);
    }

    [Fact]
    public async Task ReactionsAreTalliedAndHandsAreSeenByLeadersAlone()
    {
        var (session, instructor) = await fixture.StartClassAsync();
        var (asha, ashaClient) = await fixture.JoinAsync(session, "Asha");
        var (_, benClient) = await fixture.JoinAsync(session, "Ben");

        for (var i = 0; i < 10; i++)
            await ashaClient.Connection.InvokeAsync("React", new ReactRequest(session, "heart"));
        await ashaClient.Connection.InvokeAsync("RaiseHand", new HandRequest(session));

        await Eventually.Is(() => benClient.Tallies.Sum(tally => tally.Counts["heart"]) == 10);
        await Eventually.Is(() => instructor.Hands?.Hands.Count == 1);
        Assert.True(benClient.Tallies.Count <= 3);
        Assert.Equal(asha.Id, instructor.Hands!.Hands.Single().MemberId);
        Assert.Empty(benClient.Hands?.Hands ?? []);

        await instructor.Connection.InvokeAsync("LowerHand", new HandRequest(session, asha.Id));
        await Eventually.Is(() => instructor.Hands?.Hands.Count == 0 && ashaClient.Hands?.Hands.Count == 0);
        Assert.Equal("room.not-leader", await benClient.RefusalOf("LowerHand", new HandRequest(session, asha.Id)));
    }

    [Fact]
    public async Task TheRoomOpensAQuarterOfAnHourBeforeTheClass()
    {
        var instructor = await fixture.Server.SignInAsync("Meera", roles: Roles.Instructor);
        var later = await fixture.PlanAsync(instructor, TimeSpan.FromMinutes(30));
        var soon = await fixture.PlanAsync(instructor, TimeSpan.FromMinutes(14));
        await using var client = await LiveClient.ConnectAsync(fixture.Server, instructor);

        Assert.Equal("room.not-open", await client.RefusalOf("Join", new JoinRequest(later)));
        Assert.Equal("session.unknown", await client.RefusalOf("Join", new JoinRequest(SessionId.New())));
        Assert.Equal(RoomStatus.Open, (await client.JoinAsync(soon)).Status);
    }

    [Fact]
    public async Task ACancelledClassClosesItsRoom()
    {
        var instructor = await fixture.Server.SignInAsync("Meera", roles: Roles.Instructor);
        var session = await fixture.PlanAsync(instructor);
        await using var client = await LiveClient.ConnectAsync(fixture.Server, instructor);
        await client.JoinAsync(session);

        await fixture.Server.PublishAsync(fixture.Plan(session, instructor, default, [], revision: 2, cancelled: true));

        await Eventually.Is(() => client.Closed is not null);
        Assert.Equal("room.closed", await client.RefusalOf("Join", new JoinRequest(session)));
    }

    [Fact]
    public async Task TheInstructorLeavingKeepsTheRoomOpen()
    {
        var (session, instructor) = await fixture.StartClassAsync();
        var (_, client) = await fixture.JoinAsync(session, "Asha");

        await instructor.DisposeAsync();

        Assert.Equal(RoomStatus.Live, (await client.JoinAsync(session)).Status);
        await client.Connection.InvokeAsync("React", new ReactRequest(session, "clap"));
        await Eventually.Is(() => !client.Tallies.IsEmpty);
    }

    [Fact]
    public async Task NothingIsPossibleInARoomThatWasNotJoined()
    {
        var (session, _) = await fixture.StartClassAsync();
        await using var stranger = await LiveClient.ConnectAsync(
            fixture.Server,
            await fixture.Server.SignInAsync("Sam")
        );

        foreach (
            var (method, argument) in new (string, object)[]
            {
                ("SendCue", new SendCueRequest(session, "x", new CueContent("text", "Hi"))),
                ("SendFormNote", new SendFormNoteRequest(session, "x", [MemberId.New()], "Hi")),
                ("MarkFormNote", new MarkFormNoteRequest(session, FormNoteId.New(), "seen")),
                ("React", new ReactRequest(session, "heart")),
                ("RaiseHand", new HandRequest(session)),
                ("ReportWatching", new WatchReport(session, 1, 2)),
                ("StartClass", new ClassRequest(session)),
                ("EndClass", new ClassRequest(session)),
                ("Leave", new LeaveRequest(session)),
            }
        )
        {
            Assert.Equal("room.not-joined", await stranger.RefusalOf(method, argument));
        }
    }

    [Fact]
    public async Task ABadFrameIsACataloguedErrorAndDisturbsNobody()
    {
        var (session, instructor) = await fixture.StartClassAsync();
        var (_, client) = await fixture.JoinAsync(session, "Asha");
        var (_, neighbour) = await fixture.JoinAsync(session, "Ben");

        Assert.Equal("request.malformed", await client.RefusalOf("Join", new { sessionId = "not a uuid" }));
        Assert.Equal("request.malformed", await client.RefusalOf("Join", 17));
        Assert.Equal("request.malformed", await client.RefusalOf("React", new { }));

        await Assert.ThrowsAnyAsync<Exception>(() =>
            client.Connection.InvokeAsync("React", new ReactRequest(session, new string('x', 200_000)))
        );
        await instructor.SendTextAsync(session, "Go on");
        await Eventually.Is(() => neighbour.Cues.Count == 2);
        Assert.Equal(HubConnectionState.Connected, neighbour.Connection.State);
    }

    [Fact]
    public async Task AClassThatWasPlannedThisMomentCanBeJoinedAtOnce()
    {
        var instructor = await fixture.Server.SignInAsync("Meera", roles: Roles.Instructor);
        await using var client = await LiveClient.ConnectAsync(fixture.Server, instructor);
        var session = SessionId.New();

        var joining = client.JoinAsync(session);
        await Task.Delay(200);
        await fixture.Server.PublishAsync(LiveFixture.PlanOn(fixture.Server, session, instructor));

        Assert.Equal(RoomStatus.Open, (await joining).Status);
        Assert.Equal("session.unknown", await client.RefusalOf("Join", new JoinRequest(new SessionId(Guid.NewGuid()))));
    }

    [Fact]
    public async Task SomebodyWhoIsNotHereYetCanBeKeptOut()
    {
        var (session, instructor) = await fixture.StartClassAsync();
        await using var leading = instructor;
        var member = await fixture.Server.SignInAsync("Later");

        await instructor.RemoveAsync(session, member.Id);

        await using var client = await LiveClient.ConnectAsync(fixture.Server, member);
        Assert.Equal(
            ErrorCodes.MemberRemoved.Code,
            await client.RefusalOf(nameof(ILiveSessionHub.Join), new JoinRequest(session))
        );
    }
}
