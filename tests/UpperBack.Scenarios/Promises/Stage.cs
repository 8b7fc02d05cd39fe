using System.Net.Http.Json;
using System.Text.Json;
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
    private readonly Mint mint;

    private Stage(Cluster cluster)
    {
        Cluster = cluster;
        mint = new Mint([.. cluster.Settings]);
    }

    public Cluster Cluster { get; }

    /// <summary>Addresses of the nodes that members talk to.</summary>
    public IReadOnlyList<Uri> Doors => [.. Cluster.Replicas.Select(node => node.Address)];

    /// <summary>Two replicas and a streaming node on PostgreSQL, RabbitMQ and Redis.</summary>
    public static async Task<Stage> ProductionAsync(ProductionServersFixture fixture, params string[] settings) =>
        new(await Cluster.StartAsync(new ClusterPlan(fixture.Servers) { Settings = settings }));

    /// <summary>The same, or one process with everything in it.</summary>
    public static async Task<Stage> StartAsync(string topology, ProductionServersFixture fixture) =>
        topology == "embedded" ? new Stage(await Cluster.StartEmbeddedAsync()) : await ProductionAsync(fixture);

    public TestMember Instructor(string name = "Meera") => mint.Member(Doors[0], name, Roles.Instructor);

    /// <summary>Members who talk to one node after the other.</summary>
    public IReadOnlyList<TestMember> Members(int count, string name = "Member") =>
        [.. Enumerable.Range(0, count).Select(i => mint.Member(Doors[i % Doors.Count], $"{name} {i}"))];

    /// <summary>The same member at another door.</summary>
    public TestMember At(Uri door, TestMember member) => mint.At(door, member);

    /// <summary>A class that every node knows of.</summary>
    public async Task<SessionId> PlanAsync(TestMember instructor, int coachedSeats = 20)
    {
        var session = await Person.PlanClassAsync(instructor, coachedSeats);
        foreach (var door in Doors)
            await Eventually.Is(async () => (int)(await At(door, instructor).Http.GetAsync($"/api/live/sessions/{session}")).StatusCode, status => status == 200);
        return session;
    }

    public async ValueTask DisposeAsync()
    {
        await mint.DisposeAsync();
        await Cluster.DisposeAsync();
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
    public static async Task<(MemberId[] Booked, MemberId[] Waiting)> ReadSeatsAsync(this TestMember instructor, SessionId session)
    {
        var seats = await instructor.GetAsync($"/api/scheduling/sessions/{session}/bookings");
        return (IdsOf(seats.GetProperty("booked")), IdsOf(seats.GetProperty("waiting")));
    }

    private static MemberId[] IdsOf(JsonElement rows) => [.. rows.EnumerateArray().Select(row => MemberId.From(row.GetProperty("memberId").GetGuid()))];
}
