using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Options;
using Npgsql;

namespace UpperBack.Infrastructure.Data;

/// <summary>PostgreSQL: a schema a service, found by the search path. Transactions read what is committed; what must
/// not happen twice at once takes a lock by name or by row.</summary>
internal sealed class PostgresDialect(IOptions<DataOptions> options, PostgresHealthProbe probe)
    : SqlDialect,
        IAsyncDisposable
{
    // That the database answers at all is found out by the health probe; this ends what the server has really
    // forgotten.
    private const int MaxSeconds = 30;

    private readonly ConcurrentDictionary<string, NpgsqlDataSource> sources = new();

    public override string Name => "postgres";

    /// <summary>Two connections of the pool are left to those who only read.</summary>
    public override int Writers => Math.Max(1, options.Value.PoolSize - 2);

    public override bool SupportsGroupCommit => false;

    public override string SkipLocked => "for update skip locked";

    // mutation database-stalls: public override CancellationToken Stalled => CancellationToken.None;
    public override CancellationToken Stalled => probe.Stalled;

    public override async Task<DbConnection> OpenAsync(string service, CancellationToken ct)
    {
        if (probe.Stalled.IsCancellationRequested)
            throw new DatabaseStalledException();

        var opening = sources.GetOrAdd(service, Connect).OpenConnectionAsync(ct).AsTask();
        try
        {
            return await opening.OrStallAsync(probe.Stalled);
        }
        catch (DatabaseStalledException)
        {
            await Stall.DisposeAfterAsync(opening, async () =>
            {
                if (opening.IsCompletedSuccessfully)
                    await (await opening).DisposeAsync();
            });
            throw;
        }
    }

    public override async Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken ct) =>
        await connection.BeginTransactionAsync(ct);

    public override async Task EnsureSchemaAsync(UnitOfWork work, string service, CancellationToken ct) =>
        await work.ExecuteAsync($"create schema if not exists \"{service}\"", null, ct);

    public override async Task LockAsync(UnitOfWork work, string name, bool shared, CancellationToken ct) =>
        await work.ExecuteAsync(
            shared
                ? "select pg_advisory_xact_lock_shared(hashtextextended(@name, 0))"
                : "select pg_advisory_xact_lock(hashtextextended(@name, 0))",
            new { name },
            ct
        );

    public override bool IsTransient(DbException exception) =>
        exception is NpgsqlException { IsTransient: true } or DatabaseStalledException || IsFull(exception);

    public override bool IsFull(DbException exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.DiskFull };

    public override bool IsUniqueViolation(DbException exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    public override bool IsServer => true;

    public override string Explain(DbException exception, string? service = null)
    {
        var server = new NpgsqlConnectionStringBuilder(options.Value.ConnectionString);
        var place = $"{server.Host}:{server.Port}";
        return (exception as PostgresException)?.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                $"PostgreSQL at {place} does not let the user '{server.Username}' in: correct Data:ConnectionString.",
            PostgresErrorCodes.InvalidCatalogName =>
                $"PostgreSQL at {place} has no database '{server.Database}': make it, or correct "
                    + "Data:ConnectionString.",
            PostgresErrorCodes.InsufficientPrivilege =>
                $"PostgreSQL at {place} does not let the user '{server.Username}' make the schema '{service}' in "
                    + $"'{server.Database}': grant it.",
            PostgresErrorCodes.DiskFull =>
                $"PostgreSQL at {place} has no room left on its disk: make some, then start again.",
            null => $"PostgreSQL does not answer at {place}: start it, or correct Data:ConnectionString. "
                + $"({exception.Message})",
            var state => $"PostgreSQL at {place} could not bring '{service}' to the present shape ({state}): "
                + $"{exception.Message}",
        };
    }

    public override string ResolveTypes(string sql) =>
        sql.Replace("{uuid}", "uuid", StringComparison.Ordinal)
            .Replace("{instant}", "timestamptz", StringComparison.Ordinal)
            .Replace("{date}", "date", StringComparison.Ordinal)
            .Replace("{json}", "text", StringComparison.Ordinal)
            .Replace("{bool}", "boolean", StringComparison.Ordinal)
            .Replace("{serial_pk}", "bigint generated always as identity primary key", StringComparison.Ordinal);

    public override Array Ids<TId>(IEnumerable<TId> ids) => ids.Select(id => id.Value).ToArray();

    public override string In(string column, string parameter) =>
        string.Create(CultureInfo.InvariantCulture, $"{column} = any(@{parameter})");

    public async ValueTask DisposeAsync()
    {
        foreach (var source in sources.Values)
            await source.DisposeAsync();
    }

    private NpgsqlDataSource Connect(string service) =>
        NpgsqlDataSource.Create(ConnectionStringOf(options.Value, service));

    /// <summary>How this process connects on behalf of a service.</summary>
    internal static string ConnectionStringOf(DataOptions options, string service) =>
        new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            SearchPath = service,
            ApplicationName = $"upperback-{service}",
            MaxPoolSize = options.PoolSize,
            Timeout = MaxSeconds,
            CommandTimeout = MaxSeconds,

            // A node that hangs within a transaction must not hold its locks for ever.
            Options = "-c idle_in_transaction_session_timeout=10s",
        }.ConnectionString;
}
