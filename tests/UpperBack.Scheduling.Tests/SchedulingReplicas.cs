namespace UpperBack.Scheduling.Tests;

/// <summary>Two servers on one PostgreSQL database.</summary>
public sealed class SchedulingReplicas : IAsyncLifetime
{
    private readonly ReplicaSet replicas = new("--Scheduling:PlanEverySeconds", "1");

    public SchedulingFixture First { get; } = new();

    public UpperBackServer Second => replicas.Servers[1];

    public IReadOnlyList<UpperBackServer> Servers => replicas.Servers;

    public async Task InitializeAsync()
    {
        await replicas.StartAsync(2);
        await First.UseAsync(replicas.Servers[0]);
    }

    public async Task DisposeAsync() => await replicas.DisposeAsync();
}
