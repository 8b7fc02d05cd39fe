using System.Text.Json.Nodes;
using static UpperBack.Scheduling.Tests.SchedulingFixture;

namespace UpperBack.Scheduling.Tests.Sessions;

[Collection(SchedulingFixture.Sessions)]
public class SessionTests(SchedulingFixture fixture)
{
    [Fact]
    public async Task ASessionIsSeenOnTheViewersClock()
    {
        var startsAt = fixture.Server.Clock.GetUtcNow().UtcDateTime.Date.AddDays(3).AddHours(1);
        var session = await fixture.PlanSessionAsync(
            fields: ("startsAt", startsAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null))
        );
        var ben = await fixture.Server.SignInAsync("Ben", "America/Los_Angeles");

        var (_, seen) = await GetAsync(ben, $"sessions/{session}");
        Assert.Equal(startsAt.ToString("yyyy-MM-dd", null) + "T01:00:00Z", (string?)seen["startsAt"]);
        Assert.Equal("Asia/Kolkata", (string?)seen["timeZone"]);
        Assert.StartsWith(
            startsAt.AddDays(-1).ToString("yyyy-MM-dd", null) + "T1",
            (string?)seen["localStart"],
            StringComparison.Ordinal
        );
        Assert.Equal(startsAt.AddDays(-1).ToString("yyyy-MM-dd", null), (string?)seen["localDate"]);

