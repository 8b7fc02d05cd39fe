using StackExchange.Redis;
using UpperBack.Contracts.Ids;

namespace UpperBack.Live.Presence;

/// <summary>Every Redis key of Live. Each gets <see cref="Lifetime"/> whenever it is written.</summary>
internal static class LiveKeys
{
    /// <summary>How long a key outlives its last use.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>Channel: what nodes tell each other of rooms.</summary>
    public static readonly RedisChannel Wire = RedisChannel.Literal("live:wire");

    /// <summary>Sorted set: a lease each connection, score its expiry in Unix milliseconds.</summary>
    public static RedisKey Leases(SessionId sessionId) => $"live:{{{sessionId}}}:leases";

    /// <summary>Hash: a person's name by member id.</summary>
    public static RedisKey People(SessionId sessionId) => $"live:{{{sessionId}}}:people";
}
