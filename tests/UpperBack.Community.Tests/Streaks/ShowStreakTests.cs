using NodaTime;
using UpperBack.Kernel.Time;

namespace UpperBack.Community.Tests.Streaks;

public sealed class ShowStreakTests : IAsyncLifetime
{
    private UpperBackServer server = null!;

    public async Task InitializeAsync() => server = await TestEvents.StartAtNoonAsync(TestEvents.CheckOften);

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task WhoHasNotBegunSeesAnEmptyStreakInTheirZone()
    {
        var asha = await server.SignInAsync("Asha", "Asia/Kolkata");
        var today = server.Now().DayIn(DateTimeZoneProviders.Tzdb["Asia/Kolkata"]).ToString("uuuu-MM-dd", null);

        using var response = await asha.Http.GetAsync("/api/community/streak");
        Assert.Equal(
            $$$"""
            {"current":0,"longest":0,"keptToday":false,"freezes":0,"today":"{{{today}}}","timeZone":"Asia/Kolkata",
            "keptDays":0,"minutesThisWeek":0,"nextMilestone":3,"rule":{{{TestEvents.RuleJson}}}}
            """.ReplaceLineEndings(""),
            await response.Content.ReadAsStringAsync()
        );
        Assert.Equal("""{"entries":[],"total":0}""", await asha.Http.GetStringAsync("/api/community/streak/ledger"));
        Assert.Equal(42, (await asha.ReadAsync("streak/calendar")).GetProperty("days").GetArrayLength());
    }

    [Fact]
    public async Task TheCalendarTellsWhatEachDayWas()
    {
        var bela = await server.SignInAsync("Bela");
        await server.PublishAsync(TestEvents.SingleClass(server.At("Europe/Berlin", -4, 12)));
        foreach (var day in new[] { -6, -5, -3, -2, -1 })
            await server.PublishAsync(TestEvents.Class(server.At("Europe/Berlin", day, 12)));
        foreach (var day in new[] { -5, -2, -1 })
            await server.PublishAsync(TestEvents.Attendance(bela.Id, server.At("Europe/Berlin", day, 12)));
        await bela.EventuallyAsync("streak", streak => streak.Int("current") == 2);

        var today = server.Now().DayIn(DateTimeZoneProviders.Tzdb["Europe/Berlin"]);
        var days = await bela.EventuallyAsync(
            $"streak/calendar?from={today.PlusDays(-6):uuuu-MM-dd}&to={today.PlusDays(1):uuuu-MM-dd}",
            calendar => States(calendar).Contains("missed")
        );
        Assert.Equal("rest kept rest missed kept kept today future", States(days));
        Assert.Equal(
            [0, 25, 0, 0, 25, 25, 0, 0],
            days.GetProperty("days").EnumerateArray().Select(day => day.Int("minutes"))
        );

        // The same instants are other days, or other times of the same days, elsewhere; what was kept stays kept.
        await server.PublishAsync(TestEvents.Member(bela.Id, "Bela", "Asia/Tokyo", onBoards: false));
        var moved = await bela.EventuallyAsync("streak", streak => streak.Text("timeZone") == "Asia/Tokyo");
        Assert.Equal((2, 3), (moved.Int("current"), moved.Int("keptDays")));
    }

    [Theory]
    [InlineData("streak/calendar?from=2026-13-01", "from")]
    [InlineData("streak/calendar?from=0001-01-01", "from")]
    [InlineData("streak/calendar?to=tomorrow", "to")]
    [InlineData("streak/calendar?to=9999-12-31", "to")]
    [InlineData("streak/calendar?from=2026-11-02&to=2026-11-01", "to")]
    [InlineData("streak/calendar?from=2020-01-01&to=2026-11-01", "to")]
    [InlineData("streak/ledger?page=0", "page")]
    [InlineData("streak/ledger?page=-1", "page")]
    [InlineData("streak/ledger?page=2000000000", "page")]
    public async Task AWrongQuestionIsAnsweredWithWhatWasWrong(string path, string field)
    {
        var cleo = await server.SignInAsync("Cleo");
        using var response = await cleo.Http.GetAsync("/api/community/" + path);
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("request.invalid", problem.Text("code"));
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _));
    }

    [Theory]
    [InlineData("streak")]
    [InlineData("streak/calendar")]
    [InlineData("streak/ledger")]
    [InlineData("leaderboards/current-streak")]
    [InlineData("friends")]
    public async Task NobodySeesAnythingWithoutSigningIn(string path)
    {
        using var anonymous = server.Anonymous();
        using var response = await anonymous.GetAsync("/api/community/" + path);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("account.signed-out", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static string States(JsonElement calendar) =>
        string.Join(' ', calendar.GetProperty("days").EnumerateArray().Select(day => day.Text("state")));
}
