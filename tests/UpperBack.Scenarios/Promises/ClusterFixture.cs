using System.Text;
using RabbitMQ.Client;
using UpperBack.Testing.Servers;

namespace UpperBack.Scenarios.Promises;

/// <summary>A platform under test and a crowd for it.</summary>
internal sealed class ClusterFixture : IAsyncDisposable
{
    private readonly TokenFactory tokens;
    private readonly IReadOnlyList<IAsyncDisposable> own;

    /// <param name="cluster">The platform.</param>
    /// <param name="tokens">Makes its tokens.</param>
    /// <param name="own">What ends with the test, in this order.</param>
    private ClusterFixture(Cluster cluster, TokenFactory tokens, params IReadOnlyList<IAsyncDisposable> own)
    {
        Cluster = cluster;
        this.tokens = tokens;
        this.own = own;
    }

    public Cluster Cluster { get; }

    /// <summary>Addresses of the nodes that members talk to.</summary>
    public IReadOnlyList<Uri> Endpoints => [.. Cluster.Replicas.Select(node => node.Address)];

    /// <summary>Two replicas and a streaming node on PostgreSQL, RabbitMQ and Redis, which all promises
    /// share.</summary>
    public static Task<ClusterFixture> ProductionAsync(ProductionServersFixture servers) =>
        StartAsync("production", servers);

    /// <summary>The same, for a test that must know all that is in the database.</summary>
    public static async Task<ClusterFixture> EmptyAsync(ProductionServersFixture servers) =>
        Owned(await Cluster.StartAsync(new ClusterPlan(servers.Servers)));

    /// <summary>The shared cluster, or its embedded twin.</summary>
    /// <param name="topology"><c>embedded</c> or <c>production</c>.</param>
    /// <param name="servers">The servers.</param>
    public static async Task<ClusterFixture> StartAsync(string topology, ProductionServersFixture servers)
    {
        var cluster = topology == "embedded" ? await servers.EmbeddedAsync() : await servers.ProductionAsync();
        return new ClusterFixture(cluster, servers.TokensOf(cluster));
    }

    /// <summary>One for this test alone, with its database on a disk of its own.</summary>
    public static async Task<ClusterFixture> StartOnDiskAsync(
        string topology,
        ProductionServersFixture servers,
        string disk
    )
    {
        if (topology == "embedded")
            return Owned(await Cluster.StartEmbeddedAsync("--data", disk));

        var postgres = await PostgresServer.StartAsync(
            Directory.CreateDirectory(Path.Combine(disk, "postgres")).FullName
        );
        return Owned(await Cluster.StartAsync(new ClusterPlan(servers.Servers) { Postgres = postgres }), postgres);
    }

    /// <summary>Somebody who may lead classes.</summary>
    public TestMember Instructor(string name = "Meera") => tokens.Member(Endpoints[0], name, Roles.Instructor);

    /// <summary>Somebody who may see everything.</summary>
    public TestMember Admin() => tokens.Member(Endpoints[0], "Ada", Roles.Admin);

    /// <summary>Members who talk to one node after the other.</summary>
    public IReadOnlyList<TestMember> Members(int count, string name = "Member") =>
        [.. Enumerable.Range(0, count).Select(i => tokens.Member(Endpoints[i % Endpoints.Count], $"{name} {i}"))];

    /// <summary>The same member, who talks to another node.</summary>
    public TestMember At(Uri endpoint, TestMember member) => tokens.At(endpoint, member);

    /// <summary>A class that every node knows of.</summary>
    public async Task<SessionId> PlanAsync(TestMember instructor, int coachedSeats = 20)
    {
        var session = await Person.PlanClassAsync(instructor, coachedSeats);
        foreach (var endpoint in Endpoints)
            await Eventually.Is(
                async () =>
                    (int)(await At(endpoint, instructor).Http.GetAsync($"/api/live/sessions/{session}")).StatusCode,
                status => status == 200
            );
        return session;
    }

    /// <summary>Messages that wait in a queue.</summary>
    public Task<long> CountAsync(string queue) => Cluster.Rabbit.CountAsync(Cluster.Name, queue);

    /// <summary>Puts messages on the bus that did not come out of an outbox.</summary>
    public async Task PublishAsync(IEnumerable<(string Event, string Body)> messages)
    {
        await using var connection = await Cluster.Rabbit.ConnectAsync(Cluster.Name);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true)
        );
        var properties = new BasicProperties { Persistent = true, ContentType = "application/vnd.masstransit+json" };
        await Task.WhenAll(
            messages.Select(message =>
                channel
                    .BasicPublishAsync(
                        $"UpperBack.Contracts.Events:{message.Event}",
                        "",
                        mandatory: true,
                        properties,
                        Encoding.UTF8.GetBytes(message.Body)
                    )
                    .AsTask()
            )
        );
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in own)
            await one.DisposeAsync();
    }

    private static ClusterFixture Owned(Cluster cluster, params IReadOnlyList<IAsyncDisposable> others)
    {
        var tokens = new TokenFactory([.. cluster.Settings]);
        return new ClusterFixture(cluster, tokens, [tokens, cluster, .. others]);
    }
}
