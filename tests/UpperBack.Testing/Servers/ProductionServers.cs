namespace UpperBack.Testing.Servers;

/// <summary>The servers that stand behind the production providers. Each starts when it is first asked for, and is
/// there again, whatever a test did to it, when it is asked for the next time.</summary>
public sealed class ProductionServers : IAsyncDisposable
{
    private readonly SemaphoreSlim oneAtATime = new(1);
    private PostgresServer? postgres;
    private RabbitServer? rabbit;
    private RedisServer? redis;
    private int names;

    /// <summary>PostgreSQL.</summary>
    public Task<PostgresServer> PostgresAsync() =>
        TakeTurnsAsync(async () =>
        {
            postgres ??= await PostgresServer.StartAsync();
            postgres.Thaw();
            await postgres.StartAgainAsync();
            return postgres;
        });

    /// <summary>RabbitMQ.</summary>
    public Task<RabbitServer> RabbitAsync() =>
        TakeTurnsAsync(async () =>
        {
            rabbit ??= await RabbitServer.StartAsync();
            rabbit.Thaw();
            await rabbit.StartAgainAsync();
            return rabbit;
        });

    /// <summary>Redis.</summary>
    public Task<RedisServer> RedisAsync() =>
        TakeTurnsAsync(async () =>
        {
            redis ??= await RedisServer.StartAsync();
            redis.Thaw();
            await redis.StartAgainAsync();
            return redis;
        });

    /// <summary>An empty database.</summary>
    /// <returns>How to reach it.</returns>
    public async Task<string> NewDatabaseAsync()
    {
        var server = await PostgresAsync();
        var name = NewName();
        await server.CreateDatabaseAsync(name);
        return server.ConnectionString(name);
    }

    /// <summary>An empty virtual host.</summary>
    /// <returns>How to reach it.</returns>
    public async Task<string> NewVirtualHostAsync()
    {
        var server = await RabbitAsync();
        var name = NewName();
        await server.CreateVirtualHostAsync(name);
        return server.Uri(name);
    }

    /// <summary>A name that nothing in these servers has.</summary>
    public string NewName() => FormattableString.Invariant($"test{Interlocked.Increment(ref names)}");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (redis is not null)
            await redis.DisposeAsync();
        if (rabbit is not null)
            await rabbit.DisposeAsync();
        if (postgres is not null)
            await postgres.DisposeAsync();
        oneAtATime.Dispose();
    }

    private async Task<T> TakeTurnsAsync<T>(Func<Task<T>> work)
    {
        await oneAtATime.WaitAsync();
        try
        {
            return await work();
        }
        finally
        {
            oneAtATime.Release();
        }
    }
}
