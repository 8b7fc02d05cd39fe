using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Host.Web;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: each thing it depends on answers too.</summary>
internal static class Readiness
{
    public static void AddReadiness(this IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<DatabaseCheck>("database", timeout: TimeSpan.FromSeconds(3))
        .AddCheck<RedisCheck>("redis", timeout: TimeSpan.FromSeconds(3));

    public static void MapReadiness(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions
        {
            ResponseWriter = (context, report) => context.Response.WriteAsJsonAsync(
                new
                {
                    status = Word(report.Status),
                    checks = report.Entries.ToDictionary(entry => entry.Key, entry => Word(entry.Value.Status)),
                },
                context.RequestAborted),
        }).AllowAnonymous();
    }

    private static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };

    private sealed class DatabaseCheck(IEnumerable<ServiceDatabase> databases) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken ct)
        {
            foreach (var database in databases)
                await database.QueryFirstOrDefaultAsync<int>("select 1", null, ct);
            return HealthCheckResult.Healthy();
        }
    }

    private sealed class RedisCheck(IConnectionMultiplexer redis) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken ct)
        {
            await redis.GetDatabase().PingAsync();
            return HealthCheckResult.Healthy();
        }
    }
}
