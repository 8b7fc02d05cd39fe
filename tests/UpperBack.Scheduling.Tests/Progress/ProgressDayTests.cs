using System.Net.Http.Json;
using System.Text.Json.Nodes;
using NodaTime;
using UpperBack.Kernel.Time;
using static UpperBack.Scheduling.Tests.SchedulingFixture;

namespace UpperBack.Scheduling.Tests.Progress;

/// <summary>Which day a fact counts for, and what may come late, twice or from somebody else.</summary>
public sealed class ProgressDayTests(SchedulingFixture fixture) : IClassFixture<SchedulingFixture>
{
    [Fact]
    public async Task WhoMovedLivesInTheirNewDaysThoughTheirTokenIsFromBefore()
    {
        var ben = await fixture.Server.SignInAsync("Ben", "Pacific/Kiritimati");
        await fixture.Server.PublishAsync(
            new MemberChanged(
                ben.Id,
                2,
                "Ben",
                "Pacific/Pago_Pago",
                OnBoards: false,
                [Roles.Member],
                fixture.Server.Clock.GetUtcNow()
            )
        );
        var level = 0;
        var expected = Instant
            .FromDateTimeOffset(fixture.Server.Clock.GetUtcNow())
            .InZone(DateTimeZoneProviders.Tzdb["Pacific/Pago_Pago"])
            .Date;
        await Eventually.Is(
            async () => (string?)(await PutAsync(ben, "my-programme", Choice((level++ % 3) + 1))).Body["startedOn"],
            day => day == $"{expected:uuuu-MM-dd}"
        );

        await PutAsync(ben, "progress/flare", new JsonObject { ["on"] = true });
        var progress = (await GetAsync(ben, "progress")).Body;
        Assert.True((bool)progress["flareToday"]!);
        Assert.All(progress["exercises"]!.AsArray(), exercise => Assert.Equal(0, (int)exercise!["today"]!["level"]!));
    }

    [Fact]
    public async Task AClassCountsForTheDayOfItsStartWhereTheMemberIsAlsoWhenClocksChange()
    {
        // Half past midnight in Berlin on the day the clocks last changed: in UTC it was still the day before.
        var berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
        var now = Instant.FromDateTimeOffset(fixture.Server.Clock.GetUtcNow());
        var day = berlin.GetZoneInterval(now).Start.DayIn(berlin);
        var startedAt = (day + new LocalTime(0, 30)).InZoneStrictly(berlin).ToDateTimeOffset();
        var ben = await fixture.Server.SignInAsync("Ben", "Europe/Berlin");
        await PutAsync(ben, "my-programme", Choice(1, day));
        await AttendAsync(ben, await SessionAsync(), startedAt, watched: 1000);
        await Eventually.Is(() => DecisionAsync(ben), decision => decision != "start");

        await PutAsync(ben, "my-programme", Choice(1, day.PlusDays(1)));
        Assert.Equal("start", await DecisionAsync(ben));
    }

    [Fact]
    public async Task ACheckInMayComeBeforeTheAttendance()
    {
        var ben = await fixture.Server.SignInAsync("Ben");
        var session = await SessionAsync();
        await StartAsync(ben, session, CheckIn(effort: 9, pain: 8));
        var early = (await GetAsync(ben, "progress")).Body;
        Assert.True((bool)early["flareToday"]!);
        Assert.Equal("start", (string?)Of(early, "locust")["decision"]);

        await AttendAsync(ben, session, fixture.Server.Clock.GetUtcNow(), watched: 1000);
        fixture.Server.Clock.Advance(TimeSpan.FromDays(1));
        await Eventually.Is(() => DecisionAsync(ben), decision => decision == "hold");
    }

