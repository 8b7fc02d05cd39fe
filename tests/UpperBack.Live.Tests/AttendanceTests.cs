using System.Collections.Concurrent;
using MassTransit;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using UpperBack.Contracts.Live;

namespace UpperBack.Live.Tests;

public sealed class AttendanceTests(LiveFixture fixture) : IClassFixture<LiveFixture>
{
    [Fact]
    public async Task TheClassesEndRecordsWhatEachParticipantWatched()
    {
        var recorded = await ListenAsync();
        var (session, instructor) = await fixture.StartClassAsync();
        var (asha, client) = await fixture.JoinAsync(session, "Asha");
        var (ben, _) = await fixture.JoinAsync(session, "Ben");
        var startedMs = Now();
        fixture.Server.Clock.Advance(TimeSpan.FromMinutes(12));

        await ReportMinutesAsync(client, session, startedMs, 11);
        await instructor.EndClassAsync(session);

        await Eventually.Is(() => recorded.Any(r => r.SessionId == session));
        var attendance = Assert.Single(recorded, r => r.SessionId == session);
        Assert.Equal((asha.Id, 660), (attendance.MemberId, attendance.WatchedSeconds));
        Assert.InRange(attendance.ClassSeconds, 720, 750);
        Assert.DoesNotContain(recorded, r => r.MemberId == ben.Id);
    }

    [Fact]
    public async Task TwoTabsThatReportTheSameMinutesAreCreditedOnce()
    {
        var (session, _) = await fixture.StartClassAsync();
        var (member, first) = await fixture.JoinAsync(session, "Asha");
        await using var second = await LiveClient.ConnectAsync(fixture.Server, member);
        await second.JoinAsync(session);
        var startedMs = Now();
        fixture.Server.Clock.Advance(TimeSpan.FromMinutes(5));

        await ReportMinutesAsync(first, session, startedMs, 3);
        var seconds = await ReportMinutesAsync(second, session, startedMs, 4);

        Assert.Equal(240, seconds);
    }

    [Fact]
    public async Task NobodyIsCreditedForTheTimeBeforeTheyCameOrForTheFuture()
    {
        var (session, _) = await fixture.StartClassAsync();
        var startedMs = Now();
        fixture.Server.Clock.Advance(TimeSpan.FromMinutes(5));
        var (_, client) = await fixture.JoinAsync(session, "Late");

        Assert.Equal(0, await ReportMinutesAsync(client, session, startedMs, 4));
        Assert.Equal(0, (await client.ReportWatchingAsync(session, Now() + 60_000, Now() + 120_000)).WatchedSeconds);
    }

    [Fact]
    public async Task AReportThatComesAfterTheEndAmendsTheAttendance()
    {
        var recorded = await ListenAsync();
        var (session, instructor) = await fixture.StartClassAsync();
        var (_, client) = await fixture.JoinAsync(session, "Asha");
        var startedMs = Now();
        fixture.Server.Clock.Advance(TimeSpan.FromMinutes(4));
        await ReportMinutesAsync(client, session, startedMs, 2);
        await instructor.EndClassAsync(session);
        await Eventually.Is(() => recorded.Any(r => r.SessionId == session));

        await client.ReportWatchingAsync(session, startedMs + 120_000, startedMs + 180_000);

        await Eventually.Is(() => recorded.Count(r => r.SessionId == session) == 2);
        Assert.Equal(
            [(1L, 120), (2L, 180)],
            recorded
                .Where(r => r.SessionId == session)
                .OrderBy(r => r.Revision)
                .Select(r => (r.Revision, r.WatchedSeconds))
        );
    }

    [Fact]
    public async Task LeavingForGoodRecordsAtOnceAgainstThePlannedLength()
    {
        var recorded = await ListenAsync();
        var (session, _) = await fixture.StartClassAsync();
        var (member, client) = await fixture.JoinAsync(session, "Asha");
        var startedMs = Now();
        fixture.Server.Clock.Advance(TimeSpan.FromMinutes(12));
        await ReportMinutesAsync(client, session, startedMs, 10);

        await client.Connection.InvokeAsync("Leave", new LeaveRequest(session, ForGood: true));

        await Eventually.Is(() => recorded.Any(r => r.MemberId == member.Id));
        Assert.Equal(
            (600, 18 * 60),
            recorded.Where(r => r.MemberId == member.Id).Select(r => (r.WatchedSeconds, r.ClassSeconds)).Single()
        );
    }

