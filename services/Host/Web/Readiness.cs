using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using StackExchange.Redis;
using UpperBack.Host.Draining;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Telemetry;

namespace UpperBack.Host.Web;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: whether it should be sent requests, and how
/// each thing that it depends on is. A process that stops, or one of whose databases is away, is <c>unhealthy</c>
/// (503). Without Redis or the bus it still keeps every promise that it makes, if later: <c>degraded</c>
/// (200).</summary>
internal static class Readiness
{
    private const string Bus = "bus";

    // Together with what it takes to answer, less than the three seconds that whoever asks waits.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    public static void AddReadiness(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<RedisCheck>("redis", HealthStatus.Degraded, timeout: Timeout);
        services.AddSingleton<SharedChecks>();
        services.AddSingleton<IHealthCheckPublisher, DependencyGauge>();
        services.Configure<HealthCheckPublisherOptions>(options =>
            (options.Delay, options.Period) = (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10))
        );
        services
            .AddOptions<HealthCheckServiceOptions>()
            .Configure<IEnumerable<ServiceDatabase>>(AddDatabases)
            .PostConfigure(RenameBus);
    }

    /// <summary>Neither is ever refused for others' requests: behind a proxy that is not trusted everybody counts as
    /// one, and whoever asks much would have the node taken out of service.</summary>
    public static void MapReadiness(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false })
            .AllowAnonymous()
            .DisableRateLimiting();
        app.Map("/health/ready", AnswerAsync).AllowAnonymous().DisableRateLimiting();
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        var state = context.RequestServices.GetRequiredService<ProcessState>();

        // Who stops says so at once, however long the others would take to answer.
        var report = state.IsStopping
            ? null
            : await context.RequestServices.GetRequiredService<SharedChecks>().RunAsync();
        var isStopping = report is null || state.IsStopping;
        context.Response.StatusCode =
            isStopping || report!.Status == HealthStatus.Unhealthy
                ? StatusCodes.Status503ServiceUnavailable
                : StatusCodes.Status200OK;
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsJsonAsync(
            new
            {
                status = isStopping ? "stopping" : Name(report!.Status),
                checks = report?.Entries.ToDictionary(entry => entry.Key, entry => Name(entry.Value.Status)) ?? [],
            },
            context.RequestAborted
        );
    }

    private static void AddDatabases(HealthCheckServiceOptions checks, IEnumerable<ServiceDatabase> databases)
    {
        foreach (var database in databases)
            checks.Registrations.Add(
                new HealthCheckRegistration(
                    $"database-{database.Name}",
                    new DatabaseCheck(database),
                    HealthStatus.Unhealthy,
                    null,
                    Timeout
                )
            );
    }

    /// <summary>MassTransit brings a check of its own.</summary>
    private static void RenameBus(HealthCheckServiceOptions checks)
    {
        foreach (var found in checks.Registrations.Where(check => check.Tags.Contains("masstransit")).ToArray())
        {
            checks.Registrations.Remove(found);
            var make = found.Factory;
            checks.Registrations.Add(
                new HealthCheckRegistration(
                    Bus,
                    services => new AtWorstDegraded(make(services), found),
                    HealthStatus.Degraded,
                    null,
                    Timeout
                )
            );
        }
    }

    private static string Name(HealthStatus status) =>
        status switch
        {
            HealthStatus.Healthy => "healthy",
            HealthStatus.Degraded => "degraded",
            _ => "unhealthy",
        };

    /// <summary>What is seen of the dependencies now and then, for the operator's alarms.</summary>
    private sealed class DependencyGauge(UpperBackMetrics metrics) : IHealthCheckPublisher
    {
        public Task PublishAsync(HealthReport report, CancellationToken ct)
        {
            foreach (var (name, entry) in report.Entries)
                metrics.DependencySeen(name, entry.Status == HealthStatus.Healthy);
            return Task.CompletedTask;
        }
    }

    /// <summary>Runs the checks once for all who ask at the same time, so that asking often costs little.</summary>
    private sealed class SharedChecks(HealthCheckService checks)
    {
        private readonly Lock gate = new();
        private Task<HealthReport> latest = Task.FromResult(
            new HealthReport(new Dictionary<string, HealthReportEntry>(), default)
        );

        public Task<HealthReport> RunAsync()
        {
            lock (gate)
            {
                if (latest.IsCompleted)
                    latest = Task.Run(() => checks.CheckHealthAsync());
                return latest;
            }
        }
    }

    private sealed class DatabaseCheck(ServiceDatabase database) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken ct)
        {
            // Not every driver lets go when it is told to.
            await Task.Run(() => database.QueryFirstOrDefaultAsync<int>("select 1", null, ct), ct).WaitAsync(ct);
            return HealthCheckResult.Healthy();
        }
    }

    private sealed class RedisCheck(IServiceProvider services) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken ct)
        {
            await Task.Run(() => services.GetRequiredService<IConnectionMultiplexer>().GetDatabase().PingAsync(), ct)
                .WaitAsync(ct);
            return HealthCheckResult.Healthy();
        }
    }

    private sealed class AtWorstDegraded(IHealthCheck inner, HealthCheckRegistration registration) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken ct)
        {
            var result = await inner
                .CheckHealthAsync(new HealthCheckContext { Registration = registration }, ct)
                .WaitAsync(ct);
            return result.Status == HealthStatus.Healthy ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded();
        }
    }
}
