namespace UpperBack.Testing.Servers;

/// <summary>The platform as processes of their own: in production's way, with split roles and replicas on PostgreSQL,
/// RabbitMQ and Redis behind a proxy; or as its embedded twin, one process with everything in it.</summary>
public sealed class Cluster : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly string folder = Directory.CreateTempSubdirectory("upperback-cluster-").FullName;
    private readonly bool ownsDatabase;
    private Proxy? proxy;
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

    /// <summary>Starts a cluster with an empty database, an empty virtual host and an empty Redis, and waits until
    /// every node is healthy.</summary>
    public static async Task<Cluster> StartAsync(ClusterPlan plan)
    {
        var cluster = new Cluster(plan.Postgres is null, plan.Servers.NewName());
        await cluster.StartAsync(async () =>
        {
            await cluster.PrepareServersAsync(plan);
            HostProcess NewNode(string roles) => new(cluster.folder, [.. cluster.Settings, "--roles", roles]);
            cluster.Replicas = [.. Enumerable.Range(0, plan.Replicas).Select(_ => NewNode(plan.ReplicaRoles))];
            cluster.Streaming = plan.HasStreaming ? NewNode("streaming") : null;
            await Task.WhenAll(cluster.Nodes.Select(node => node.StartAgainAsync()));
            await cluster.UntilHealthyAsync(Timeout);
            cluster.proxy = await Proxy.StartAsync(
                cluster.Replicas[0].Address.Authority,
                cluster.Replicas[^1].Address.Authority,
                cluster.Nodes[^1].Address.Authority,
                isEncrypted: false
            );
        });
        return cluster;
    }

    /// <summary>Starts the embedded twin.</summary>
    /// <param name="settings">Further arguments of the command line.</param>
    public static async Task<Cluster> StartEmbeddedAsync(params string[] settings)
    {
        var cluster = new Cluster(ownsDatabase: false, "embedded");
        cluster.Settings = ["--data", cluster.folder, .. settings];
        cluster.Streaming = new HostProcess(cluster.folder, settings);
        cluster.Replicas = [cluster.Streaming];
        await cluster.StartAsync(() => cluster.Streaming.StartAgainAsync());
        return cluster;
    }

    /// <summary>Whatever was killed, stopped or frozen runs again, and everything is healthy.</summary>
    public async Task HealAsync()
    {
        if (!IsEmbedded)
        {
            Postgres.Thaw();
            Rabbit.Thaw();
            Redis.Thaw();
            await Task.WhenAll(Postgres.StartAgainAsync(), Rabbit.StartAgainAsync(), Redis.StartAgainAsync());
        }

        foreach (var node in Nodes.Where(node => node.IsRunning))
            node.Thaw();
        await Task.WhenAll(Nodes.Select(node => node.StartAgainAsync()));
        await UntilHealthyAsync(Timeout);
    }

    /// <summary>Waits until each node says that it and all that it depends on are healthy.</summary>
    public async Task UntilHealthyAsync(TimeSpan timeout)
    {
        foreach (var node in Nodes)
            await Eventually.Is(
                () => ReadHealthAsync(node),
                health => health.GetProperty("status").ValueEquals("healthy"),
                timeout
            );
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
    public Task<string> QueryAsync(string sql) =>
        IsEmbedded ? ServiceFiles.QueryAsync(folder, sql) : Postgres.QueryAsync(Name, sql);

    /// <summary>Runs a verb of the executable with the cluster's settings, to its end.</summary>
    public Task RunVerbAsync(params string[] arguments) => HostProcess.RunVerbAsync([.. arguments, .. Settings]);

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

    private async Task PrepareServersAsync(ClusterPlan plan)
    {
        postgres = plan.Postgres ?? await plan.Servers.PostgresAsync();
        rabbit = await plan.Servers.RabbitAsync();
        redis = await RedisServer.StartAsync();
        await postgres.CreateDatabaseAsync(Name);
        await rabbit.CreateVirtualHostAsync(Name);
        Settings =
        [
            "--data",
            folder,
            "--Data:Provider",
            "postgres",
            "--Data:ConnectionString",
            postgres.ConnectionString(Name),
            "--Bus:Provider",
            "rabbitmq",
            "--Bus:ConnectionString",
            rabbit.Uri(Name),
            "--Redis:Provider",
            "server",
            "--Redis:ConnectionString",
            redis.Configuration,
            .. plan.Settings,
        ];
    }

    /// <summary>What cannot be started is cleared away at once, and not left to disturb others.</summary>
    private async Task StartAsync(Func<Task> start)
    {
        var isStarted = false;
        try
        {
            await start();
            isStarted = true;
        }
        finally
        {
            if (!isStarted)
                await DisposeAsync();
        }
    }

    private static InvalidOperationException NoServer() => new("The embedded twin has no servers.");
}
