namespace UpperBack.Infrastructure.Redis;

/// <summary>Where read models and presence live.</summary>
public sealed class RedisOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Redis";

    /// <summary>What stands behind the Redis seam: <c>embedded</c>, Garnet within the process.</summary>
    public string Provider { get; set; } = "embedded";
}
