using StackExchange.Redis;

namespace UpperBack.Live;

/// <summary>Every Redis key of Live. Each gets <see cref="Lifetime"/> whenever it is written.</summary>
internal static class LiveKeys
{
    /// <summary>How long a key outlives its last use.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>Channel of the messages between nodes.</summary>
    public static readonly RedisChannel NodeMessages = RedisChannel.Literal("live:wire");

    /// <summary>Sorted set: one lease per connection, scored by its expiry in Unix milliseconds.</summary>
    public static RedisKey Leases(SessionId sessionId) => $"live:{{{sessionId}}}:leases";

    /// <summary>Hash: display names by member id.</summary>
    public static RedisKey People(SessionId sessionId) => $"live:{{{sessionId}}}:people";
}
