using System.Text.Json.Nodes;
using static UpperBack.Scheduling.Tests.Progress.ProgressCalls;

namespace UpperBack.Scheduling.Tests.Progress;

[Collection(SchedulingFixture.Progress)]
public sealed class ProgressTests(SchedulingFixture fixture)
{
    [Fact]
    public async Task WhoJustCameBeginsAtTheFirstLevel()
    {
        var ben = await fixture.Server.SignInAsync("Ben");
        var (status, progress) = await SchedulingFixture.GetAsync(ben, "progress");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Null(progress["programme"]);
        Assert.Equal(3, (int)progress["painThreshold"]!);
        Assert.False((bool)progress["flareToday"]!);
        var locust = Of(progress, "locust");
        Assert.Equal((1, "start"), ((int)locust["level"]!, (string?)locust["decision"]));
        Assert.StartsWith("Locust: 3 × ", (string?)locust["words"], StringComparison.Ordinal);
        Assert.Contains("because", (string?)locust["words"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWeekOfClassesLeadsUpOnceAndAFlareLeadsDown()
    {
        await using var server = await UpperBackServer.StartAsync();
        var own = new SchedulingFixture();
        await own.UseAsync(server);
        var ben = await server.SignInAsync("Ben");
        for (var day = 0; day < 8; day++)
        {
            await AttendAsync(own, ben, effort: 5, pain: 1);
            server.Clock.Advance(TimeSpan.FromDays(1));
            Assert.Equal(day < 6 ? 1 : 2, await LevelAsync(ben));
        }

        await AttendAsync(own, ben, effort: 5, pain: 8);
        Assert.True((bool)(await SchedulingFixture.GetAsync(ben, "progress")).Body["flareToday"]!);
        Assert.Equal(
            0,
            (int)Of((await SchedulingFixture.GetAsync(ben, "progress")).Body, "locust")["today"]!["level"]!
        );
        server.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await LevelAsync(ben));
    }

    [Fact]
    public async Task OnlyHalfAClassCountsAndWhatCountedOnceCounts()
    {
        var ben = await fixture.Server.SignInAsync("Ben");
        var session = new SessionId(Guid.Parse(await fixture.PlanSessionAsync()));
        var attendance = AttendanceId.New();
        var now = fixture.Server.Clock.GetUtcNow();
        foreach (var (revision, watched) in new[] { (2L, 1000), (3L, 10), (2L, 1000), (1L, 5) })
            await fixture.Server.PublishAsync(
                new AttendanceRecorded(attendance, revision, session, ben.Id, now, watched, 1200, now)
            );
        await Eventually.Is(() => DecisionAsync(ben), decision => decision == "hold");

        var cleo = await fixture.Server.SignInAsync("Cleo");
        await fixture.Server.PublishAsync(
            new AttendanceRecorded(AttendanceId.New(), 1, session, cleo.Id, now, 599, 1200, now)
        );
        await fixture.Server.PublishAsync(
            new AttendanceRecorded(AttendanceId.New(), 1, session, ben.Id, now, 0, 1200, now)
        );
        Assert.Equal("start", await DecisionAsync(cleo));
    }

    [Fact]
    public async Task AFlareDayIsDeclaredAndTakenBack()
    {
        var ben = await fixture.Server.SignInAsync("Ben");
        foreach (var on in new[] { true, true, false })
        {
            Assert.Equal(
                HttpStatusCode.OK,
                (await PutAsync(ben, "progress/flare", new JsonObject { ["on"] = on })).Status
            );
            Assert.Equal(
                on ? 0 : 1,
                (int)Of((await SchedulingFixture.GetAsync(ben, "progress")).Body, "cat-cow")["today"]!["level"]!
            );
        }
    }

    [Fact]
    public async Task EasierIsOneLevelDownAtOnceAndOnlyInThatExercise()
    {
        var ben = await fixture.Server.SignInAsync("Ben");
        await PutAsync(
            ben,
            "my-programme",
            new JsonObject { ["programme"] = "upper-back-12-weeks", ["startLevel"] = 3 }
        );
        var (status, locust) = await SchedulingFixture.PostAsync(ben, "progress/locust/easier");

        Assert.Equal((HttpStatusCode.OK, 2, "step-back"), (status, (int)locust["level"]!, (string?)locust["decision"]));
        var progress = (await SchedulingFixture.GetAsync(ben, "progress")).Body;
        Assert.Equal((2, 3), ((int)Of(progress, "locust")["level"]!, (int)Of(progress, "cobra")["level"]!));
        Assert.Equal("upper-back-12-weeks", (string?)progress["programme"]!["slug"]);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await SchedulingFixture.PostAsync(ben, "progress/handstand/easier")).Status
        );
    }

