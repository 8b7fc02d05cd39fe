using System.Data.Common;
using Dapper;
using NodaTime;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Messaging;
using UpperBack.Kernel.Time;

namespace UpperBack.Infrastructure.Data;

/// <summary>One write transaction: business rows and the events they cause are stored together or not at all. Disposing
/// it without <see cref="CommitAsync"/> undoes everything.</summary>
public sealed class UnitOfWork : IAsyncDisposable, IQueries
{
    private readonly ServiceDatabase database;
    private readonly DbConnection connection;
    private readonly DbTransaction transaction;
    private readonly IReadOnlyList<IDisposable> held;
    private readonly List<IIntegrationEvent> events = [];
    private readonly List<Action> afterCommit = [];
    private Task last = Task.CompletedTask;
    private bool disposed;

    internal UnitOfWork(
        ServiceDatabase database,
        DbConnection connection,
        DbTransaction transaction,
        IReadOnlyList<IDisposable> held
    )
    {
        this.database = database;
        this.connection = connection;
        this.transaction = transaction;
        this.held = held;
        Now = database.Clock.Now();
    }

    /// <summary>The instant this work began; one for all its rows.</summary>
    public Instant Now { get; }

    /// <summary>The database's way of saying things.</summary>
    public SqlDialect Dialect => database.Dialect;

    /// <summary>Runs a statement.</summary>
    /// <returns>Rows changed.</returns>
    public Task<int> ExecuteAsync(string sql, object? args, CancellationToken ct) =>
        AskAsync(connection.ExecuteAsync(Command(sql, args, ct)));

    /// <summary>Reads all rows of a query.</summary>
    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? args, CancellationToken ct) =>
        (await AskAsync(connection.QueryAsync<T>(Command(sql, args, ct)))).AsList();

    /// <summary>Reads the first row of a query, or the type's default when there is none.</summary>
    public Task<T?> QueryFirstOrDefaultAsync<T>(string sql, object? args, CancellationToken ct) =>
        AskAsync(connection.QueryFirstOrDefaultAsync<T>(Command(sql, args, ct)));

    /// <summary>Holds a name until this work ends, in the whole cluster. Take several in one fixed order; where the
    /// name is known before the work begins, <see cref="ServiceDatabase.BeginAsync(string, CancellationToken)"/> waits
    /// without a connection.</summary>
    public Task LockAsync(string name, CancellationToken ct) =>
        Dialect.LockAsync(this, $"{database.Name}/{name}", shared: false, ct);

    /// <summary>Holds a name together with others who share it: nobody holds it alone meanwhile.</summary>
    public Task LockSharedAsync(string name, CancellationToken ct) =>
        Dialect.LockAsync(this, $"{database.Name}/{name}", shared: true, ct);

    /// <summary>Tells the other services, once and only if this work is committed.</summary>
    public void Publish(IIntegrationEvent integrationEvent) => events.Add(integrationEvent);

    /// <summary>Does something in memory once the work is committed; it must not fail and not wait.</summary>
    public void AfterCommit(Action action) => afterCommit.Add(action);

    /// <summary>Stores everything.</summary>
    public async Task CommitAsync(CancellationToken ct)
    {
        foreach (var integrationEvent in events)
            await Outbox.AddAsync(this, integrationEvent, ct);

        await AskAsync(CommitTransactionAsync(ct));
        await DisposeAsync();
        if (events.Count > 0)
            database.OutboxSignal.Set();
        foreach (var action in afterCommit)
            action();
    }

    /// <summary>Undoes what was not committed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (disposed)
            return;

        disposed = true;
        try
        {
            await Stall.DisposeAfterAsync(last, async () =>
            {
                await transaction.DisposeAsync();
                await connection.DisposeAsync();
            });
        }
        finally
        {
            foreach (var one in held.Reverse())
                one.Dispose();
        }
    }

    private async Task<T> AskAsync<T>(Task<T> command)
    {
        last = command;
        database.Metrics.DatabaseAsked(database.Name);
        return await command.OrStallAsync(Dialect.Stalled);
    }

    private async Task<bool> CommitTransactionAsync(CancellationToken ct)
    {
        try
        {
            await transaction.CommitAsync(ct);
            return true;
        }
        finally
        {
            database.Committed();
        }
    }

    private CommandDefinition Command(string sql, object? args, CancellationToken ct) =>
        new(sql, args, transaction, cancellationToken: ct);
}
