using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;
using UpperBack.Infrastructure.Redis;

namespace UpperBack.Testing;

/// <summary>What can happen to a server's Redis.</summary>
public static class RedisFaults
{
    /// <summary>Empties Redis, as a restart of it without a disk would.</summary>
    public static async Task EmptyRedisAsync(this UpperBackServer server)
    {
        var options = RedisOf(server).Configuration();
        options.AllowAdmin = true;
        await using var admin = await ConnectionMultiplexer.ConnectAsync(options);
        await admin.GetServer(options.EndPoints[0]).FlushAllDatabasesAsync();
    }

    /// <summary>Redis is gone; nobody answers at its address.</summary>
    public static void LoseRedis(this UpperBackServer server) => RedisOf(server).Stop();

    /// <summary>An empty Redis answers at the address of the lost one.</summary>
    public static void BringBackRedis(this UpperBackServer server) => RedisOf(server).Start();

    private static EmbeddedRedis RedisOf(UpperBackServer server) => server.Services.GetRequiredService<EmbeddedRedis>();
}
