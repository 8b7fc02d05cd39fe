using UpperBack.Contracts.Live;

namespace UpperBack.Conformance;

/// <summary>Where a room lives: one node with everything in it, or two that share PostgreSQL and Redis.</summary>
public abstract class Nodes : IAsyncLifetime
{
    private static readonly RunSheet Sheet = new([
        new RunSheetStep(
            0,
            "cat-cow",
            "Cat-Cow",
            "mobility",
            null,
            0,
            160,
            "Move with the breath.",
            null,
            null,
            null,
            null,
            []
        ),
    ]);

    /// <summary>The nodes; the first and the last are one where there is only one.</summary>
    public abstract IReadOnlyList<UpperBackServer> Servers { get; }

    /// <summary>The node that the instructor is on.</summary>
    public UpperBackServer Here => Servers[0];

    /// <summary>Another one, where there is another.</summary>
    public UpperBackServer There => Servers[^1];

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();

    /// <summary>Redis comes back with nothing in it.</summary>
    public abstract Task EmptyRedisAsync();

    /// <summary>Redis is gone; nobody answers at its address.</summary>
    public abstract Task LoseRedisAsync();

    /// <summary>An empty Redis answers there.</summary>
    public abstract Task BringBackRedisAsync();

    /// <summary>A class that is planned for now and known on every node.</summary>
    public async Task<SessionId> PlanAsync(TestMember instructor, params TestMember[] coaches)
    {
        var session = SessionId.New();
        await Here.PublishAsync(Plan(session, instructor, "Morning class", revision: 1, coaches));
        foreach (var server in Servers)
        {
            await Eventually.Is(
                async () =>
                    (await server.ConnectTo(instructor).Http.GetAsync($"/api/live/sessions/{session}")).StatusCode,
                status => status == HttpStatusCode.OK
            );
        }

        return session;
    }

    /// <summary>What Scheduling would say of it.</summary>
    public SessionChanged Plan(
        SessionId session,
        TestMember instructor,
        string title,
        long revision,
        params TestMember[] coaches
    ) => Plan(session, instructor, title, revision, Sheet, coaches);

    /// <summary>The same with another run sheet.</summary>
    public SessionChanged Plan(
        SessionId session,
        TestMember instructor,
        string title,
        long revision,
        RunSheet sheet,
        params TestMember[] coaches
    )
    {
        var startsAt = Here.Clock.GetUtcNow();
        return new SessionChanged(
            session,
            null,
            revision,
            title,
            startsAt,
            startsAt.AddMinutes(18),
            "Europe/Berlin",
            false,
            instructor.Id,
            [.. coaches.Select(coach => coach.Id)],
            sheet,
            startsAt
        );
    }
}

/// <summary>One embedded process.</summary>
public sealed class EmbeddedNode : Nodes
{
    private UpperBackServer server = null!;

    public override IReadOnlyList<UpperBackServer> Servers => [server];

    public override async Task InitializeAsync() => server = await UpperBackServer.StartAsync();

    public override async Task DisposeAsync() => await server.DisposeAsync();

    public override Task EmptyRedisAsync() => server.EmptyRedisAsync();

    public override Task LoseRedisAsync()
    {
        server.LoseRedis();
        return Task.CompletedTask;
    }

    public override Task BringBackRedisAsync()
    {
        server.BringBackRedis();
        return Task.CompletedTask;
    }
}

/// <summary>Two nodes on PostgreSQL and a Redis server.</summary>
public sealed class ProductionNodes : Nodes
{
    private readonly ReplicaSet replicas = new();

    public override IReadOnlyList<UpperBackServer> Servers => replicas.Servers;

    public override Task InitializeAsync() => replicas.StartAsync(2);

    public override async Task DisposeAsync() => await replicas.DisposeAsync();

    public override Task EmptyRedisAsync() => replicas.Redis.FlushAsync();

    public override Task LoseRedisAsync() => replicas.Redis.KillAsync();

    public override Task BringBackRedisAsync() => replicas.Redis.StartAgainAsync();
}
