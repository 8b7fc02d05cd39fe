using System.Data.Common;
using System.Reflection;
using Dapper;
using UpperBack.Kernel.Time;

namespace UpperBack.Infrastructure.Data;

/// <summary>One service's own database. A service derives from it to have a type of its own to ask for; its migrations are the
/// embedded resources <c>Migrations/NNNN_….sql</c> of that type's assembly.</summary>
public abstract class ServiceDatabase
{
    private readonly DatabaseParts parts;
    private readonly BatchedWrites batches;

    // One writer at a time is all SQLite can do; waiting here is fair and costs nothing, waiting in SQLite is a spin.
    private readonly SemaphoreSlim writer = new(1, 1);

    /// <summary>A database of one service.</summary>
    /// <param name="name">Name of the service: the file, or the schema.</param>
    /// <param name="parts">What every database needs.</param>
    protected ServiceDatabase(string name, DatabaseParts parts)
    {
        Name = name;
        this.parts = parts;
        batches = new BatchedWrites(this);
    }

    /// <summary>Name of the service.</summary>
    public string Name { get; }

    /// <summary>The database's way of saying things.</summary>
    public SqlDialect Dialect => parts.Dialect;

    /// <summary>Prefix of the embedded migrations.</summary>
    internal virtual string MigrationPrefix => "Migrations/";

    /// <summary>Assembly that carries the migrations.</summary>
    internal Assembly MigrationAssembly => GetType().Assembly;

    /// <summary>Rung when a committed transaction left messages in the outbox.</summary>
    internal Bell OutboxBell { get; } = new();

    internal TimeProvider Clock => parts.Clock;

    /// <summary>Opens a connection for reading.</summary>
    public Task<DbConnection> OpenAsync(CancellationToken ct) => parts.Dialect.OpenAsync(Name, ct);

    /// <summary>Begins a transaction that writes rows and outbox messages together.</summary>
    public async Task<UnitOfWork> BeginAsync(CancellationToken ct)
    {
        await writer.WaitAsync(ct);
        DbConnection? connection = null;
        try
        {
            connection = await OpenAsync(ct);
            return new UnitOfWork(this, connection, await parts.Dialect.BeginWriteAsync(connection, ct), writer);
        }
        catch
        {
            if (connection is not null)
                await connection.DisposeAsync();
            writer.Release();
            throw;
        }
    }

    /// <summary>Reads all rows of a query.</summary>
    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? args, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        return (await connection.QueryAsync<T>(new CommandDefinition(sql, args, cancellationToken: ct))).AsList();
    }

    /// <summary>Reads the first row of a query, or the type's default when there is none.</summary>
    public async Task<T?> QueryFirstOrDefaultAsync<T>(string sql, object? args, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        return await connection.QueryFirstOrDefaultAsync<T>(new CommandDefinition(sql, args, cancellationToken: ct));
    }

    /// <summary>Runs a small write that may share its commit with others that arrive at the same time; it returns once it is
    /// committed. For what thousands do at once. The action may run twice if another of its batch failed: it must change nothing
    /// but rows.</summary>
    public Task<T> InBatchAsync<T>(Func<UnitOfWork, CancellationToken, Task<T>> action, CancellationToken ct) => batches.AddAsync(action, ct);

    /// <summary>Runs one statement in a transaction of its own.</summary>
    /// <returns>Rows changed.</returns>
    public async Task<int> ExecuteAsync(string sql, object? args, CancellationToken ct)
    {
        await using var work = await BeginAsync(ct);
        var changed = await work.ExecuteAsync(sql, args, ct);
        await work.CommitAsync(ct);
        return changed;
    }
}

/// <summary>What every service's database needs; registered once.</summary>
/// <param name="Dialect">The chosen provider.</param>
/// <param name="Clock">The one clock.</param>
public sealed record DatabaseParts(SqlDialect Dialect, TimeProvider Clock);
