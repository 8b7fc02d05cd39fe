using System.Net;
using System.Text.Json.Nodes;
using UpperBack.Contracts;
using UpperBack.Contracts.Events;
using UpperBack.Contracts.Ids;
using UpperBack.Testing;
using static UpperBack.Scheduling.Tests.SchedulingFixture;

namespace UpperBack.Scheduling.Tests.Sessions;

public class SessionTests(SchedulingFixture fixture) : IClassFixture<SchedulingFixture>
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
    public async Task TheRoomIsToldOfANewSessionAndOfItsCancelling()
    {
        await using var overheard = await EventRecorder<SessionChanged>.OnAsync(fixture.Server);
        var session = await fixture.PlanSessionAsync(fields: ("week", 9));
        var (_, cancelled) = await PostAsync(fixture.Asha, $"sessions/{session}/cancel");
        await PostAsync(fixture.Asha, $"sessions/{session}/cancel");

        Assert.Equal("cancelled", (string?)cancelled["status"]);
        var told = await overheard.UntilAsync(planned => planned.SessionId.ToString() == session, 2);
        Assert.Equal([(1L, false), (2L, true)], told.Select(planned => (planned.Revision, planned.Cancelled)).Order());
        Assert.All(told, planned => Assert.Contains(planned.RunSheet.Steps, step => step.Name == "Locust, T arms"));
        Assert.All(told, planned => Assert.Equal(fixture.Asha.Id, planned.InstructorId));
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

        Assert.Equal((true, true), Facts(held));
        Assert.Equal((false, false), Facts(unheld));

        (bool Started, bool Ended) Facts(string id)
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
    public async Task AnEndHeardOfBeforeTheStartIsTheEnd()
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
    [InlineData("title", "\" \"", "The title is missing")]
    [InlineData("programme", "\"yoga\"", "We do not have this programme")]
    [InlineData("week", "13", "has the weeks 1 to 12")]
    [InlineData("startsAt", "\"2020-01-01T00:00:00Z\"", "must start within the next year")]
    [InlineData("timeZone", "\"Mars/Olympus\"", "Choose a time zone")]
    [InlineData("coachedSeats", "501", "The number of feedback spots must be from 0 to 500")]
    [InlineData("coachedSeats", "-1", "The number of feedback spots must be from 0 to 500")]
    [InlineData("durationMinutes", "4", "The length in minutes must be from 5 to 180")]
    [InlineData("durationMinutes", "181", "The length in minutes must be from 5 to 180")]
    [InlineData("coachIds", "[\"0198c0de-0000-7000-8000-000000000000\"]", "not a member here")]
    public async Task ABadFieldIsNamed(string field, string value, string error)
    {
        var (status, problem) = await PostAsync(
            fixture.Asha,
            "sessions",
            fixture.SessionRequest((field, JsonNode.Parse(value)))
        );
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("request.invalid", (string?)problem["code"]);
        Assert.Contains(error, (string?)Assert.Single(problem["errors"]![field]!.AsArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMemberWithoutTheRoleCannotCoach()
    {
        var ben = await fixture.Server.SignInAsync("Ben");
        var answer = await Eventually.Is(
            () =>
                PostAsync(
                    fixture.Asha,
                    "sessions",
                    fixture.SessionRequest(("coachIds", new JsonArray(ben.Id.ToString())))
                ),
            answer =>
                ((string?)answer.Body["detail"])?.Contains(
                    "has neither the role coach nor instructor",
                    StringComparison.Ordinal
                ) == true
        );
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
    }

    [Fact]
    public async Task OnlyInstructorsPlanAndOnlyTheirOwnSessionsAreTheirsToCancel()
    {
        var session = await fixture.PlanSessionAsync();
        var ben = await fixture.Server.SignInAsync("Ben");
        var ivo = await fixture.Server.SignInAsync("Ivo", "Europe/Berlin", Roles.Instructor);
        var ada = await fixture.Server.SignInAsync("Ada", "Europe/Berlin", Roles.Admin);

        await RefusedAsync(
            PostAsync(ben, "sessions", fixture.SessionRequest()),
            HttpStatusCode.Forbidden,
            "access.forbidden"
        );
        await RefusedAsync(PostAsync(ivo, $"sessions/{session}/cancel"), HttpStatusCode.Forbidden, "access.forbidden");
        await RefusedAsync(
            PostAsync(ivo, $"sessions/{Guid.NewGuid()}/cancel"),
            HttpStatusCode.NotFound,
            "session.unknown"
        );
        Assert.Equal("planned", (string?)(await GetAsync(ben, $"sessions/{session}")).Body["status"]);
        Assert.Equal("cancelled", (string?)(await PostAsync(ada, $"sessions/{session}/cancel")).Body["status"]);
    }

    [Theory]
    [InlineData("from=yesterday", "from must be an instant")]
    [InlineData("from=9999-12-31T23:59:59-18:00", "from must be an instant")]
    [InlineData("to=-9998-01-01T00:00:00%2B18:00", "to must be an instant")]
    [InlineData("from=2026-01-01T00:00:00Z&to=2025-01-01T00:00:00Z", "to must be later than from")]
    [InlineData("from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z", "too far apart")]
    [InlineData("from=9999-12-31T00:00:00Z", "from must be an instant")]
    [InlineData("timeZone=Nowhere", "Choose a time zone")]
    public async Task ABadTimetableQuestionIsAnsweredWithWhatToDo(string query, string error) =>
        await RefusedAsync(
            GetAsync(fixture.Asha, "sessions?" + query),
            HttpStatusCode.BadRequest,
            "request.invalid",
            error
        );

    [Theory]
    [InlineData("{", "Expected")]
    [InlineData("", "send JSON")]
    [InlineData("[]", "wrong type or form")]
    [InlineData(
        """{"title":"x"}""",
        "These fields are missing: 'programme', 'week', 'startsAt', 'timeZone', 'coachedSeats'"
    )]
    [InlineData("""{"title":null}""", "title: null is not allowed here")]
    [InlineData("""{"startsAt":"soon"}""", "startsAt: An instant is ISO 8601 with Z or an offset")]
    [InlineData("""{"coachedSeats":99999999999}""", "coachedSeats: The value has the wrong type or form")]
    [InlineData("""{"coachIds":["me"]}""", "coachIds[0]: MemberId must be a UUID")]
    public async Task AnUnreadableRequestIsRefusedWithoutNamesOfTheInside(string body, string words)
    {
        using var response = await fixture.Asha.Http.PostAsync(
            "/api/scheduling/sessions",
            new StringContent(body, null, "application/json")
        );
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal("request.malformed", (string?)problem["code"]);
        Assert.Contains(words, WordsOf(problem), StringComparison.Ordinal);
        Assert.DoesNotContain("UpperBack.", WordsOf(problem), StringComparison.Ordinal);
        Assert.DoesNotContain("$", (string?)problem["detail"], StringComparison.Ordinal);
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

    [Fact]
    public async Task ALinkWithAnIdThatIsNoneLeadsToNoClassAndTellsDevelopersWhy()
    {
        var (status, problem) = await GetAsync(fixture.Asha, "sessions/xyz");
        Assert.Equal((HttpStatusCode.BadRequest, "request.malformed"), (status, (string?)problem["code"]));
        Assert.Equal(
            "This link does not lead to a class. See the timetable for what is on.",
            (string?)problem["detail"]
        );
        Assert.StartsWith(
            "'xyz' is no valid sessionId",
            (string?)problem["errors"]!["sessionId"]![0],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task AnOversizedRequestIsRefused() =>
        await RefusedAsync(
            PostAsync(fixture.Asha, "sessions", fixture.SessionRequest(("title", new string('x', 300_000)))),
            HttpStatusCode.RequestEntityTooLarge,
            "request.too-large"
        );

    [Fact]
    public async Task TooManyCoachesAreRefusedInOneSentence()
    {
        var coachIds = new JsonArray([
            .. Enumerable.Range(0, 21).Select(_ => JsonValue.Create(Guid.NewGuid().ToString())),
        ]);
        await RefusedAsync(
            PostAsync(fixture.Asha, "sessions", fixture.SessionRequest(("coachIds", coachIds))),
            HttpStatusCode.BadRequest,
            "request.invalid",
            "at most 20."
        );
    }
}