        var from = startsAt.ToString("yyyy-MM-dd'T'00:00:00'Z'", null);
        var (_, timetable) = await GetAsync(ben, $"sessions?from={from}&timeZone=Asia/Kolkata");
        Assert.Equal("Asia/Kolkata", (string?)timetable["timeZone"]);
        var row = timetable["sessions"]!.AsArray().Single(entry => (string?)entry!["sessionId"] == session)!;
        Assert.Equal(startsAt.ToString("yyyy-MM-dd", null) + "T06:30:00", (string?)row["localStart"]);
    }

    [Fact]
    public async Task TheInstructorAndTheCoachesSeeThatTheyLead()
    {
        var coach = await fixture.Server.SignInAsync("Cleo", "Europe/London", Roles.Coach);
        var ben = await fixture.Server.SignInAsync("Ben", "Europe/London");
        var session = await fixture.PlanSessionAsync(fields: ("coachIds", new JsonArray(coach.Id.ToString())));
        foreach (var (viewer, leads) in new[] { (fixture.Asha, true), (coach, true), (ben, false) })
        {
            var (_, seen) = await GetAsync(viewer, $"sessions/{session}");
            Assert.Equal(leads, (bool?)seen["leads"]);
        }
    }

    [Fact]
    public async Task ASessionLastsAsLongAsItsRunSheetRoundedUp()
    {
        var session = await fixture.PlanSessionAsync();
        var (_, seen) = await GetAsync(fixture.Asha, $"sessions/{session}");
        Assert.Equal(
            TimeSpan.FromMinutes(16),
            DateTimeOffset.Parse((string)seen["endsAt"]!, null) - DateTimeOffset.Parse((string)seen["startsAt"]!, null)
        );
        Assert.Equal("cat-cow", (string?)seen["runSheet"]!["steps"]![0]!["exercise"]);
        Assert.Equal("Asha", (string?)seen["instructorName"]);
        Assert.Equal(fixture.Asha.Id.ToString(), (string?)seen["instructorId"]);
    }

    [Fact]
    public async Task ANewSessionAndItsCancellationArePublished()
    {
        await using var recorder = await EventRecorder<SessionChanged>.OnAsync(fixture.Server);
        var session = await fixture.PlanSessionAsync(fields: ("week", 9));
        var (_, cancelled) = await PostAsync(fixture.Asha, $"sessions/{session}/cancel");
        await PostAsync(fixture.Asha, $"sessions/{session}/cancel");

        Assert.Equal("cancelled", (string?)cancelled["status"]);
        var published = await recorder.UntilAsync(planned => planned.SessionId.ToString() == session, 2);
        Assert.Equal(
            [(1L, false), (2L, true)],
            published.Select(planned => (planned.Revision, planned.Cancelled)).Order()
        );
        Assert.All(published, planned =>
            Assert.Contains(planned.RunSheet.Steps, step => step.Name == "Locust, T arms")
        );
        Assert.All(published, planned => Assert.Equal(fixture.Asha.Id, planned.InstructorId));
    }

    [Fact]
    public async Task AClassGoesLiveAndEndsAsTheRoomTells()
    {
        var session = await fixture.PlanSessionAsync();
        var id = SessionId.From(Guid.Parse(session));
        var now = fixture.Server.Clock.GetUtcNow();
        await fixture.Server.PublishAsync(new ClassStarted(id, now));
        await Eventually.Is(
            () => GetAsync(fixture.Asha, $"sessions/{session}"),
            answer => (string?)answer.Body["status"] == "live"
        );
        await RefusedAsync(
            PostAsync(fixture.Asha, $"sessions/{session}/cancel"),
            HttpStatusCode.Conflict,
            "session.closed",
            "End it in its room"
        );

        await fixture.Server.PublishAsync(new ClassEnded(id, null, now, now.AddMinutes(18)));
        var (_, ended) = await Eventually.Is(
            () => GetAsync(fixture.Asha, $"sessions/{session}"),
            answer => (string?)answer.Body["status"] == "ended"
        );
        Assert.Equal(
            now.AddMinutes(18),
            DateTimeOffset.Parse((string)ended["endedAt"]!, null),
            TimeSpan.FromMilliseconds(1)
        );
        await RefusedAsync(
            PostAsync(fixture.Asha, $"sessions/{session}/cancel"),
            HttpStatusCode.Conflict,
            "session.closed",
            "over"
        );
    }

    [Fact]
    public async Task TheTimetableTellsHeldClassesFromThoseThatNeverTookPlace()
    {
        var (held, unheld) = (await fixture.PlanSessionAsync(), await fixture.PlanSessionAsync());
        var now = fixture.Server.Clock.GetUtcNow();
        await fixture.Server.PublishAsync(
            new ClassEnded(SessionId.From(Guid.Parse(held)), null, now.AddMinutes(-18), now)
        );
        await Eventually.Is(
            () => GetAsync(fixture.Asha, $"sessions/{held}"),
            answer => (string?)answer.Body["status"] == "ended"
        );
        var (_, timetable) = await GetAsync(fixture.Asha, "sessions");

        Assert.Equal((true, true), StateOf(held));
        Assert.Equal((false, false), StateOf(unheld));

        (bool Started, bool Ended) StateOf(string id)
        {
            var row = timetable["sessions"]!.AsArray().Single(one => (string?)one!["sessionId"] == id)!;
            return (row["startedAt"] is not null, row["endedAt"] is not null);
        }
    }

    [Fact]
    public async Task AClassThatIsOnBeyondItsTimeIsStillAmongOnesBookings()
    {
        var ben = await fixture.Server.SignInAsync("Ben");
        var session = await fixture.PlanSessionAsync(
            fields:
            [
                (
                    "startsAt",
                    fixture.Server.Clock.GetUtcNow().AddMinutes(-14).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null)
                ),
                ("durationMinutes", 5),
            ]
        );
        await PostAsync(ben, $"sessions/{session}/booking");
        Assert.DoesNotContain((await GetAsync(ben, "bookings")).Body.AsArray(), one =>
            (string?)one!["sessionId"] == session
        );
        await fixture.Server.PublishAsync(
            new ClassStarted(SessionId.From(Guid.Parse(session)), fixture.Server.Clock.GetUtcNow().AddMinutes(-10))
        );
        await Eventually.Is(
            () => GetAsync(ben, "bookings"),
            answer => answer.Body.AsArray().Any(one => (string?)one!["sessionId"] == session)
        );
    }

    [Fact]
    public async Task AnEndThatArrivesBeforeTheStartIsTheEnd()
    {
        var session = await fixture.PlanSessionAsync();
        var id = SessionId.From(Guid.Parse(session));
        var now = fixture.Server.Clock.GetUtcNow();
        await fixture.Server.PublishAsync(new ClassEnded(id, null, now.AddMinutes(-18), now));
        await Eventually.Is(
            () => GetAsync(fixture.Asha, $"sessions/{session}"),
            answer => (string?)answer.Body["status"] == "ended"
        );
        await fixture.Server.PublishAsync(new ClassStarted(id, now.AddMinutes(-18)));

        var other = await fixture.PlanSessionAsync();
        await fixture.Server.PublishAsync(new ClassStarted(SessionId.From(Guid.Parse(other)), now));
        await Eventually.Is(
            () => GetAsync(fixture.Asha, $"sessions/{other}"),
            answer => (string?)answer.Body["status"] == "live"
        );
        Assert.Equal("ended", (string?)(await GetAsync(fixture.Asha, $"sessions/{session}")).Body["status"]);
    }

    [Fact]
    public async Task AnInstructorIsCalledWhatAccountsCallsThem()
    {
        var session = await fixture.PlanSessionAsync();
        var renamed = new MemberChanged(
            fixture.Asha.Id,
            7,
            "Asha Rao",
            "Asia/Kolkata",
            false,
            [Roles.Member, Roles.Instructor],
            fixture.Server.Clock.GetUtcNow()
        );
        await fixture.Server.PublishAsync(renamed);
        await Eventually.Is(
            () => GetAsync(fixture.Asha, $"sessions/{session}"),
            answer => (string?)answer.Body["instructorName"] == "Asha Rao"
        );

        await fixture.Server.PublishAsync(renamed with { Revision = 6, DisplayName = "Old" });
        await fixture.Server.PublishAsync(renamed with { Revision = 8, DisplayName = "Asha" });
        await Eventually.Is(
            () => GetAsync(fixture.Asha, $"sessions/{session}"),
            answer => (string?)answer.Body["instructorName"] == "Asha"
        );
    }

    [Theory]
    [InlineData("sessions")]
    [InlineData("sessions/xyz")]
    public async Task EveryAnswerSaysWhatTimeItIsHere(string path)
    {
        var before = fixture.Server.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        using var response = await fixture.Asha.Http.GetAsync("/api/scheduling/" + path);
        Assert.InRange(
            long.Parse(response.Headers.GetValues("X-Server-Time").Single(), null),
            before,
            fixture.Server.Clock.GetUtcNow().ToUnixTimeMilliseconds()
        );
    }
}
