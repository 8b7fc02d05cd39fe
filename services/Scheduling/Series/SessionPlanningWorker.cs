using Microsoft.Extensions.Options;
using UpperBack.Infrastructure.Workers;

namespace UpperBack.Scheduling.Series;

/// <summary>Keeps the sessions of every series planned as days go by.</summary>
internal sealed class SessionPlanningWorker(
    SeriesPlanner planner,
    IOptions<SchedulingOptions> options,
    TimeProvider clock,
    ILogger<SessionPlanningWorker> log
) : PollingWorker(clock, log)
{
    protected override TimeSpan Interval => TimeSpan.FromSeconds(options.Value.PlanEverySeconds);

    protected override Task RunRoundAsync(CancellationToken ct) => planner.PlanAllAsync(ct);

    protected override void LogFailure(Exception exception) => Log.PlanningFailed(exception);
}
