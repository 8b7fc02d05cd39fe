using Microsoft.Extensions.DependencyInjection;

namespace UpperBack.Infrastructure.Telemetry;

/// <summary>Registers what the platform tells its operator.</summary>
public static class TelemetrySetup
{
    /// <summary>Registers <see cref="Measurements"/>, which everybody may record with. Called once, by Host.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<Measurements>();
        services.AddSingleton<OutboxSampler>().AddHostedService(provider => provider.GetRequiredService<OutboxSampler>());
        return services;
    }
}
