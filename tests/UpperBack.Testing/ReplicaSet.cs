namespace UpperBack.Testing;

/// <summary>Several servers on one PostgreSQL database: on the server that <see cref="TestDatabase.Variable"/> names.</summary>
/// <param name="settings">Further arguments of each one's command line.</param>
public sealed class ReplicaSet(params string[] settings) : IAsyncDisposable
{
    private readonly List<UpperBackServer> servers = [];
    private readonly string folder = Directory.CreateTempSubdirectory("upperback-replicas-").FullName;

    /// <summary>The servers, in the order they were started.</summary>
    public IReadOnlyList<UpperBackServer> Servers => servers;

    /// <summary>Starts so many, all at once, on an empty database.</summary>
    public async Task StartAsync(int count)
    {
        var postgres = Environment.GetEnvironmentVariable(TestDatabase.Variable)!;
        servers.AddRange(await Task.WhenAll(Enumerable.Range(0, count).Select(_ => UpperBackServer.StartReplicaAsync(folder, postgres, settings))));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers)
            await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
