using System.Globalization;
using System.Net;
using Garnet;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;
using UpperBack.Infrastructure.Redis;

namespace UpperBack.Testing;

/// <summary>What can happen to a server's Redis.</summary>
public static class RedisFaults
{
    /// <summary>Empties Redis, as a restart of it without a disk would.</summary>
    public static async Task EmptyRedisAsync(this UpperBackServer server)
    {
        var address = AddressOf(server);
        await using var admin = await ConnectionMultiplexer.ConnectAsync(new ConfigurationOptions { EndPoints = { address }, AllowAdmin = true });
        await admin.GetServer(address).FlushAllDatabasesAsync();
    }

    /// <summary>Redis is gone; nobody answers at its address.</summary>
    public static void LoseRedis(this UpperBackServer server) => server.Services.GetRequiredService<EmbeddedRedis>().Dispose();

    /// <summary>An empty Redis answers at the address of the lost one.</summary>
    /// <returns>It; dispose it after the server.</returns>
    public static IDisposable BringBackRedis(this UpperBackServer server)
    {
        var redis = new GarnetServer(
            [
                "--bind", "127.0.0.1", "--port", AddressOf(server).Port.ToString(CultureInfo.InvariantCulture), "-q",
                "--memory", "64m", "--page", "1m", "--index", "1m", "--lua", "--device-type", "RandomAccess",
            ],
            NullLoggerFactory.Instance);
        redis.Start();
        return redis;
    }

    private static IPEndPoint AddressOf(UpperBackServer server) =>
        (IPEndPoint)server.Services.GetRequiredService<IConnectionMultiplexer>().GetEndPoints()[0];
}
