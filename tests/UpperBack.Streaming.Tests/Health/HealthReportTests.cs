using System.Net.Http.Json;

namespace UpperBack.Streaming.Tests.Health;

/// <summary>What players report, and what of it is stored.</summary>
[Collection(HealthCollection.Name)]
public sealed class HealthReportTests(StreamingFixture fixture) : HealthTest(fixture)
{
    [Fact]
    public async Task OnlyWhatCanBeTrueIsKept()
    {
        var planned = await PlanAsync();
        var viewer = (await planned.LetInAsync()).Member;
        await ReportAsync(planned, viewer, HttpStatusCode.NoContent, (NowMs() - 10_000, 5000));
        Assert.Empty((await HealthAsync(planned)).GetProperty("stalls").EnumerateArray());

        await Server.PublishAsync(new ClassStarted(planned.Session, Server.Clock.GetUtcNow()));
        await UntilStartedAsync(planned);
        var startedMs = NowMs();
        Server.Clock.Advance(TimeSpan.FromMinutes(1));
        await ReportAsync(planned, viewer, HttpStatusCode.NoContent, (startedMs - 60_000, 3_600_000));
        var stall = Assert.Single((await HealthAsync(planned)).GetProperty("stalls").EnumerateArray());
        Assert.InRange(stall.GetProperty("fromMs").GetInt64(), startedMs - 5000, startedMs);
        Assert.InRange(stall.GetProperty("toMs").GetInt64(), startedMs + 60_000, NowMs());
    }

    [Fact]
    public async Task WhoDoesNotWatchTellsNothingAndNonsenseIsRefused()
    {
        var (planned, _) = await StartClassAsync();
        var (viewer, outsider) = ((await planned.LetInAsync()).Member, await Server.SignInAsync("Outsider"));
        Assert.Equal(
            "access.forbidden",
            await (await ReportAsync(planned, outsider, HttpStatusCode.Forbidden, (NowMs(), 1000))).CodeAsync()
        );

        await ReportAsync(planned, viewer, HttpStatusCode.BadRequest, (NowMs(), -1));
        await ReportAsync(planned, viewer, HttpStatusCode.BadRequest, (NowMs(), 3_600_001));
        await ReportAsync(planned, viewer, HttpStatusCode.BadRequest, (long.MaxValue, 1));
        await ReportAsync(planned, viewer, HttpStatusCode.BadRequest, [.. Enumerable.Repeat((NowMs(), 1L), 101)]);
        await ReportAsync(
            planned,
            viewer,
            HttpStatusCode.RequestEntityTooLarge,
            [.. Enumerable.Repeat((NowMs(), 1L), 2000)]
        );
        Assert.Equal(
            HttpStatusCode.NotFound,
            (
                await viewer.Http.PostAsJsonAsync(
                    $"/api/streaming/sessions/{Guid.NewGuid()}/health",
                    new { stalls = Array.Empty<object>() }
                )
            ).StatusCode
        );
        Assert.Equal("room.not-leader", await (await viewer.Http.GetAsync(planned.Api("/health"))).CodeAsync());
    }

    [Fact]
    public async Task ManyShortStallsStayFewRows()
    {
        var (planned, _) = await StartClassAsync();
        var viewer = (await planned.LetInAsync()).Member;
        Server.Clock.Advance(TimeSpan.FromMinutes(20));
        var fromMs = NowMs() - 1_000_000;
        for (var report = 0; report < 5; report++)
            await ReportAsync(
                planned,
                viewer,
                HttpStatusCode.NoContent,
                [.. Enumerable.Range(report * 100, 100).Select(i => (fromMs + (i * 1000), 300L + i))]
            );

        var stalls = (await HealthAsync(planned)).GetProperty("stalls").EnumerateArray().ToArray();
        Assert.Equal(200, stalls.Length);
        Assert.Equal(fromMs + 300_000, stalls[0].GetProperty("fromMs").GetInt64());
    }
}