    [Fact]
    public async Task ACheckInIsForThoseWhoTookPartOnceThatIsKnown()
    {
        var (ben, cleo, dina) = (
            await fixture.Server.SignInAsync("Ben"),
            await fixture.Server.SignInAsync("Cleo"),
            await fixture.Server.SignInAsync("Dina")
        );
        var session = await SessionAsync();
        await PostAsync(cleo, $"sessions/{session}/booking");
        await StartAsync(ben, session, CheckIn(5, 1));
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await PutAsync(fixture.Asha, $"sessions/{session}/check-in", CheckIn(5, 1))).Status
        );

        var now = fixture.Server.Clock.GetUtcNow();
        await fixture.Server.PublishAsync(new ClassEnded(session, null, now.AddHours(-3), now.AddHours(-2)));
        await AttendAsync(dina, session, now.AddHours(-3), watched: 60);
        await Eventually.Is(
            async () => (await PutAsync(ben, $"sessions/{session}/check-in", CheckIn(5, 1))).Status,
            status => status == HttpStatusCode.Forbidden
        );
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(cleo, $"sessions/{session}/check-in", CheckIn(5, 1))).Status);
        await Eventually.Is(
            async () => (await PutAsync(dina, $"sessions/{session}/check-in", CheckIn(5, 1))).Status,
            status => status == HttpStatusCode.OK
        );
    }

    [Fact]
    public async Task NothingIsNoExerciseAndIsSaid()
    {
        var ben = await fixture.Server.SignInAsync("Ben");
        var body = new JsonObject
        {
            ["effort"] = 5,
            ["pain"] = 1,
            ["missed"] = new JsonArray((JsonNode?)null),
        };
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await PutAsync(ben, $"sessions/{await SessionAsync()}/check-in", body)).Status
        );
    }

    [Fact]
    public async Task EasierWithOneKeyIsOneLevelHoweverOftenItIsSent()
    {
        var ben = await fixture.Server.SignInAsync("Ben");
        await PutAsync(
            ben,
            "my-programme",
            new JsonObject { ["programme"] = "upper-back-12-weeks", ["startLevel"] = 3 }
        );
        for (var time = 0; time < 3; time++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/scheduling/progress/locust/easier");
            request.Headers.Add("Idempotency-Key", "one-tap");
            using var response = await ben.Http.SendAsync(request);
            Assert.Equal(2, (int)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["level"]!);
        }

        for (var level = 1; level >= 0; level--)
            Assert.Equal(level, (int)(await PostAsync(ben, "progress/locust/easier")).Body["level"]!);
        Assert.Equal(0, (int)(await PostAsync(ben, "progress/locust/easier")).Body["level"]!);
    }

    [Fact]
    public async Task TheSameProgrammeChosenAgainGoesOnFromItsDay()
    {
        var ben = await fixture.Server.SignInAsync("Ben", "Asia/Kolkata");
        var choice = new JsonObject { ["programme"] = "upper-back-12-weeks", ["startLevel"] = 1 };
        var first = (string?)(await PutAsync(ben, "my-programme", choice)).Body["startedOn"];
        fixture.Server.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal(first, (string?)(await PutAsync(ben, "my-programme", choice)).Body["startedOn"]);
        Assert.Equal(2, (int)(await GetAsync(ben, "progress")).Body["programme"]!["week"]!);
        choice["startLevel"] = 2;
        Assert.NotEqual(first, (string?)(await PutAsync(ben, "my-programme", choice)).Body["startedOn"]);
    }

    private static JsonObject Choice(int startLevel, LocalDate? startedOn = null) =>
        new()
        {
            ["programme"] = "upper-back-12-weeks",
            ["startLevel"] = startLevel,
            ["startedOn"] = startedOn is { } day ? $"{day:uuuu-MM-dd}" : null,
        };

    private async Task<SessionId> SessionAsync() => new(Guid.Parse(await fixture.PlanSessionAsync()));

    private Task AttendAsync(TestMember member, SessionId session, DateTimeOffset startedAt, int watched) =>
        fixture.Server.PublishAsync(
            new AttendanceRecorded(
                AttendanceId.New(),
                1,
                session,
                member.Id,
                startedAt,
                watched,
                1200,
                fixture.Server.Clock.GetUtcNow()
            )
        );

    private async Task StartAsync(TestMember member, SessionId session, JsonObject checkIn)
    {
        await fixture.Server.PublishAsync(new ClassStarted(session, fixture.Server.Clock.GetUtcNow()));
        await Eventually.Is(
            async () => (await PutAsync(member, $"sessions/{session}/check-in", checkIn)).Status,
            status => status == HttpStatusCode.OK
        );
    }

    private static JsonObject CheckIn(int effort, int pain) =>
        new()
        {
            ["effort"] = effort,
            ["pain"] = pain,
            ["missed"] = new JsonArray(),
        };

    private static async Task<(HttpStatusCode Status, JsonNode Body)> PutAsync(
        TestMember who,
        string path,
        JsonNode body
    )
    {
        using var response = await who.Http.PutAsync("/api/scheduling/" + path, JsonContent.Create(body));
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    private static JsonNode Of(JsonNode progress, string exercise) =>
        progress["exercises"]!.AsArray().Single(one => (string?)one!["exercise"] == exercise)!;

    private static async Task<string> DecisionAsync(TestMember member) =>
        (string)Of((await GetAsync(member, "progress")).Body, "locust")["decision"]!;
}
