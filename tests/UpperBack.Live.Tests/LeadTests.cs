using System.Collections.Concurrent;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using UpperBack.Contracts.Live;

namespace UpperBack.Live.Tests;

/// <summary>Who leads a class: when they are gone somebody else leads on, and prepared cues leave whatever becomes of
/// them.</summary>
public sealed class LeadTests(LiveFixture fixture) : IClassFixture<LiveFixture>
{
    [Fact]
    public async Task WhenWhoLeadsIsGoneTheRoomSaysSoAndACoachLeadsOnAndEndsTheClass()
    {
        var coach = await fixture.Server.SignInAsync("Cleo", roles: Roles.Coach);
        var (session, instructor) = await fixture.StartClassAsync(coach);
        await using var coaching = await LiveClient.ConnectAsync(fixture.Server, coach);
        Assert.False((await coaching.JoinAsync(session)).Leads);
        var (_, client) = await fixture.JoinAsync(session, "Asha");
        Assert.Equal("room.not-leader", await coaching.RefusalOf("EndClass", new ClassRequest(session)));
        Assert.Equal("room.leader-here", await coaching.RefusalOf("LeadOn", new ClassRequest(session)));
        Assert.Equal("room.not-leader", await client.RefusalOf("LeadOn", new ClassRequest(session)));

        await instructor.DisposeAsync();

        await Eventually.Is(() => client.LeaderNotices.LastOrDefault() is { Away: true, DisplayName: "Meera" });
        Assert.True((await client.JoinAsync(session)).Leader!.Away);
        await coaching.LeadOnAsync(session);
        await Eventually.Is(() => client.LeaderNotices.Last() is { Away: false, DisplayName: "Cleo" });
        await coaching.SendCueAsync(session, new CueContent(CueKinds.Step, StepIndex: 1));
        await coaching.SendPreparedAsync(session, on: true);
        Assert.True((await coaching.JoinAsync(session)).Leads);
        await coaching.EndClassAsync(session);
        await Eventually.Is(() => client.Cues.Last() is { Content.Kind: CueKinds.ClassEnded, SentByName: "Cleo" });
    }

    [Fact]
    public async Task WhoIsStillSeenIsNotAway()
    {
        var (session, instructor) = await fixture.StartClassAsync();
        var (_, client) = await fixture.JoinAsync(session, "Asha");
        await fixture.Server.PublishAsync(
            new StreamChanged(session, 1, StreamStatus.Live, fixture.Server.Clock.GetUtcNow())
        );
        await Eventually.Is(() => client.StreamNotices.Count == 1 && instructor.Present.Count == 2);
        await instructor.DisposeAsync();
        await Eventually.Is(() => client.Present.Count == 1);
        fixture.Server.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.False((await client.JoinAsync(session)).Leader!.Away);

        await fixture.Server.PublishAsync(
            new StreamChanged(session, 2, StreamStatus.Interrupted, fixture.Server.Clock.GetUtcNow())
        );

        await Eventually.Is(() => client.LeaderNotices.LastOrDefault()?.Away == true);
    }

    [Fact]
    public async Task TheInstructorWhoComesBackLeadsAgain()
    {
        var coach = await fixture.Server.SignInAsync("Cleo", roles: Roles.Coach);
        var meera = await fixture.Server.SignInAsync("Meera", roles: Roles.Instructor);
        var session = await fixture.PlanAsync(meera, default, coach);
        await using var coaching = await LiveClient.ConnectAsync(fixture.Server, coach);
        await coaching.JoinAsync(session);

        // Nobody came to lead: the coach does, and starts.
        await coaching.LeadOnAsync(session);
        await coaching.StartClassAsync(session);
        await using var instructor = await LiveClient.ConnectAsync(fixture.Server, meera);
        Assert.True((await instructor.JoinAsync(session)).Leads);

        await Eventually.Is(() => coaching.LeadNotices.Count == 1);
        await instructor.SendTextAsync(session, "Here I am");
        await coaching.SendTextAsync(session, "And I help again");
        Assert.Equal("room.not-leader", await coaching.RefusalOf("EndClass", new ClassRequest(session)));
        await instructor.EndClassAsync(session);
    }

    [Fact]
    public async Task AnAdministratorGetsTheConsoleAndNobodysNotesUntilTheyLeadOn()
    {
        var (session, instructor) = await fixture.StartClassAsync();
        var (asha, _) = await fixture.JoinAsync(session, "Asha");
        await instructor.SendNoteAsync(session, "Long neck", asha.Id);
        var admin = await fixture.Server.SignInAsync("Ada", roles: Roles.Admin);
        await using var client = await LiveClient.ConnectAsync(fixture.Server, admin);

        var looking = await client.JoinAsync(session);
        Assert.Equal((RoomRoles.Admin, false), (looking.Role, looking.Leads));
        Assert.Empty(looking.FormNotes);
        Assert.Equal(
            "room.not-leader",
            await client.RefusalOf("SendCue", new SendCueRequest(session, "x", new CueContent("text", "Hi")))
        );
        Assert.Equal("room.not-leader", await client.RefusalOf("EndClass", new ClassRequest(session)));
        Assert.Equal(
            "request.invalid",
            await instructor.RefusalOf("RemoveMember", new RoomMemberRequest(session, admin.Id))
        );
        Assert.Equal(0, (await admin.GetAsync("/api/live/my-classes")).GetProperty("classes").GetArrayLength());

        await client.LeadOnAsync(session);

        await Eventually.Is(() => instructor.LeadNotices.Count == 1);
        Assert.Equal("room.lead-moved", await instructor.RefusalOf("EndClass", new ClassRequest(session)));
        var leading = await client.JoinAsync(session);
        Assert.True(leading.Leads);
        Assert.Single(leading.FormNotes);
        await client.EndClassAsync(session);
    }

