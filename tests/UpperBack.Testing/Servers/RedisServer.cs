using System.Globalization;
using StackExchange.Redis;

namespace UpperBack.Testing.Servers;

/// <summary>A real Redis on a private port, which keeps nothing on disk: it comes back empty.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private readonly string folder = Directory.CreateTempSubdirectory("upperback-redis-").FullName;
    private Child? server;

    private RedisServer() { }

    /// <summary>Where it listens on 127.0.0.1; the same after it was started again.</summary>
    public int Port { get; } = UpperBackServer.FindFreePort();

    /// <summary>How to reach it.</summary>
    public string Configuration => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    /// <summary>Whether it runs; a frozen one does.</summary>
    public bool IsRunning => server is { HasExited: false };

    /// <summary>Starts an empty server.</summary>
    public static async Task<RedisServer> StartAsync()
    {
        var redis = new RedisServer();
        await redis.StartAgainAsync();
        return redis;
    }

    /// <summary>Ends it as a power cut does.</summary>
    public Task KillAsync() => server?.KillAsync() ?? Task.CompletedTask;

    /// <summary>Starts it again; nothing of what it knew is left.</summary>
    public async Task StartAgainAsync()
    {
        if (IsRunning)
            return;

        server = Child.Start(
            Path.Combine(folder, "redis.log"),
            [
                Tools.Require("redis-server"),
                "--port",
                Port.ToString(CultureInfo.InvariantCulture),
                "--bind",
                "127.0.0.1",
                "--dir",
                folder,
                "--save",
                "",
                "--appendonly",
                "no",
                "--loglevel",
                "warning",
            ]
        );
        await server.UntilReadyAsync(IsReadyAsync, Timeout);
    }

    /// <summary>Empties it while it runs.</summary>
    public async Task FlushAsync()
    {
        await using var admin = await ConnectAsync();
        await admin.GetServers()[0].FlushAllDatabasesAsync();
    }

    /// <summary>A connection that may do everything; dispose it.</summary>
    public async Task<ConnectionMultiplexer> ConnectAsync()
    {
        var options = ConfigurationOptions.Parse(Configuration);
        options.AllowAdmin = true;
        return await ConnectionMultiplexer.ConnectAsync(options);
    }

    /// <summary>It stands still: connections stay open, and nothing answers.</summary>
    public void Freeze() => server?.Freeze();

    /// <summary>It goes on.</summary>
    public void Thaw() => server?.Thaw();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (server is not null)
            await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            await using var connection = await ConnectAsync();
            return true;
        }
        catch (RedisConnectionException)
        {
            return false;
        }
    }
}
