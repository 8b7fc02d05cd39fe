using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using static UpperBack.Scheduling.Tests.SchedulingFixture;

namespace UpperBack.Scheduling.Tests.Sessions;

public class RunSheetTests(SchedulingFixture fixture) : IClassFixture<SchedulingFixture>
{
    private const string TwoBlocks = """
        [
          { "exercise": "cat-cow", "rounds": 10, "inSeconds": 4, "outSeconds": 4, "restSeconds": 0, "changeSeconds": 20,
            "cues": [{ "atSeconds": 8, "text": "Eyes forward." }] },
          { "exercise": "locust", "sets": 2, "holdSeconds": 15, "restSeconds": 20, "changeSeconds": 10, "cues": [] }
        ]
        """;

    [Fact]
    public async Task ASessionBeginsWithTheBlocksOfItsWeek()
    {
        var session = await fixture.PlanSessionAsync(fields: ("week", 9));
        var (_, sheet) = await GetAsync(fixture.Asha, $"sessions/{session}/run-sheet");
        var (_, week) = await GetAsync(fixture.Asha, "programmes/upper-back-12-weeks/weeks/9/run-sheet");
        Assert.True((bool?)sheet["editable"]);
        Assert.True(JsonNode.DeepEquals(week["blocks"], sheet["blocks"]), sheet["blocks"]!.ToJsonString());
        Assert.True(JsonNode.DeepEquals(week["runSheet"], sheet["runSheet"]));
        Assert.Empty(sheet["findings"]!.AsArray());
    }

    [Fact]
    public async Task AReplacedRunSheetIsKeptAndReachesTheRoom()
    {
        await using var recorder = await EventRecorder<SessionChanged>.OnAsync(fixture.Server);
        var session = await fixture.PlanSessionAsync(fields: ("startsAt", Soon()));
        var (status, put) = await PutAsync(fixture.Asha, session, TwoBlocks);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(140, (int?)put["runSheet"]!["durationSeconds"]);
        Assert.Equal(["too-short"], put["findings"]!.AsArray().Select(finding => (string?)finding!["code"]));

        var (_, read) = await GetAsync(fixture.Asha, $"sessions/{session}/run-sheet");
        Assert.True(JsonNode.DeepEquals(put, read), read.ToJsonString());
        var (_, detail) = await GetAsync(fixture.Asha, $"sessions/{session}");
        Assert.Equal(
            ["Cat-Cow", "Get ready: Locust", "Locust", "Rest", "Locust"],
            detail["runSheet"]!["steps"]!.AsArray().Select(step => (string?)step!["name"])
        );

        var published = await recorder.UntilAsync(
            planned => planned.SessionId.ToString() == session && planned.Revision == 2,
            1
        );
        Assert.Equal((false, 5), (published[0].Cancelled, published[0].RunSheet.Steps.Count));
        Assert.Equal([new PreparedCue(8, "Eyes forward.")], published[0].RunSheet.Steps[0].Cues);
        Assert.Equal([0, 1, 2, 3, 4], published[0].RunSheet.Steps[2].Levels!.Select(level => level.Level));

        await Eventually.Is(
            () => fixture.Asha.Http.GetAsync($"/api/live/sessions/{session}"),
            answer => answer.IsSuccessStatusCode
        );
        await using var live = await LiveClient.ConnectAsync(fixture.Server, fixture.Asha);
        var joined = await Eventually.Is(
            () => live.JoinForRunSheetAsync(SessionId.From(Guid.Parse(session))),
            sheet => sheet.Steps.Count == 5
        );
        Assert.Equal("Eyes forward.", joined.Steps[0].Cues![0].Text);
    }

    [Fact]
    public async Task TheOtherLevelsComeFromTheWeekWhereItHasTheExercise()
    {
        var session = await fixture.PlanSessionAsync(fields: ("week", 9));
        var (_, put) = await PutAsync(
            fixture.Asha,
            session,
            """[{ "exercise": "locust", "sets": 3, "holdSeconds": 20, "restSeconds": 30 }]"""
        );
        Assert.Equal("T arms", (string?)put["runSheet"]!["steps"]![0]!["levels"]![2]!["variation"]);
    }