    [Fact]
    public async Task AClassThatNobodyLeadsEndsByItselfAndIsAsLongAsItWasLed()
    {
        var ended = new ConcurrentQueue<ClassEnded>();
        var recorded = new ConcurrentQueue<AttendanceRecorded>();
        await ListenAsync(ended);
        await ListenAsync(recorded);
        var (session, instructor) = await fixture.StartClassAsync();
        var (asha, client) = await fixture.JoinAsync(session, "Asha");
        var startedMs = fixture.Server.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        fixture.Server.Clock.Advance(TimeSpan.FromMinutes(5));
        await instructor.DisposeAsync();
        await Eventually.Is(async () => await LeaderlessAsync(session), isLeaderless => isLeaderless);

        fixture.Server.Clock.Advance(TimeSpan.FromMinutes(9));
        await client.ReportWatchingAsync(session, startedMs + (4 * 60_000), startedMs + (6 * 60_000));
        Assert.Equal(RoomStatus.Live, (await client.JoinAsync(session)).Status);
        fixture.Server.Clock.Advance(TimeSpan.FromMinutes(2));

        await Eventually.Is(
            () => client.Cues.LastOrDefault()?.Content.Kind == CueKinds.ClassEnded,
            TimeSpan.FromSeconds(30)
        );
        await Eventually.Is(() =>
            recorded.Any(record => record.MemberId == asha.Id) && ended.Any(held => held.SessionId == session)
        );
        var attendance = recorded.Last(record => record.MemberId == asha.Id);
        Assert.InRange(attendance.ClassSeconds, 300, 330);
        Assert.InRange(attendance.WatchedSeconds, attendance.ClassSeconds - 240 - 2, attendance.ClassSeconds - 240 + 2);
        var held = ended.Single(held => held.SessionId == session);
        Assert.Equal(attendance.ClassSeconds, (int)Math.Round((held.EndedAt - held.StartedAt).TotalSeconds));
        Assert.True(held.OverAt > held.EndedAt);
    }

    [Fact]
    public async Task AnotherPlanMakesLeadersAtOnceAndUnmakesThem()
    {
        var coach = await fixture.Server.SignInAsync("Cleo", roles: Roles.Coach);
        var (session, instructor) = await fixture.StartClassAsync(coach);
        await using var coaching = await LiveClient.ConnectAsync(fixture.Server, coach);
        await coaching.JoinAsync(session);
        var (tara, client) = await fixture.JoinAsync(session, "Tara");
        var (ben, _) = await fixture.JoinAsync(session, "Ben");

        // Tara leads from now on, Ben's coach is out, and who led is nobody in particular.
        await fixture.Server.PublishAsync(fixture.Plan(session, tara, default, [], revision: 2));

        await Eventually.Is(() => client.RoleNotices.LastOrDefault()?.Role == RoomRoles.Instructor);
        await Eventually.Is(() => coaching.RoleNotices.LastOrDefault()?.Role == RoomRoles.Participant);
        Assert.Equal(
            "room.not-leader",
            await coaching.RefusalOf("SendFormNote", new SendFormNoteRequest(session, "x", [ben.Id], "Hi"))
        );
        Assert.Equal(
            "room.not-leader",
            await instructor.RefusalOf("SendCue", new SendCueRequest(session, "x", new CueContent("text", "Hi")))
        );
        Assert.Equal("room.not-leader", await instructor.RefusalOf("EndClass", new ClassRequest(session)));
        await client.SendNoteAsync(session, "Long neck", ben.Id);
        var joined = await client.JoinAsync(session);
        Assert.Equal((RoomRoles.Instructor, true), (joined.Role, joined.Leads));
        await Eventually.Is(() => instructor.Present.GetValueOrDefault(tara.Id)?.Role == RoomRoles.Instructor);
        await client.EndClassAsync(session);
    }

    private Task<bool> LeaderlessAsync(SessionId session) =>
        fixture
            .Server.Services.GetRequiredService<LiveDatabase>()
            .QueryFirstOrDefaultAsync<bool>(
                "select leaderless_since is not null from rooms where session_id = @session",
                new { session },
                default
            );

    private async Task ListenAsync<TEvent>(ConcurrentQueue<TEvent> seen)
        where TEvent : class
    {
        var endpoint = fixture
            .Server.Services.GetRequiredService<IBusControl>()
            .ConnectReceiveEndpoint($"test-{Guid.NewGuid():n}", queue => queue.Handler<TEvent>(context =>
                {
                    seen.Enqueue(context.Message);
                    return Task.CompletedTask;
                }));
        await endpoint.Ready;
    }
}