    [Fact]
    public async Task AClassThatIsEndedLateIsAsLongAsItWasLed()
    {
        var recorded = await ListenAsync();
        var (session, instructor) = await fixture.StartClassAsync();
        var (asha, client) = await fixture.JoinAsync(session, "Asha");
        var startedMs = Now();
        fixture.Server.Clock.Advance(TimeSpan.FromMinutes(19));
        var last = await instructor.SendCueAsync(session, new CueContent(CueKinds.Step, StepIndex: 0));
        fixture.Server.Clock.Advance(TimeSpan.FromMinutes(40));
        await ReportMinutesAsync(client, session, startedMs, 30);

        await instructor.EndClassAsync(session);

        // Until the end of the step that was cued last: what was watched after it counts for nothing.
        await Eventually.Is(() => recorded.Any(r => r.MemberId == asha.Id));
        var attendance = recorded.Last(r => r.MemberId == asha.Id);
        var led = (last.AtMs + 160_000 - attendance.ClassStartedAt.ToUnixTimeMilliseconds()) / 1000.0;
        Assert.InRange(attendance.ClassSeconds, led - 1, led + 1);
        Assert.InRange(attendance.WatchedSeconds, led - 5, led + 1);
        var summary = await asha.GetAsync($"/api/live/sessions/{session}/summary");
        Assert.Equal(attendance.ClassSeconds, summary.GetProperty("classSeconds").GetInt32());
        Assert.Equal(
            160,
            Assert.Single(summary.GetProperty("steps").EnumerateArray()).GetProperty("seconds").GetInt32()
        );
    }

    [Fact]
    public async Task AClassThatNobodyEndsIsEndedAndItsRoomCloses()
    {
        await using var server = await UpperBackServer.StartAsync(
            null,
            "--Live:OverrunMinutes",
            "5",
            "--Live:CloseAfterMinutes",
            "0"
        );
        var instructor = await server.SignInAsync("Meera");
        var session = SessionId.New();
        await server.PublishAsync(LiveFixture.PlanOn(server, session, instructor));
        await using var client = await LiveClient.ConnectAsync(server, instructor);
        await Eventually.Is(
            () => client.JoinAsync(session).ContinueWith(join => join.IsCompletedSuccessfully),
            joined => joined
        );
        await client.StartClassAsync(session);

        server.Clock.Advance(TimeSpan.FromMinutes(30));

        await Eventually.Is(() => client.Closed is not null, TimeSpan.FromSeconds(40));
        Assert.Equal(CueKinds.ClassEnded, client.Cues.Last().Content.Kind);
    }

    [Theory]
    [InlineData(5000, 5000)]
    [InlineData(5000, 4000)]
    [InlineData(1, 999_999)]
    [InlineData(-5, 5)]
    public async Task AReportThatMakesNoSenseIsRefused(long from, long to)
    {
        var (session, _) = await fixture.StartClassAsync();
        var (_, client) = await fixture.JoinAsync(session, "Asha");

        Assert.Equal("request.invalid", await client.RefusalOf("ReportWatching", new WatchReport(session, from, to)));
    }

    private static async Task<int> ReportMinutesAsync(LiveClient client, SessionId session, long startedMs, int minutes)
    {
        var seconds = 0;
        for (var minute = 0; minute < minutes; minute++)
            seconds = (
                await client.ReportWatchingAsync(
                    session,
                    startedMs + (minute * 60_000L),
                    startedMs + ((minute + 1) * 60_000L)
                )
            ).WatchedSeconds;
        return seconds;
    }

    private long Now() => fixture.Server.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    private async Task<ConcurrentQueue<AttendanceRecorded>> ListenAsync()
    {
        var seen = new ConcurrentQueue<AttendanceRecorded>();
        var endpoint = fixture
            .Server.Services.GetRequiredService<IBusControl>()
            .ConnectReceiveEndpoint($"test-{Guid.NewGuid():n}", queue => queue.Handler<AttendanceRecorded>(context =>
                {
                    seen.Enqueue(context.Message);
                    return Task.CompletedTask;
                }));
        await endpoint.Ready;
        return seen;
    }
}
