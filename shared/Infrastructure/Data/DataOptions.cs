using Npgsql;
using UpperBack.Kernel.Problems;

namespace UpperBack.Infrastructure.Data;

/// <summary>Where facts are kept.</summary>
public sealed class DataOptions : ICheckedOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Data";

    /// <summary>What stands behind the data seam: <c>sqlite</c>, one file a service, or <c>postgres</c>, one schema a
    /// service.</summary>
    public string Provider { get; set; } = "sqlite";

    /// <summary>Folder of the database files and of recordings, relative to the working directory. Also <c>--data
    /// FOLDER</c>.</summary>
    public string Folder { get; set; } = "data";

    /// <summary>How to reach PostgreSQL, such as
    /// <c>Host=db;Database=upperback;Username=upperback;Password=…</c>.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>The most connections that each service of this process keeps to PostgreSQL. All processes together must
    /// stay below its <c>max_connections</c>.</summary>
    public int PoolSize { get; set; } = 8;

    /// <summary>Seconds without an answer to the simplest question after which PostgreSQL is taken for stalled:
    /// requests that need it are then refused at once, until it answers again.</summary>
    public int StallSeconds { get; set; } = 2;

    /// <inheritdoc/>
    public IEnumerable<string> FindErrors()
    {
        if (Provider is not ("sqlite" or "postgres"))
            yield return $"{Section}:Provider is '{Provider}', but must be 'sqlite' or 'postgres'.";
        if (string.IsNullOrWhiteSpace(Folder))
            yield return $"{Section}:Folder is empty: name the folder for the database files.";
        if (PoolSize is < 3 or > 200)
            yield return $"{Section}:PoolSize is {PoolSize}, but must be from 3 to 200.";
        if (StallSeconds is < 1 or > 60)
            yield return $"{Section}:StallSeconds is {StallSeconds}, but must be from 1 to 60.";
        if (Provider == "postgres" && !NamesHost(ConnectionString))
            yield return $"{Section}:ConnectionString must say how to reach PostgreSQL, such as "
                + "Host=db;Database=upperback;Username=upperback;Password=….";
    }

    private static bool NamesHost(string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString) is { Host.Length: > 0, Database.Length: > 0 };
        }
        catch (Exception ex) when (ex is ArgumentException or FormatException or KeyNotFoundException)
        {
            return false;
        }
    }
}
