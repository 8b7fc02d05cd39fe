using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace UpperBack.Infrastructure.Data;

/// <summary>SQLite: one file a service, write-ahead log, and every commit on the disk before it is
/// acknowledged.</summary>
internal sealed class SqliteDialect(IOptions<DataOptions> options) : SqlDialect
{
    private const int NotAllowed = 3,
        Busy = 5,
        Locked = 6,
        ReadOnly = 8,
        InputOutput = 10,
        Corrupt = 11,
        Full = 13,
        CannotOpen = 14,
        NotADatabase = 26;

    private readonly string folder = Path.GetFullPath(options.Value.Folder);
    private readonly ConcurrentDictionary<string, string> opened = new();

    public override string Name => "sqlite";

    public override int Writers => 1;

    public override bool SupportsGroupCommit => true;

    public override string SkipLocked => "";

    /// <summary>What a connection must be told of safe writing is told by <see cref="BeginWriteAsync"/>: most are
    /// opened for one short question.</summary>
    public override async Task<DbConnection> OpenAsync(string service, CancellationToken ct)
    {
        var isFirst = !opened.TryGetValue(service, out var source);
        if (source is null)
        {
            Directory.CreateDirectory(folder);
            source = new SqliteConnectionStringBuilder
            {
                DataSource = FileOf(service),
                DefaultTimeout = 10,
                Pooling = true,
            }.ToString();
        }

        var connection = new SqliteConnection(source);
        try
        {
            await connection.OpenAsync(ct);
            if (isFirst)
            {
                // The file remembers it.
                await TellAsync(connection, "pragma journal_mode = wal;", ct);
                opened[service] = source;
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Immediate: a deferred transaction that reads first may be refused when it comes to write.</summary>
    public override async Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken ct)
    {
        await TellAsync(connection, "pragma foreign_keys = on; pragma synchronous = full;", ct);
        return ((SqliteConnection)connection).BeginTransaction(IsolationLevel.Serializable, deferred: false);
    }

    /// <summary>The file is made when it is opened.</summary>
    public override Task EnsureSchemaAsync(UnitOfWork work, string service, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Nothing to do: there is one writer at a time.</summary>
    public override Task LockAsync(UnitOfWork work, string name, bool shared, CancellationToken ct) =>
        Task.CompletedTask;

    public override bool IsTransient(DbException exception) =>
        // mutation disk-full: exception is SqliteException { SqliteErrorCode: Busy or Locked };
        exception is SqliteException { SqliteErrorCode: Busy or Locked or Full or InputOutput or CannotOpen };

    public override bool IsFull(DbException exception) => exception is SqliteException { SqliteErrorCode: Full };

    public override bool IsUniqueViolation(DbException exception) =>
        exception is SqliteException { SqliteExtendedErrorCode: 2067 or 1555 };

    public override bool IsServer => false;

    public override string Explain(DbException exception, string? service = null)
    {
        var file = service is null ? $"in {folder}" : FileOf(service);
        return (exception as SqliteException)?.SqliteErrorCode switch
        {
            Corrupt or NotADatabase =>
                $"The database {file} is damaged: put back a back-up of the whole folder, or name another folder "
                    + "with --data.",
            Full => $"There is no room left on the disk of {file}: make some, then start again.",
            NotAllowed or ReadOnly or CannotOpen =>
                $"The database {file} cannot be opened for writing: let the user {Environment.UserName} read and "
                    + "write it and its folder.",
            Busy or Locked => $"Another program holds the database {file}: end it, then start again.",
            InputOutput =>
                $"The disk of {file} cannot be read or written: see whether it is full or failing, then start again. "
                    + $"({exception.Message})",
            _ => $"The database {file} could not be brought to the present shape: put back a back-up, or ask for help "
                + $"with this: {exception.Message}",
        };
    }

    public override string ResolveTypes(string sql) =>
        sql.Replace("{uuid}", "text", StringComparison.Ordinal)
            .Replace("{instant}", "text", StringComparison.Ordinal)
            .Replace("{date}", "text", StringComparison.Ordinal)
            .Replace("{json}", "text", StringComparison.Ordinal)
            .Replace("{bool}", "integer", StringComparison.Ordinal)
            .Replace("{serial_pk}", "integer primary key autoincrement", StringComparison.Ordinal);

    public override Array Ids<TId>(IEnumerable<TId> ids) => ids.Select(id => id.Value.ToString()).ToArray();

    public override string In(string column, string parameter) =>
        string.Create(CultureInfo.InvariantCulture, $"{column} in @{parameter}");

    private static async Task TellAsync(DbConnection connection, string pragmas, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = pragmas;
        await command.ExecuteNonQueryAsync(ct);
    }

    private string FileOf(string service) => Path.Combine(folder, service + ".db");
}
