using System.Text.Json.Nodes;
using static UpperBack.Scheduling.Tests.SchedulingFixture;

namespace UpperBack.Scheduling.Tests.Series;

public class SeriesTests(SchedulingFixture fixture) : IClassFixture<SchedulingFixture>
{
    [Fact]
    public async Task ASeriesHasItsPastAndItsComingSessions()
    {
        var series = await CreateAsync();
        Assert.Equal("every day at 06:30", (string?)series["ruleText"]);
        Assert.Equal("06:30", (string?)series["localTime"]);
        Assert.Equal(20, (int)series["durationMinutes"]!);
        Assert.Equal("Asha", (string?)series["instructorName"]);
        Assert.False((bool)series["ended"]!);

        var sessions = await SessionsOfAsync(series);
        Assert.Equal(
            Enumerable.Range(-14, 14 + 28 + 1).Select(day => fixture.Today(day)),
            sessions.Select(session => (string?)session!["localDate"])
        );
        Assert.All(sessions, session =>
            Assert.EndsWith("T01:00:00Z", (string?)session!["startsAt"], StringComparison.Ordinal)
        );
        Assert.All(sessions.Take(13), session => Assert.Equal("ended", (string?)session!["status"]));
        Assert.All(sessions.Skip(16), session => Assert.Equal("planned", (string?)session!["status"]));
    }

    [Fact]
    public async Task TheWeekFollowsFromTheWeeksSinceTheBeginningAndStaysAtTheLast()
    {
        var series = await CreateAsync(("programme", "beginners-14-days"));
        var weeks = (await SessionsOfAsync(series)).Select(session => (int)session!["week"]!).ToList();
        Assert.Equal([.. Enumerable.Repeat(1, 7), .. Enumerable.Repeat(2, 36)], weeks);
    }

    [Fact]
    public async Task EverySessionIsToldWithTheRunSheetOfItsWeek()
    {
        await using var recorder = await EventRecorder<SessionChanged>.OnAsync(fixture.Server);
        var id = (string?)
            (await CreateAsync(("startDate", fixture.Today(-28)), ("rule", "FREQ=WEEKLY;COUNT=8")))["seriesId"];

        var published = await recorder.UntilAsync(planned => planned.SeriesId.ToString() == id, 8);
        Assert.Equal(8, published.Select(planned => planned.SessionId).Distinct().Count());
        Assert.All(published, planned => Assert.Equal((1L, false), (planned.Revision, planned.Cancelled)));
        var names = published
            .OrderBy(planned => planned.StartsAt)
            .Select(planned =>
                planned.RunSheet.Steps.First(step => step is { Exercise: "locust", Kind: "strength" }).Name
            );
        Assert.Equal(
            [
                "Locust",
                "Locust",
                "Locust",
                "Locust",
                "Locust, Y arms",
                "Locust, Y arms",
                "Locust, Y arms",
                "Locust, Y arms",
            ],
            names
        );
    }

    [Fact]
    public async Task EndingASeriesCancelsItsFutureSessionsOnly()
    {
        await using var recorder = await EventRecorder<SessionChanged>.OnAsync(fixture.Server);
        var series = await CreateAsync();
        var id = (string?)series["seriesId"];

        Assert.Equal(HttpStatusCode.NoContent, (await DeleteAsync(fixture.Asha, $"series/{id}")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await DeleteAsync(fixture.Asha, $"series/{id}")).Status);

        Assert.True((bool)(await GetAsync(fixture.Asha, $"series/{id}")).Body["ended"]!);
        var sessions = await SessionsOfAsync(series);
        Assert.All(sessions.Take(13), session => Assert.Equal("ended", (string?)session!["status"]));
        Assert.All(sessions.Skip(16), session => Assert.Equal("cancelled", (string?)session!["status"]));
        var cancelled = sessions.Count(session => (string?)session!["status"] == "cancelled");
        var published = await recorder.UntilAsync(
            planned => planned.SeriesId.ToString() == id && planned.Cancelled,
            cancelled
        );
        Assert.All(published, planned => Assert.Equal(2, planned.Revision));
    }

    [Fact]
    public async Task AFiniteSeriesEndsWithItsLastClass()
    {
        var series = await CreateAsync(("rule", "FREQ=DAILY;COUNT=3"));
        Assert.True((bool)series["ended"]!);
        Assert.Equal(3, (await SessionsOfAsync(series)).Count);
    }

