namespace UpperBack.Live.Rooms;

/// <summary>The part that knows of the other nodes' people. What one of them says, which anybody who writes to Redis
/// may have made up, changes nothing of connections that this or a third node has.</summary>
internal sealed partial class RoomPeople
{
    private readonly Dictionary<string, OtherNode> others = [];

    /// <summary>The version of another node's connections that this one has; null when it has none.</summary>
    public long? VersionOf(string node)
    {
        lock (changing)
            return others.GetValueOrDefault(node)?.Version;
    }

    /// <summary>Another node is alive until then, Unix milliseconds.</summary>
    public void Renew(string node, long expiresAtMs)
    {
        lock (changing)
        {
            if (others.TryGetValue(node, out var known))
                known.ExpiresAtMs = expiresAtMs;
        }
    }

    /// <summary>Adopts all connections of another node.</summary>
    public void Replace(string node, long version, long expiresAtMs, IReadOnlyCollection<PresenceLease> all)
    {
        lock (changing)
        {
            var other = others.TryGetValue(node, out var known) ? known : others[node] = new OtherNode();
            (other.Version, other.ExpiresAtMs) = (version, expiresAtMs);
            foreach (var gone in other.Connections.Except(all.Select(lease => lease.ConnectionId)).ToArray())
                Remove(gone);
            foreach (var lease in all)
                AddOf(other, lease);
        }
    }

    /// <summary>Adopts what changed on another node that is known.</summary>
    public void Apply(string node, long version, IReadOnlyDictionary<string, PresenceLease?> changes)
    {
        lock (changing)
        {
            if (!others.TryGetValue(node, out var other))
                return;

            other.Version = version;
            foreach (var (id, lease) in changes)
            {
                if (lease is { } now)
                    AddOf(other, now);
                else if (IsHeldBy(other, id))
                    Remove(id);
            }
        }
    }

    /// <summary>Nodes that were not renewed take their people along.</summary>
    public void ForgetExpired(long nowMs)
    {
        lock (changing)
        {
            foreach (var (node, other) in others.Where(other => other.Value.ExpiresAtMs <= nowMs).ToArray())
            {
                others.Remove(node);
                foreach (var id in other.Connections.ToArray())
                    Remove(id);
            }
        }
    }

    private void AddOf(OtherNode other, PresenceLease lease)
    {
        if (!leases.ContainsKey(lease.ConnectionId) || IsHeldBy(other, lease.ConnectionId))
            Add(lease, other);
    }

    /// <summary>Whether a connection is that node's, or this one's when it is null.</summary>
    private bool IsHeldBy(OtherNode? node, string connectionId) =>
        leases.TryGetValue(connectionId, out var held) && held.Node == node;

    private sealed class OtherNode
    {
        public long Version { get; set; }

        public long ExpiresAtMs { get; set; }

        public HashSet<string> Connections { get; } = [];
    }
}
