using System.Globalization;
using Npgsql;

namespace UpperBack.Testing.Servers;

/// <summary>A real PostgreSQL on a private port, with its data in a folder of its own.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string UserName = "upperback";

    // The server refuses to run as root; Debian's package brings this user along.
    private const string SystemUser = "postgres";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly string folder;
    private readonly bool ownsFolder;
    private readonly bool isDurable;
    private Child? server;

    private PostgresServer(string folder, bool ownsFolder, bool isDurable)
    {
        this.folder = folder;
        this.ownsFolder = ownsFolder;
        this.isDurable = isDurable;
    }

    /// <summary>Where it listens on 127.0.0.1; the same after it was started again.</summary>
    public int Port { get; } = UpperBackServer.FindFreePort();

    /// <summary>Whether it runs; a frozen one does.</summary>
    public bool IsRunning => server is { HasExited: false };

    private string Data => Path.Combine(folder, "data");

    private string Log => Path.Combine(folder, "postgres.log");

    /// <summary>Makes an empty server and starts it.</summary>
    /// <param name="folder">Where its data goes, such as a small file system that will be full; a new temporary folder
    /// when null.</param>
    /// <param name="isDurable">False for tests that never kill it: then no commit waits for the disk.</param>
    public static async Task<PostgresServer> StartAsync(string? folder = null, bool isDurable = true)
    {
        var postgres = new PostgresServer(
            folder ?? Directory.CreateTempSubdirectory("upperback-postgres-").FullName,
            folder is null,
            isDurable
        );
        if (Environment.IsPrivilegedProcess)
            await Child.RunAsync(postgres.Log, ["chown", SystemUser, postgres.folder]);
        await Child.RunAsync(
            postgres.Log,
            [
                Tools.Require("initdb"),
                "--pgdata",
                postgres.Data,
                "--username",
                UserName,
                "--auth",
                "trust",
                "--encoding",
                "UTF8",
                "--locale",
                "C",
                "--wal-segsize",
                "1",
                "--no-sync",
            ],
            user: SystemUser
        );
        await postgres.StartAgainAsync();
        return postgres;
    }

    /// <summary>How to reach one of its databases.</summary>
    public string ConnectionString(string database) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Host=127.0.0.1;Port={Port};Username={UserName};Database={database}"
        );

    /// <summary>Makes an empty database.</summary>
    public Task CreateDatabaseAsync(string name) => QueryAsync("postgres", $"create database \"{name}\"");

    /// <summary>Clears a database away, whoever uses it.</summary>
    public Task DropDatabaseAsync(string name) =>
        QueryAsync("postgres", $"drop database if exists \"{name}\" with (force)");

    /// <summary>Runs a statement on a connection of its own.</summary>
    /// <returns>The first column of the first row as text; empty when there is none or it is null.</returns>
    public async Task<string> QueryAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString(database) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture) ?? "";
    }

    /// <summary>Ends the server and all its processes as a power cut does.</summary>
    public Task KillAsync() => server?.KillAsync() ?? Task.CompletedTask;

    /// <summary>Starts it again with its data, and waits until it has recovered.</summary>
    public async Task StartAgainAsync()
    {
        if (IsRunning)
            return;

        RemoveStaleLock();
        server = Child.Start(
            Log,
            [
                Tools.Require("postgres"),
                "-D",
                Data,
                "-p",
                Port.ToString(CultureInfo.InvariantCulture),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                $"unix_socket_directories={Data}",
                "-c",
                $"fsync={(isDurable ? "on" : "off")}",
                "-c",
                "max_connections=300",
                "-c",
                "shared_buffers=64MB",
                "-c",
                "min_wal_size=8MB",
                "-c",
                "max_wal_size=128MB",
                "-c",
                "log_min_messages=warning",
            ],
            user: SystemUser
        );
        await server.UntilReadyAsync(IsReadyAsync, Timeout);
    }

    /// <summary>All its processes stand still: connections stay open, and nothing answers.</summary>
    public void Freeze() => server?.Freeze();

    /// <summary>They go on.</summary>
    public void Thaw() => server?.Thaw();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            server.Thaw();

            // At once, but not without giving its shared memory back.
            await server.StopAsync(SignalNumber.Quit, TimeSpan.FromSeconds(10));
            await server.DisposeAsync();
        }

        NpgsqlConnection.ClearAllPools();
        Directory.Delete(ownsFolder ? folder : Data, recursive: true);
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            await QueryAsync("postgres", "select 1");
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    /// <summary>The killed server's lock file holds back a new one when its number now belongs to some other
    /// process.</summary>
    private void RemoveStaleLock()
    {
        var file = Path.Combine(Data, "postmaster.pid");
        if (
            File.Exists(file)
            && Processes.IsAlive(int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture))
        )
            File.Delete(file);
    }
}
