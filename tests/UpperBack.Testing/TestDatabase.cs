using System.Security.Cryptography;
using System.Text;
using Npgsql;
using UpperBack.Testing.Servers;

namespace UpperBack.Testing;

/// <summary>A database on the PostgreSQL server that the environment variable <c>UPPERBACK_TEST_POSTGRES</c> names by a
/// connection string, or on one that this process starts when it says <c>own</c>; without it tests run on SQLite. One
/// data folder has one database, as it has one set of files.</summary>
public sealed class TestDatabase
{
    /// <summary>Name of the environment variable.</summary>
    public const string Variable = "UPPERBACK_TEST_POSTGRES";

    // A test's server does little at once, and many of them share the connections there are.
    private const string PoolSize = "6";

    private static readonly Lazy<Task<string>> OwnServer = new(StartAsync);

    private readonly string server;
    private readonly string name;

    private TestDatabase(string server, string name)
    {
        this.server = server;
        this.name = name;
    }

    /// <summary>What a server is told on its command line.</summary>
    public IReadOnlyList<string> Settings =>
        ["--Data:Provider", "postgres", "--Data:PoolSize", PoolSize, "--Data:ConnectionString", ConnectionString];

    /// <summary>How to reach it.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;

    /// <summary>The database of a folder, made when it is not there yet; null when tests run on SQLite.</summary>
    public static async Task<TestDatabase?> MakeAsync(string folder) =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } ? await MakeOnPostgresAsync(folder) : null;

    /// <summary>The database of a folder, made when it is not there yet: on the server that was named, else on this
    /// process's own.</summary>
    public static async Task<TestDatabase> MakeOnPostgresAsync(string folder)
    {
        var server = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named and not "own"
            ? named
            : await OwnServer.Value;
        var database = new TestDatabase(
            server,
            $"test_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(folder))))[..16]}"
        );
        try
        {
            await database.ExecuteAsync($"create database {database.name}");
        }
        catch (PostgresException made)
            when (made.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // By an earlier server on this folder, or by one that starts at this moment.
        }

        return database;
    }

    /// <summary>Drops it, whoever is still connected.</summary>
    public Task DropAsync() => ExecuteAsync($"drop database if exists {name} with (force)");

    private static async Task<string> StartAsync()
    {
        var server = await PostgresServer.StartAsync(isDurable: false);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return server.ConnectionString("postgres");
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
