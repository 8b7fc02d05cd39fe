using System.Text.Json.Nodes;
using static UpperBack.Scheduling.Tests.Progress.ProgressCalls;

namespace UpperBack.Scheduling.Tests.Progress;

[Collection(SchedulingFixture.Progress)]
public sealed class PracticeTests(SchedulingFixture fixture)
{
    [Fact]
    public async Task APracticeCountsOnceAndOnlyWhenHalfOfItWasDone()
    {
        var ben = await fixture.Server.SignInAsync("Ben");
        var practice = new JsonObject
        {
            ["practiceId"] = Guid.NewGuid().ToString(),
            ["programme"] = "beginners-14-days",
            ["week"] = 1,
            ["startedAt"] = fixture.Server.Clock.GetUtcNow().AddMinutes(-30).ToString("O"),
            ["seconds"] = 10,
            ["missed"] = new JsonArray(),
        };
        var (status, first) = await SchedulingFixture.PostAsync(ben, "practices", practice);
        Assert.Equal((HttpStatusCode.Created, false), (status, (bool)first["counts"]!));
        Assert.Equal("start", await DecisionAsync(ben));

        practice["seconds"] = 3000;
        Assert.False((bool)(await SchedulingFixture.PostAsync(ben, "practices", practice)).Body["counts"]!);
        practice["practiceId"] = Guid.NewGuid().ToString();
        Assert.True((bool)(await SchedulingFixture.PostAsync(ben, "practices", practice)).Body["counts"]!);
        Assert.Equal("hold", await DecisionAsync(ben));
        Assert.Equal(2, (await SchedulingFixture.GetAsync(ben, "practices")).Body.AsArray().Count);

        practice["seconds"] = 1;
        practice["effort"] = 6;
        practice["missed"] = new JsonArray("locust");
        var (_, published) = await SchedulingFixture.PostAsync(ben, "practices", practice);
        Assert.Equal(
            (3000, 6, "locust"),
            ((int)published["seconds"]!, (int)published["effort"]!, (string?)published["missed"]![0])
        );
        practice.Remove("effort");
        Assert.Equal(6, (int)(await SchedulingFixture.PostAsync(ben, "practices", practice)).Body["effort"]!);

        practice["startedAt"] = fixture.Server.Clock.GetUtcNow().AddDays(-8).ToString("O");
        practice["programme"] = "nothing";
        var (refused, problem) = await SchedulingFixture.PostAsync(ben, "practices", practice);
        Assert.Equal(HttpStatusCode.BadRequest, refused);
        Assert.NotNull(problem["errors"]!["startedAt"]);
        Assert.NotNull(problem["errors"]!["programme"]);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(60 * 8)]
    public async Task APracticeOfADeviceWhoseClockIsFastBeganWhenItEndedHereLessItsLength(int minutesFast)
    {
        var ben = await fixture.Server.SignInAsync("Ben");
        var before = fixture.Server.Clock.GetUtcNow().AddSeconds(-600);
        var (status, practice) = await SchedulingFixture.PostAsync(
            ben,
            "practices",
            Practice(before.AddMinutes(minutesFast))
        );

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.InRange(
            DateTimeOffset.Parse((string)practice["startedAt"]!, null),
            before.AddSeconds(-1),
            fixture.Server.Clock.GetUtcNow().AddSeconds(-600)
        );
    }

    [Fact]
    public async Task APracticeOfADeviceWhoseClockIsSlowIsStored()
    {
        var ben = await fixture.Server.SignInAsync("Ben");
        var startedAt = fixture.Server.Clock.GetUtcNow().AddMinutes(-20);
        var (status, practice) = await SchedulingFixture.PostAsync(ben, "practices", Practice(startedAt));
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(
            startedAt,
            DateTimeOffset.Parse((string)practice["startedAt"]!, null),
            TimeSpan.FromMilliseconds(1)
        );
    }

    [Fact]
    public async Task ADeviceThatLivesInAnotherDayIsToldToSetItsClock()
    {
        var ben = await fixture.Server.SignInAsync("Ben");
        var (status, problem) = await SchedulingFixture.PostAsync(
            ben,
            "practices",
            Practice(fixture.Server.Clock.GetUtcNow().AddDays(2))
        );
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("set it", (string?)problem["detail"], StringComparison.Ordinal);
    }

    private static JsonObject Practice(DateTimeOffset startedAt) =>
        new()
        {
            ["practiceId"] = Guid.NewGuid().ToString(),
            ["programme"] = "beginners-14-days",
            ["week"] = 1,
            ["startedAt"] = startedAt.ToString("O"),
            ["seconds"] = 600,
            ["missed"] = new JsonArray(),
        };
}
