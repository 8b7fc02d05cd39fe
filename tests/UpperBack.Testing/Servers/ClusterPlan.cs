namespace UpperBack.Testing.Servers;

/// <summary>What a cluster is made of.</summary>
/// <param name="Servers">The servers that it gets a database and a virtual host of.</param>
public sealed record ClusterPlan(ProductionServers Servers)
{
    /// <summary>Nodes that members talk to, each with every role but streaming: one or two, as deploy/nginx.conf knows
    /// them.</summary>
    public int Replicas { get; init; } = 2;

    /// <summary>The roles of each of them.</summary>
    public string ReplicaRoles { get; init; } = "accounts,scheduling,live,community,web";

    /// <summary>Whether there is a node for video.</summary>
    public bool HasStreaming { get; init; } = true;

    /// <summary>Further arguments of each node's command line.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>A PostgreSQL for this cluster alone, such as one on a small disk; the shared one when null.</summary>
    public PostgresServer? Postgres { get; init; }
}