    [Fact]
    public async Task CoachesReadWhatOnlyTheInstructorChanges()
    {
        var coach = await fixture.Server.SignInAsync("Cleo", "Europe/London", Roles.Coach);
        var other = await fixture.Server.SignInAsync("Otto", "Europe/London", Roles.Instructor);
        var ben = await fixture.Server.SignInAsync("Ben");
        var session = await fixture.PlanSessionAsync(fields: ("coachIds", new JsonArray(coach.Id.ToString())));

        var (_, read) = await GetAsync(coach, $"sessions/{session}/run-sheet");
        Assert.False((bool?)read["editable"]);
        await RefusedAsync(
            PutAsync(coach, session, TwoBlocks),
            HttpStatusCode.Forbidden,
            "access.forbidden",
            "Only the instructor of this class"
        );
        await RefusedAsync(PutAsync(other, session, TwoBlocks), HttpStatusCode.Forbidden, "access.forbidden");
        await RefusedAsync(
            GetAsync(other, $"sessions/{session}/run-sheet"),
            HttpStatusCode.Forbidden,
            "access.forbidden",
            "prepare its plan"
        );
        await RefusedAsync(
            GetAsync(ben, $"sessions/{session}/run-sheet"),
            HttpStatusCode.Forbidden,
            "access.forbidden"
        );
        await RefusedAsync(
            PutAsync(fixture.Asha, Guid.CreateVersion7().ToString(), TwoBlocks),
            HttpStatusCode.NotFound,
            "session.unknown"
        );
        await RefusedAsync(
            GetAsync(fixture.Asha, $"sessions/{Guid.CreateVersion7()}/run-sheet"),
            HttpStatusCode.NotFound,
            "session.unknown"
        );
    }

    [Fact]
    public async Task AClassThatHasStartedKeepsItsRunSheet()
    {
        var session = await fixture.PlanSessionAsync();
        await fixture.Server.PublishAsync(
            new ClassStarted(SessionId.From(Guid.Parse(session)), fixture.Server.Clock.GetUtcNow())
        );
        await Eventually.Is(
            () => GetAsync(fixture.Asha, $"sessions/{session}/run-sheet"),
            answer => (bool?)answer.Body["editable"] == false
        );
        await RefusedAsync(
            PutAsync(fixture.Asha, session, TwoBlocks),
            HttpStatusCode.Conflict,
            "run-sheet.locked",
            "The class has started"
        );
    }

    [Fact]
    public async Task ACancelledSessionIsPreparedNoMore()
    {
        var session = await fixture.PlanSessionAsync();
        await PostAsync(fixture.Asha, $"sessions/{session}/cancel");
        await RefusedAsync(
            PutAsync(fixture.Asha, session, TwoBlocks),
            HttpStatusCode.Conflict,
            "session.closed",
            "was cancelled"
        );
        var (_, read) = await GetAsync(fixture.Asha, $"sessions/{session}/run-sheet");
        Assert.False((bool?)read["editable"]);
    }

    [Fact]
    public async Task BlocksThatMakeNoRunSheetChangeNothing()
    {
        var session = await fixture.PlanSessionAsync();
        await RefusedAsync(
            PutAsync(fixture.Asha, session, """[{ "exercise": "plank" }]"""),
            HttpStatusCode.BadRequest,
            "request.invalid",
            "blocks[0].exercise"
        );
        var (_, read) = await GetAsync(fixture.Asha, $"sessions/{session}/run-sheet");
        Assert.Equal("cat-cow", (string?)read["blocks"]![0]!["exercise"]);
    }

    [Fact]
    public async Task ASessionFromBeforeThereWereBlocksHasThoseOfItsWeek()
    {
        var session = await fixture.PlanSessionAsync();
        var (_, before) = await GetAsync(fixture.Asha, $"sessions/{session}/run-sheet");
        var database = fixture.Server.Services.GetRequiredService<SchedulingDatabase>();
        await using (var work = await database.BeginAsync(CancellationToken.None))
        {
            await work.ExecuteAsync(
                "update sessions set blocks = null where session_id = @id",
                new { id = SessionId.From(Guid.Parse(session)) },
                CancellationToken.None
            );
            await work.CommitAsync(CancellationToken.None);
        }

        var (_, after) = await GetAsync(fixture.Asha, $"sessions/{session}/run-sheet");
        Assert.True(JsonNode.DeepEquals(before, after));
    }

    private string Soon() => fixture.Server.Clock.GetUtcNow().AddMinutes(5).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null);

    private static async Task<(HttpStatusCode Status, JsonNode Body)> PutAsync(
        TestMember who,
        string session,
        string blocks
    )
    {
        using var response = await who.Http.PutAsJsonAsync(
            $"/api/scheduling/sessions/{session}/run-sheet",
            new JsonObject { ["blocks"] = JsonNode.Parse(blocks) }
        );
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }
}
