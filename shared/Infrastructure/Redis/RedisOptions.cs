using StackExchange.Redis;
using UpperBack.Kernel.Problems;

namespace UpperBack.Infrastructure.Redis;

/// <summary>Where read models and presence live, and how the nodes of a cluster reach each other at once.</summary>
public sealed class RedisOptions : ICheckedOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Redis";

    /// <summary>What stands behind the Redis seam: <c>embedded</c>, Garnet within the process, or
    /// <c>server</c>.</summary>
    public string Provider { get; set; } = "embedded";

    /// <summary>How to reach the server, such as <c>redis:6379,password=…</c>: what StackExchange.Redis
    /// reads.</summary>
    public string ConnectionString { get; set; } = "";

    /// <inheritdoc/>
    public IEnumerable<string> FindErrors()
    {
        if (Provider is not ("embedded" or "server"))
            yield return $"{Section}:Provider is '{Provider}', but must be 'embedded' or 'server'.";
        if (Provider == "server" && !NamesServer(ConnectionString))
            yield return $"{Section}:ConnectionString must say how to reach Redis, such as redis:6379,password=….";
    }

    private static bool NamesServer(string connectionString)
    {
        try
        {
            return ConfigurationOptions.Parse(connectionString).EndPoints.Count > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
