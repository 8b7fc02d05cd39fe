using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace UpperBack.Infrastructure.Redis;

/// <summary>Registers Redis.</summary>
public static class RedisSetup
{
    private const int Timeout = 2000;

    /// <summary>Registers the chosen Redis as <see cref="IConnectionMultiplexer"/>. Called once, by Host.</summary>
    public static IServiceCollection AddRedis(this IServiceCollection services, RedisOptions options)
    {
        if (options.Provider == "server")
            return services.AddSingleton<IConnectionMultiplexer>(_ =>
                Connect(ConfigurationOptions.Parse(options.ConnectionString))
            );

        services.AddSingleton<EmbeddedRedis>();

        // Asked for first, so that it is disposed last.
        return services.AddSingleton<IConnectionMultiplexer>(provider =>
            Connect(provider.GetRequiredService<EmbeddedRedis>().Configuration())
        );
    }

    /// <summary>It starts without the server and comes back to it by itself; until then commands fail soon.</summary>
    private static ConnectionMultiplexer Connect(ConfigurationOptions configuration)
    {
        configuration.AbortOnConnectFail = false;
        configuration.ClientName = "upperback";
        configuration.ConnectTimeout = Timeout;
        configuration.SyncTimeout = Timeout;
        configuration.AsyncTimeout = Timeout;
        configuration.HeartbeatInterval = TimeSpan.FromSeconds(1);
        configuration.HeartbeatConsistencyChecks = true;
        configuration.BacklogPolicy = BacklogPolicy.FailFast;
        configuration.ReconnectRetryPolicy = new LinearRetry(500);
        return ConnectionMultiplexer.Connect(configuration);
    }
}
