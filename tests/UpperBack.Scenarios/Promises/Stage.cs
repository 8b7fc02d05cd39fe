using System.Text;
using System.Text.Json;
using RabbitMQ.Client;
using UpperBack.Contracts;
using UpperBack.Contracts.Ids;
using UpperBack.Testing;
using UpperBack.Testing.Servers;

namespace UpperBack.Scenarios.Promises;

/// <summary>The servers that all promises share.</summary>
[CollectionDefinition(Name)]
public sealed class Production : ICollectionFixture<ProductionServersFixture>
{
    public const string Name = "production";
}

/// <summary>PostgreSQL, RabbitMQ and Redis, started when the first promise needs them.</summary>
public sealed class ProductionServersFixture : IAsyncLifetime
{
    public ProductionServers Servers { get; } = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await Servers.DisposeAsync();
}

/// <summary>A platform under test and a crowd for it.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly TokenFactory mint;
    private readonly IAsyncDisposable? own;

    private Stage(Cluster cluster, IAsyncDisposable? own = null)
    {
        Cluster = cluster;
        this.own = own;
        mint = new TokenFactory([.. cluster.Settings]);
    }

    public Cluster Cluster { get; }

    /// <summary>Addresses of the nodes that members talk to.</summary>
    public IReadOnlyList<Uri> Endpoints => [.. Cluster.Replicas.Select(node => node.Address)];

    /// <summary>Two replicas and a streaming node on PostgreSQL, RabbitMQ and Redis.</summary>
    public static async Task<Stage> ProductionAsync(ProductionServersFixture fixture, params string[] settings) =>
        new(await Cluster.StartAsync(new ClusterPlan(fixture.Servers) { Settings = settings }));

    /// <summary>The same, or one process with everything in it.</summary>
    /// <param name="topology"><c>embedded</c> or <c>production</c>.</param>
    /// <param name="fixture">The servers.</param>
    /// <param name="disk">Where its database is; on the disk that everything is on when null.</param>
    public static async Task<Stage> StartAsync(string topology, ProductionServersFixture fixture, string? disk = null)
    {
        if (topology == "embedded")
            return new Stage(await Cluster.StartEmbeddedAsync(disk is null ? [] : ["--data", disk]));
        if (disk is null)
            return await ProductionAsync(fixture);

        var postgres = await PostgresServer.StartAsync(
            Directory.CreateDirectory(Path.Combine(disk, "postgres")).FullName
        );
        return new Stage(await Cluster.StartAsync(new ClusterPlan(fixture.Servers) { Postgres = postgres }), postgres);
    }

    /// <summary>Somebody who may lead classes.</summary>
    public TestMember Instructor(string name = "Meera") => mint.Member(Endpoints[0], name, Roles.Instructor);

    /// <summary>Somebody who may see everything.</summary>
    public TestMember Admin() => mint.Member(Endpoints[0], "Ada", Roles.Admin);

    /// <summary>Members who talk to one node after the other.</summary>
    public IReadOnlyList<TestMember> Members(int count, string name = "Member") =>
        [.. Enumerable.Range(0, count).Select(i => mint.Member(Endpoints[i % Endpoints.Count], $"{name} {i}"))];

    /// <summary>The same member at another door.</summary>
    public TestMember At(Uri door, TestMember member) => mint.At(door, member);

    /// <summary>A class that every node knows of.</summary>
    public async Task<SessionId> PlanAsync(TestMember instructor, int coachedSeats = 20)
    {
        var session = await Person.PlanClassAsync(instructor, coachedSeats);
        foreach (var door in Endpoints)
            await Eventually.Is(
                async () => (int)(await At(door, instructor).Http.GetAsync($"/api/live/sessions/{session}")).StatusCode,
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
        await mint.DisposeAsync();
        await Cluster.DisposeAsync();
        if (own is not null)
            await own.DisposeAsync();
    }
}

internal static class Calls
{
    /// <summary>Claims a seat.</summary>
    public static Task<HttpResponseMessage> ClaimAsync(this TestMember member, SessionId session, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/scheduling/sessions/{session}/booking");
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return member.Http.SendAsync(request);
    }

    /// <summary>Gives a seat up.</summary>
    public static Task<HttpResponseMessage> GiveUpAsync(this TestMember member, SessionId session) =>
        member.Http.DeleteAsync($"/api/scheduling/sessions/{session}/booking");

    /// <summary>Who holds a seat and who waits, each in the order of their claims.</summary>
    public static async Task<(MemberId[] Booked, MemberId[] Waiting)> ReadSeatsAsync(
        this TestMember instructor,
        SessionId session
    )
    {
        var seats = await instructor.GetAsync($"/api/scheduling/sessions/{session}/bookings");
        return (IdsOf(seats.GetProperty("booked")), IdsOf(seats.GetProperty("waiting")));
    }

    private static MemberId[] IdsOf(JsonElement rows) =>
        [.. rows.EnumerateArray().Select(row => MemberId.From(row.GetProperty("memberId").GetGuid()))];
}
