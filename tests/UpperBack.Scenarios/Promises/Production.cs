using UpperBack.Testing.Servers;

namespace UpperBack.Scenarios.Promises;

/// <summary>The servers and the clusters that all promises share.</summary>
[CollectionDefinition(Name)]
public sealed class Production : ICollectionFixture<ProductionServersFixture>
{
    public const string Name = "production";
}

/// <summary>PostgreSQL, RabbitMQ, Redis and a cluster on them, and its embedded twin: each is started when the first
/// promise needs it, and made whole again before the next one, whatever was done to it.</summary>
public sealed class ProductionServersFixture : IAsyncLifetime
{
    // A rolling restart should not take longer than what it shows.
    private static readonly string[] Settings = ["--Live:DrainSeconds", "3"];

    private readonly Dictionary<Cluster, TokenFactory> tokens = [];
    private Cluster? production;
    private Cluster? embedded;

    public ProductionServers Servers { get; } = new();

    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>Two replicas and a streaming node on PostgreSQL, RabbitMQ and Redis. What earlier promises left in its
    /// database is still there.</summary>
    public async Task<Cluster> ProductionAsync()
    {
        if (production is null)
            production = await Cluster.StartAsync(new ClusterPlan(Servers) { Settings = Settings });
        else
            await production.HealAsync();
        return production;
    }

    /// <summary>One process with everything in it.</summary>
    public async Task<Cluster> EmbeddedAsync()
    {
        if (embedded is null)
            embedded = await Cluster.StartEmbeddedAsync();
        else
            await embedded.HealAsync();
        return embedded;
    }

    /// <summary>Makes tokens for a shared cluster.</summary>
    public TokenFactory TokensOf(Cluster cluster)
    {
        if (!tokens.TryGetValue(cluster, out var made))
            tokens[cluster] = made = new TokenFactory([.. cluster.Settings]);
        return made;
    }

    public async Task DisposeAsync()
    {
        foreach (var made in tokens.Values)
            await made.DisposeAsync();
        if (production is not null)
            await production.DisposeAsync();
        if (embedded is not null)
            await embedded.DisposeAsync();
        await Servers.DisposeAsync();
    }
}
