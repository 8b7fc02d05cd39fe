using System.Net.Http.Json;
using System.Text.Json.Nodes;
using static UpperBack.Scheduling.Tests.SchedulingFixture;

namespace UpperBack.Scheduling.Tests.Sessions;

/// <summary>Whether members may show themselves in a class, and from which age on.</summary>
[Collection(SchedulingFixture.Sessions)]
public class MirrorRulesTests(SchedulingFixture fixture)
{
    private static readonly MirrorRules Nobody = new(Allowed: false, MinimumAge: 0);
    private static readonly MirrorRules Adults = new(Allowed: true, MinimumAge: 18);

    [Fact]
    public async Task AClassSaysWhetherMembersMayShowThemselvesAndMayWhenNothingIsSaid()
    {
        await using var recorder = await EventRecorder<SessionChanged>.OnAsync(fixture.Server);
        var silent = await fixture.PlanSessionAsync();
        var adult = await fixture.PlanSessionAsync(fields: ("mirror", Json(Adults)));
        var nobody = await fixture.PlanSessionAsync(fields: ("mirror", Json(Nobody)));

        Assert.Equal(MirrorRules.Default, await MirrorOfAsync($"sessions/{silent}"));
        Assert.Equal(Adults, await MirrorOfAsync($"sessions/{adult}"));
        Assert.Equal(Nobody, await MirrorOfAsync($"sessions/{nobody}"));
        foreach (var (session, rules) in new[] { (silent, MirrorRules.Default), (adult, Adults), (nobody, Nobody) })
        {
            var told = await recorder.UntilAsync(planned => planned.SessionId.ToString() == session, 1);
            Assert.Equal(rules, Assert.Single(told).Mirror);
        }
    }

    [Fact]
    public async Task EveryClassOfASeriesSaysWhatTheSeriesSaysAlsoAfterAnotherChange()
    {
        await using var recorder = await EventRecorder<SessionChanged>.OnAsync(fixture.Server);
        var series = await PlanSeriesAsync(("mirror", Json(Adults)));
        Assert.Equal(Adults, await MirrorOfAsync($"series/{series}"));
        var told = await recorder.UntilAsync(planned => planned.SeriesId.ToString() == series, 8);
        Assert.All(told, planned => Assert.Equal(Adults, planned.Mirror));

        // Whatever else changes, the whole plan is told again.
        var last = told.MaxBy(planned => planned.StartsAt)!.SessionId;
        await PostAsync(fixture.Asha, $"sessions/{last}/cancel");
        var cancelled = await recorder.UntilAsync(planned => planned.SessionId == last && planned.Cancelled, 1);
        Assert.Equal(Adults, Assert.Single(cancelled).Mirror);
    }

    [Fact]
    public async Task WhoIsResponsibleChangesItWhileTheClassIsOnButNotOnceItIsOver()
    {
        await using var recorder = await EventRecorder<SessionChanged>.OnAsync(fixture.Server);
        var (ivo, ada) = await PeopleAsync();
        var session = await fixture.PlanSessionAsync();
        var id = SessionId.From(Guid.Parse(session));
        var now = fixture.Server.Clock.GetUtcNow();
        await fixture.Server.PublishAsync(new ClassStarted(id, now));
        await Eventually.Is(
            () => GetAsync(fixture.Asha, $"sessions/{session}"),
            answer => (string?)answer.Body["status"] == "live"
        );

        await RefusedAsync(
            ChangeAsync(ivo, $"sessions/{session}", Nobody),
            HttpStatusCode.Forbidden,
            "access.forbidden",
            "Only the instructor"
        );
        Assert.Equal(HttpStatusCode.OK, (await ChangeAsync(fixture.Asha, $"sessions/{session}", Nobody)).Status);
        Assert.Equal(HttpStatusCode.OK, (await ChangeAsync(fixture.Asha, $"sessions/{session}", Nobody)).Status);
        var (_, changed) = await ChangeAsync(ada, $"sessions/{session}", Adults);
        Assert.Equal((true, 18), ((bool)changed["mirror"]!["allowed"]!, (int)changed["mirror"]!["minimumAge"]!));
        var told = await recorder.UntilAsync(planned => planned.SessionId == id, 3);
        Assert.Equal(
            [(1L, MirrorRules.Default), (2L, Nobody), (3L, Adults)],
            told.OrderBy(planned => planned.Revision).Select(planned => (planned.Revision, planned.Mirror!))
        );

        await fixture.Server.PublishAsync(new ClassEnded(id, null, now, now.AddMinutes(18)));
        await Eventually.Is(
            () => GetAsync(fixture.Asha, $"sessions/{session}"),
            answer => (string?)answer.Body["status"] == "ended"
        );
        await RefusedAsync(
            ChangeAsync(fixture.Asha, $"sessions/{session}", Nobody),
            HttpStatusCode.Conflict,
            "session.closed",
            "over"
        );
        await RefusedAsync(
            ChangeAsync(fixture.Asha, $"sessions/{Guid.NewGuid()}", Nobody),
            HttpStatusCode.NotFound,
            "session.unknown"
        );
    }