    [Theory]
    [InlineData("rule", "\"FREQ=HOURLY\"", "DAILY, WEEKLY, MONTHLY or YEARLY")]
    [InlineData("rule", "\"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\"", "no class within five years")]
    [InlineData("localTime", "\"6:30\"", "hours and minutes, such as 06:30")]
    [InlineData("localTime", "\"25:00\"", "hours and minutes, such as 06:30")]
    [InlineData("startDate", "\"2020-01-01\"", "first day must be within one year")]
    [InlineData("startDate", "\"9999-12-31\"", "first day must be within one year")]
    [InlineData("timeZone", "\"IST\"", "Choose a time zone")]
    [InlineData("programme", "\"\"", "We do not have this programme")]
    [InlineData("coachedSeats", "1000", "The number of feedback spots must be from 0 to 500")]
    public async Task ABadFieldIsNamedAndNothingIsPlanned(string field, string value, string error)
    {
        var before = (await GetAsync(fixture.Asha, "series")).Body.AsArray().Count;
        var (status, problem) = await PostAsync(
            fixture.Asha,
            "series",
            fixture.SeriesRequest((field, JsonNode.Parse(value)), ("title", "Bad"))
        );
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(error, (string?)Assert.Single(problem["errors"]![field]!.AsArray()), StringComparison.Ordinal);
        Assert.DoesNotContain((await GetAsync(fixture.Asha, "series")).Body.AsArray(), series =>
            (string?)series!["title"] == "Bad"
        );
        Assert.True(before <= (await GetAsync(fixture.Asha, "series")).Body.AsArray().Count);
    }

    [Fact]
    public async Task EverythingWrongIsSaidAtOnce()
    {
        var (_, problem) = await PostAsync(
            fixture.Asha,
            "series",
            fixture.SeriesRequest(("title", new string('x', 121)), ("localTime", "noon"), ("coachedSeats", -1))
        );
        Assert.Equal(
            ["coachedSeats", "localTime", "title"],
            problem["errors"]!.AsObject().Select(entry => entry.Key).Order()
        );
    }

    [Fact]
    public async Task OnlyItsInstructorOrAnAdministratorEndsASeries()
    {
        var id = (string?)(await CreateAsync())["seriesId"];
        var ivo = await fixture.Server.SignInAsync("Ivo", "Europe/Berlin", Roles.Instructor);
        var ada = await fixture.Server.SignInAsync("Ada", "Europe/Berlin", Roles.Admin);
        var ben = await fixture.Server.SignInAsync("Ben");

        await RefusedAsync(
            PostAsync(ben, "series", fixture.SeriesRequest()),
            HttpStatusCode.Forbidden,
            "access.forbidden"
        );
        await RefusedAsync(
            DeleteAsync(ivo, $"series/{id}"),
            HttpStatusCode.Forbidden,
            "access.forbidden",
            "Only the instructor"
        );
        await RefusedAsync(DeleteAsync(ivo, $"series/{Guid.NewGuid()}"), HttpStatusCode.NotFound, "resource.unknown");
        await RefusedAsync(GetAsync(ben, $"series/{Guid.NewGuid()}"), HttpStatusCode.NotFound, "resource.unknown");
        Assert.Equal(HttpStatusCode.NoContent, (await DeleteAsync(ada, $"series/{id}")).Status);
    }

    private async Task<JsonNode> CreateAsync(params (string Field, JsonNode? Value)[] fields)
    {
        var (status, series) = await PostAsync(fixture.Asha, "series", fixture.SeriesRequest(fields));
        Assert.True(status == HttpStatusCode.Created, series.ToJsonString());
        return series;
    }

    private async Task<List<JsonNode?>> SessionsOfAsync(JsonNode series)
    {
        var now = fixture.Server.Clock.GetUtcNow();
        var (_, timetable) = await GetAsync(
            fixture.Asha,
            $"sessions?from={now.AddDays(-40):yyyy-MM-dd'T'HH:mm:ss'Z'}&to={now.AddDays(40):yyyy-MM-dd'T'HH:mm:ss'Z'}"
        );
        return
        [
            .. timetable["sessions"]!
                .AsArray()
                .Where(session => (string?)session!["seriesId"] == (string?)series["seriesId"]),
        ];
    }
}
