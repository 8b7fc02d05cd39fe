using UpperBack.Testing.Servers;

namespace UpperBack.Testing;

/// <summary>Several servers on one PostgreSQL database and one Redis, each with a bus of its own.</summary>
/// <param name="settings">Further arguments of each one's command line.</param>
public sealed class ReplicaSet(params string[] settings) : IAsyncDisposable
{
    private readonly List<UpperBackServer> servers = [];
    private readonly string folder = Directory.CreateTempSubdirectory("upperback-replicas-").FullName;
    private TestDatabase? database;
    private RedisServer? redis;

    /// <summary>The servers.</summary>
    public IReadOnlyList<UpperBackServer> Servers => servers;

    /// <summary>Their Redis.</summary>
    public RedisServer Redis => redis ?? throw new InvalidOperationException("Start it first.");

    /// <summary>Starts so many, all at once, on an empty database.</summary>
    public async Task StartAsync(int count)
    {
        database = await TestDatabase.MakeOnPostgresAsync(folder);
        redis = await RedisServer.StartAsync();
        string[] all = ["--Redis:Provider", "server", "--Redis:ConnectionString", redis.Configuration, .. settings];
        servers.AddRange(
            await Task.WhenAll(
                Enumerable.Range(0, count).Select(_ => UpperBackServer.StartReplicaAsync(folder, database, all))
            )
        );
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers)
            await server.DisposeAsync();
        if (redis is not null)
            await redis.DisposeAsync();
        if (database is not null)
            await database.DropAsync();
        Directory.Delete(folder, recursive: true);
    }
}
