using StackExchange.Redis;

namespace UpperBack.Live;

/// <summary>Every Redis key of Live. Each gets <see cref="Lifetime"/> whenever it is written.</summary>
internal static class LiveKeys
{
    /// <summary>How long a key outlives its last use.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>Channel of the messages between nodes.</summary>
    public static readonly RedisChannel NodeMessages = RedisChannel.Literal("live:wire");

    /// <summary>Hash: what each node says of itself, by its id: until when it is alive, the version of its connections,
    /// how many people it knows of, its leaders' connections.</summary>
    public static RedisKey Nodes(SessionId sessionId) => $"live:{{{sessionId}}}:nodes";

    /// <summary>Hash: a node's leases, by connection.</summary>
    public static RedisKey Leases(SessionId sessionId, string node) => $"live:{{{sessionId}}}:leases:{node}";

    /// <summary>List: the last changes of a node's leases.</summary>
    public static RedisKey Changes(SessionId sessionId, string node) => $"live:{{{sessionId}}}:changes:{node}";
}
