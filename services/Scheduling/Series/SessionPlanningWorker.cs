using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace UpperBack.Scheduling.Series;

/// <summary>Keeps the sessions of every series planned as days go by.</summary>
internal sealed class SessionPlanningWorker(
    SeriesPlanner planner,
    IOptions<SchedulingOptions> options,
    TimeProvider clock,
    ILogger<SessionPlanningWorker> log
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.PlanEverySeconds), clock);
        do
        {
            try
            {
                await planner.PlanAllAsync(ct);
            }
            catch (DbException ex)
            {
                log.PlanningFailed(ex);
            }
        } while (await timer.WaitForNextTickAsync(ct));
    }
}
