using System.Text.Json.Nodes;
using static UpperBack.Scheduling.Tests.SchedulingFixture;

namespace UpperBack.Scheduling.Tests.Sessions;

[Collection(SchedulingFixture.Sessions)]
public class SessionRefusalTests(SchedulingFixture fixture)
{
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
    public async Task AnUnreadableRequestIsRefusedWithoutNamesOfTheInside(string body, string text)
    {
        using var response = await fixture.Asha.Http.PostAsync(
            "/api/scheduling/sessions",
            new StringContent(body, null, "application/json")
        );
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal("request.malformed", (string?)problem["code"]);
        Assert.Contains(text, TextsOf(problem), StringComparison.Ordinal);
        Assert.DoesNotContain("UpperBack.", TextsOf(problem), StringComparison.Ordinal);
        Assert.DoesNotContain("$", (string?)problem["detail"], StringComparison.Ordinal);
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
