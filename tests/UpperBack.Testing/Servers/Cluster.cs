using System.Text.Json;

namespace UpperBack.Testing.Servers;

/// <summary>The platform as processes of their own: in production's way, with split roles and replicas on PostgreSQL, RabbitMQ and Redis
/// behind a proxy; or as its embedded twin, one process with everything in it.</summary>
public sealed class Cluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string folder = Directory.CreateTempSubdirectory("upperback-cluster-").FullName;
    private readonly bool ownsDatabase;
    private ClusterProxy? proxy;
    private PostgresServer? postgres;
    private RabbitServer? rabbit;
    private RedisServer? redis;

    private Cluster(bool ownsDatabase, string name)
    {
        this.ownsDatabase = ownsDatabase;
        Name = name;
    }

    /// <summary>Name of its database, and of its virtual host.</summary>
    public string Name { get; }

    /// <summary>Where everything is to be had: the proxy, or the one process.</summary>
    public Uri Address => proxy?.Address ?? Replicas[0].Address;

    /// <summary>The nodes that members talk to.</summary>
    public IReadOnlyList<HostProcess> Replicas { get; private set; } = [];

    /// <summary>The node for video; the one process in the embedded twin; null when the plan has none.</summary>
    public HostProcess? Streaming { get; private set; }

    /// <summary>All its processes.</summary>
    public IReadOnlyList<HostProcess> Nodes => [.. Replicas.Append(Streaming).OfType<HostProcess>().Distinct()];

    /// <summary>Whether it is the embedded twin, which has no servers.</summary>
    public bool IsEmbedded => postgres is null;

    /// <summary>Its PostgreSQL.</summary>
    public PostgresServer Postgres => postgres ?? throw NoServer();

    /// <summary>Its RabbitMQ.</summary>
    public RabbitServer Rabbit => rabbit ?? throw NoServer();

    /// <summary>Its Redis, which is its own.</summary>
    public RedisServer Redis => redis ?? throw NoServer();

    /// <summary>Folder of recordings and logs, and of the embedded twin's databases. All nodes share it.</summary>
    public string DataFolder => folder;

    /// <summary>What every process of it is told on its command line, also one that runs a verb.</summary>
    public IReadOnlyList<string> Settings { get; private set; } = [];

    /// <summary>The last lines of each node's log.</summary>
    public string LogEnds => string.Join("\n\n", Nodes.Select(node => $"{node.Address}\n{node.LogEnd}"));

    /// <summary>Starts a cluster with an empty database, an empty virtual host and an empty Redis, and waits until every node is healthy.</summary>
    public static async Task<Cluster> StartAsync(ClusterPlan plan)
    {
        var cluster = new Cluster(plan.Postgres is null, plan.Servers.NewName())
        {
            postgres = plan.Postgres ?? await plan.Servers.PostgresAsync(),
            rabbit = await plan.Servers.RabbitAsync(),
            redis = await RedisServer.StartAsync(),
        };
        await cluster.Postgres.CreateDatabaseAsync(cluster.Name);
        await cluster.Rabbit.CreateVirtualHostAsync(cluster.Name);
        cluster.Settings =
        [
            "--data", cluster.folder,
            "--Data:Provider", "postgres", "--Data:ConnectionString", cluster.Postgres.ConnectionString(cluster.Name),
            "--Bus:Provider", "rabbitmq", "--Bus:ConnectionString", cluster.Rabbit.Uri(cluster.Name),
            "--Redis:Provider", "server", "--Redis:ConnectionString", cluster.Redis.Configuration,
            .. plan.Settings,
        ];

        string[] roles = [.. Enumerable.Repeat(plan.ReplicaRoles, plan.Replicas), .. plan.HasStreaming ? ["streaming"] : Array.Empty<string>()];
        var nodes = await Task.WhenAll(roles.Select(list => HostProcess.StartAsync(cluster.folder, [.. cluster.Settings, "--roles", list])));
        (cluster.Replicas, cluster.Streaming) = (nodes[..plan.Replicas], plan.HasStreaming ? nodes[^1] : null);
        foreach (var node in nodes)
            await Eventually.Is(() => ReadHealthAsync(node), health => health.GetProperty("status").ValueEquals("healthy"), Patience);
        cluster.proxy = await ClusterProxy.StartAsync(cluster.Replicas.Select(node => node.Address), nodes[^1].Address);
        return cluster;
    }

    /// <summary>Starts the embedded twin.</summary>
    /// <param name="settings">Further arguments of the command line.</param>
    public static async Task<Cluster> StartEmbeddedAsync(params string[] settings)
    {
        var cluster = new Cluster(ownsDatabase: false, "embedded");
        cluster.Settings = ["--data", cluster.folder, .. settings];
        cluster.Streaming = await HostProcess.StartAsync(cluster.folder, settings);
        cluster.Replicas = [cluster.Streaming];
        return cluster;
    }

    /// <summary>What a node says of itself and what it depends on.</summary>
    public static async Task<JsonElement> ReadHealthAsync(HostProcess node)
    {
        using var http = node.Client();
        using var answer = await http.GetAsync("/health/ready");
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.Clone();
    }

    /// <summary>Asks its database; tables are named with their service, as in <c>scheduling.bookings</c>.</summary>
    /// <returns>The first column of the first row as text; empty when there is none or it is null.</returns>
    public Task<string> QueryAsync(string sql) => IsEmbedded ? ServiceFiles.QueryAsync(folder, sql) : Postgres.QueryAsync(Name, sql);

    /// <summary>Runs a verb of the executable with the cluster's settings, to its end.</summary>
    public Task RunVerbAsync(params string[] words) => HostProcess.RunVerbAsync([.. words, .. Settings]);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (proxy is not null)
            await proxy.DisposeAsync();
        foreach (var node in Nodes)
            await node.DisposeAsync();
        if (redis is not null)
            await redis.DisposeAsync();

        // A server that was left dead is started again by who needs it next; what is left in it disturbs nobody.
        if (rabbit is { IsRunning: true })
        {
            rabbit.Thaw();
            await rabbit.DeleteVirtualHostAsync(Name);
        }

        if (ownsDatabase && postgres is { IsRunning: true })
        {
            postgres.Thaw();
            await postgres.DropDatabaseAsync(Name);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static InvalidOperationException NoServer() => new("The embedded twin has no servers.");
}