    [Fact]
    public async Task ACancelledClassIsNotToldOfAgain()
    {
        var session = await fixture.PlanSessionAsync();
        await PostAsync(fixture.Asha, $"sessions/{session}/cancel");

        await RefusedAsync(
            ChangeAsync(fixture.Asha, $"sessions/{session}", Nobody),
            HttpStatusCode.Conflict,
            "session.closed"
        );
        Assert.Equal(MirrorRules.Default, await MirrorOfAsync($"sessions/{session}"));
    }

    [Fact]
    public async Task ASeriesChangesItsClassesToComeAndThePastStaysAsItWas()
    {
        await using var recorder = await EventRecorder<SessionChanged>.OnAsync(fixture.Server);
        var (ivo, ada) = await PeopleAsync();
        var series = await PlanSeriesAsync();
        var told = await recorder.UntilAsync(planned => planned.SeriesId.ToString() == series, 8);
        var coming = told.Where(planned => planned.StartsAt > fixture.Server.Clock.GetUtcNow()).ToArray();
        Assert.InRange(coming.Length, 5, 7);
        await ChangeAsync(fixture.Asha, $"sessions/{coming[0].SessionId}", Adults);

        await RefusedAsync(
            ChangeAsync(ivo, $"series/{series}", Nobody),
            HttpStatusCode.Forbidden,
            "access.forbidden",
            "Only the instructor"
        );
        Assert.Equal(HttpStatusCode.OK, (await ChangeAsync(ada, $"series/{series}", Nobody)).Status);

        Assert.Equal(Nobody, await MirrorOfAsync($"series/{series}"));
        foreach (var planned in told)
            Assert.Equal(
                coming.Contains(planned) ? Nobody : MirrorRules.Default,
                await MirrorOfAsync($"sessions/{planned.SessionId}")
            );
        var changed = await recorder.UntilAsync(
            planned => planned.SeriesId.ToString() == series && planned.Mirror == Nobody,
            coming.Length
        );
        Assert.Equal(coming.Length, changed.Select(planned => planned.SessionId).Distinct().Count());

        await DeleteAsync(fixture.Asha, $"series/{series}");
        await RefusedAsync(
            ChangeAsync(fixture.Asha, $"series/{series}", Adults),
            HttpStatusCode.Conflict,
            "session.closed",
            "ended"
        );
        await RefusedAsync(
            ChangeAsync(fixture.Asha, $"series/{Guid.NewGuid()}", Adults),
            HttpStatusCode.NotFound,
            "resource.unknown"
        );
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(100)]
    public async Task AnAgeThatNobodyHasIsRefused(int age)
    {
        var rules = new MirrorRules(Allowed: true, age);
        const string Sentence = "The age from which members may show themselves must be from 0 to 99.";
        var session = await fixture.PlanSessionAsync();
        var series = await PlanSeriesAsync();

        foreach (
            var call in new[]
            {
                PostAsync(fixture.Asha, "sessions", fixture.SessionRequest(("mirror", Json(rules)))),
                PostAsync(fixture.Asha, "series", fixture.SeriesRequest(("mirror", Json(rules)))),
            }
        )
            await RefusedAsync(call, HttpStatusCode.BadRequest, "request.invalid", $"mirror.minimumAge: {Sentence}");
        foreach (var path in new[] { $"sessions/{session}", $"series/{series}" })
        {
            await RefusedAsync(
                ChangeAsync(fixture.Asha, path, rules),
                HttpStatusCode.BadRequest,
                "request.invalid",
                $"minimumAge: {Sentence}"
            );
            Assert.Equal(MirrorRules.Default, await MirrorOfAsync(path));
        }
    }

    private static JsonObject Json(MirrorRules rules) =>
        new() { ["allowed"] = rules.Allowed, ["minimumAge"] = rules.MinimumAge };

    private static async Task<(HttpStatusCode Status, JsonNode Body)> ChangeAsync(
        TestMember caller,
        string path,
        MirrorRules rules
    )
    {
        using var response = await caller.Http.PutAsJsonAsync($"/api/scheduling/{path}/mirror", Json(rules));
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    private async Task<(TestMember Ivo, TestMember Ada)> PeopleAsync() =>
        (
            await fixture.Server.SignInAsync("Ivo", "Europe/Berlin", Roles.Instructor),
            await fixture.Server.SignInAsync("Ada", "Europe/Berlin", Roles.Admin)
        );

    private async Task<string> PlanSeriesAsync(params (string Field, JsonNode? Value)[] fields)
    {
        var (status, series) = await PostAsync(
            fixture.Asha,
            "series",
            fixture.SeriesRequest([("startDate", fixture.Today(-2)), ("rule", "FREQ=DAILY;COUNT=8"), .. fields])
        );
        Assert.True(status == HttpStatusCode.Created, series.ToJsonString());
        return (string)series["seriesId"]!;
    }

    private async Task<MirrorRules> MirrorOfAsync(string path)
    {
        var (_, seen) = await GetAsync(fixture.Asha, path);
        return new MirrorRules((bool)seen["mirror"]!["allowed"]!, (int)seen["mirror"]!["minimumAge"]!);
    }
}
