using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using UpperBack.Infrastructure.Messaging;
using UpperBack.Infrastructure.Telemetry;

namespace UpperBack.Infrastructure.Data;

/// <summary>Registers databases.</summary>
public static class DataSetup
{
    /// <summary>Registers the chosen data provider. Called once, by Host.</summary>
    public static IServiceCollection AddData(this IServiceCollection services, DataOptions options)
    {
        TypeHandlers.Register();
        services.TryAddSingleton(TimeProvider.System);
        if (options.Provider == "postgres")
        {
            services
                .AddSingleton<PostgresHealthProbe>()
                .AddHostedService(provider => provider.GetRequiredService<PostgresHealthProbe>());
            services.AddSingleton<SqlDialect, PostgresDialect>();
        }
        else
        {
            services.AddSingleton<SqlDialect, SqliteDialect>();
        }

        services.AddExceptionHandler<DataProblems>();
        services.AddMetrics();
        services.TryAddSingleton<UpperBackMetrics>();
        services.AddSingleton<DatabaseDependencies>();
        services.AddSingleton<DataFolder>();
        services.AddSingleton<Migrator>();
        return services;
    }

    /// <summary>Registers a service's own database with its outbox and its relay.</summary>
    public static IServiceCollection AddServiceDatabase<TDatabase>(this IServiceCollection services)
        where TDatabase : ServiceDatabase
    {
        services.AddSingleton<TDatabase>();
        services.AddSingleton<ServiceDatabase>(provider => provider.GetRequiredService<TDatabase>());
        services.AddSingleton<IHostedService>(provider =>
            ActivatorUtilities.CreateInstance<OutboxRelay>(provider, provider.GetRequiredService<TDatabase>())
        );
        return services;
    }
}
