using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;

namespace UpperBack.Streaming.Tests.Health;

/// <summary>A test with a class that has started, and with players that report.</summary>
public abstract class HealthTest(StreamingFixture fixture)
{
    private protected UpperBackServer Server => fixture.Server;

    private protected StreamingDatabase Database => Server.Services.GetRequiredService<StreamingDatabase>();

    private protected Task<PlannedClass> PlanAsync() => fixture.PlanAsync();

    private protected long NowMs() => Server.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    private protected async Task<(PlannedClass Planned, DateTimeOffset StartedAt)> StartClassAsync()
    {
        var planned = await PlanAsync();
        var startedAt = DateTimeOffset.FromUnixTimeMilliseconds(NowMs());
        await Server.PublishAsync(new ClassStarted(planned.Session, startedAt));
        await UntilStartedAsync(planned);
        return (planned, startedAt);
    }

    private protected Task UntilStartedAsync(PlannedClass planned) =>
        Eventually.Is(
            () =>
                Database.QueryFirstOrDefaultAsync<int>(
                    "select count(*) from classes where session_id = @Session",
                    new { planned.Session },
                    default
                ),
            count => count == 1
        );

    private protected static Task<JsonElement> HealthAsync(PlannedClass planned) =>
        planned.Instructor.GetAsync(planned.Api("/health"));

    private protected static async Task<HttpResponseMessage> ReportAsync(
        PlannedClass planned,
        TestMember viewer,
        HttpStatusCode expected,
        params (long AtMs, long DurationMs)[] stalls
    )
    {
        var response = await viewer.Http.PostAsJsonAsync(
            planned.Api("/health"),
            new
            {
                stalls = stalls.Select(stall => new { atMs = stall.AtMs, durationMs = stall.DurationMs }),
                latencyMs = 1800,
            }
        );
        Assert.Equal(expected, response.StatusCode);
        return response;
    }
}
