using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace UpperBack.Infrastructure.Redis;

/// <summary>Registers Redis.</summary>
public static class RedisSetup
{
    /// <summary>Registers the chosen Redis as <see cref="IConnectionMultiplexer"/>. Called once, by Host.</summary>
    public static IServiceCollection AddRedis(this IServiceCollection services)
    {
        services.AddSingleton<EmbeddedRedis>();
        return services.AddSingleton<IConnectionMultiplexer>(provider =>
        {
            // Asked for first, so that it is disposed last.
            var port = provider.GetRequiredService<EmbeddedRedis>().Port;
            return ConnectionMultiplexer.Connect(new ConfigurationOptions
            {
                EndPoints = { { "127.0.0.1", port } },
                AbortOnConnectFail = false,
                ClientName = "upperback",
            });
        });
    }
}