    [Fact]
    public async Task AThresholdOutOfItsScaleIsRefused()
    {
        var ben = await fixture.Server.SignInAsync("Ben");
        var (status, problem) = await PutAsync(ben, "progress/settings", new JsonObject { ["painThreshold"] = 11 });
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("0 to 10", (string?)problem["detail"], StringComparison.Ordinal);
        await PutAsync(ben, "progress/settings", new JsonObject { ["painThreshold"] = 5 });
        Assert.Equal(5, (int)(await SchedulingFixture.GetAsync(ben, "progress")).Body["painThreshold"]!);
    }

    [Fact]
    public async Task ACheckInNeedsAClassThatHasStartedAndCanBeCorrected()
    {
        var ben = await fixture.Server.SignInAsync("Ben");
        var session = await fixture.PlanSessionAsync();
        var path = $"sessions/{session}/check-in";
        Assert.Equal(HttpStatusCode.NoContent, (await SchedulingFixture.GetAsync(ben, path)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await PutAsync(ben, path, CheckIn(5, 1))).Status);

        await fixture.Server.PublishAsync(
            new ClassStarted(new SessionId(Guid.Parse(session)), fixture.Server.Clock.GetUtcNow())
        );
        await Eventually.Is(
            async () => (await PutAsync(ben, path, CheckIn(5, 1))).Status,
            status => status == HttpStatusCode.OK
        );
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(ben, path, CheckIn(6, 2, "locust"))).Status);
        var (_, stored) = await SchedulingFixture.GetAsync(ben, path);
        Assert.Equal((6, 2, "locust"), ((int)stored["effort"]!, (int)stored["pain"]!, (string?)stored["missed"]![0]));
        Assert.Equal(HttpStatusCode.BadRequest, (await PutAsync(ben, path, CheckIn(0, 1))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PutAsync(ben, path, CheckIn(5, 1, "handstand"))).Status);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await PutAsync(ben, $"sessions/{Guid.NewGuid()}/check-in", CheckIn(5, 1))).Status
        );
    }

    [Fact]
    public async Task LeadersSeeTheLevelsOfTheirCoachedSeatsAndNobodyElseDoes()
    {
        var (ben, cleo) = (await fixture.Server.SignInAsync("Ben"), await fixture.Server.SignInAsync("Cleo"));
        await PutAsync(
            ben,
            "my-programme",
            new JsonObject { ["programme"] = "upper-back-12-weeks", ["startLevel"] = 2 }
        );
        var session = await fixture.PlanSessionAsync();
        await SchedulingFixture.PostAsync(ben, $"sessions/{session}/booking");

        var (status, levels) = await SchedulingFixture.GetAsync(
            fixture.Asha,
            $"sessions/{session}/levels?members={ben.Id},{cleo.Id}"
        );
        Assert.Equal(HttpStatusCode.OK, status);
        var only = Assert.Single(levels["members"]!.AsArray())!;
        Assert.Equal(
            (ben.Id.ToString(), 2, 2),
            ((string?)only["memberId"], (int)only["level"]!, (int)only["exercises"]!["locust"]!)
        );
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await SchedulingFixture.GetAsync(ben, $"sessions/{session}/levels")).Status
        );
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await SchedulingFixture.GetAsync(fixture.Asha, $"sessions/{session}/levels?members=me")).Status
        );
    }

    private static async Task AttendAsync(SchedulingFixture own, TestMember member, int effort, int pain)
    {
        var session = new SessionId(Guid.Parse(await own.PlanSessionAsync()));
        var now = own.Server.Clock.GetUtcNow();
        await own.Server.PublishAsync(new ClassStarted(session, now));
        await own.Server.PublishAsync(
            new AttendanceRecorded(AttendanceId.New(), 1, session, member.Id, now, 1100, 1200, now)
        );
        await Eventually.Is(
            async () => (await PutAsync(member, $"sessions/{session}/check-in", CheckIn(effort, pain))).Status,
            status => status == HttpStatusCode.OK
        );
        await Eventually.Is(
            async () =>
                (await SchedulingFixture.GetAsync(own.Asha, $"sessions/{session}/levels")).Body["members"]!
                    .AsArray()
                    .Count,
            count => count == 1
        );
    }
}
