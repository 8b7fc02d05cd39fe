using System.Data.Common;
using System.Reflection;
using Dapper;
using UpperBack.Infrastructure.Telemetry;
using UpperBack.Kernel.Time;

namespace UpperBack.Infrastructure.Data;

/// <summary>One service's own database. A service derives from it to have a type of its own to ask for; its migrations
/// are the embedded resources <c>Migrations/NNNN_….sql</c> of that type's assembly.</summary>
public abstract class ServiceDatabase : IQueries
{
    private readonly DatabaseDependencies dependencies;
    private readonly BatchedWrites batches;

    // Waiting here is fair and costs nothing: waiting in SQLite is a spin, waiting for a connection ends in a timeout.
    private readonly SemaphoreSlim writers;
    private readonly NamedLocks queues = new();
    private long commits;

    /// <summary>A database of one service.</summary>
    /// <param name="dependencies">What every database needs.</param>
    protected ServiceDatabase(DatabaseDependencies dependencies)
    {
        Name = NameOf(GetType());
        this.dependencies = dependencies;
        batches = new BatchedWrites(this);
        writers = new SemaphoreSlim(dependencies.Dialect.Writers);
    }

    /// <summary>Name of the service: of its file, or its schema.</summary>
    public string Name { get; }

    /// <summary>The name that a service's database has by its type: <c>live</c> for <c>LiveDatabase</c>.</summary>
    public static string NameOf(Type database) => database.Name[..^"Database".Length].ToLowerInvariant();

    /// <summary>The database's way of saying things.</summary>
    public SqlDialect Dialect => dependencies.Dialect;

    /// <summary>Prefix of the embedded migrations.</summary>
    internal virtual string MigrationPrefix => "Migrations/";

    /// <summary>Assembly that carries the migrations.</summary>
    internal Assembly MigrationAssembly => GetType().Assembly;

    /// <summary>Set when a committed transaction left messages in the outbox.</summary>
    internal AsyncSignal OutboxSignal { get; } = new();

    internal TimeProvider Clock => dependencies.Clock;

    internal UpperBackMetrics Metrics => dependencies.Metrics;

    /// <summary>The present moment among this process's commits; taken before something is read that is to be kept in
    /// memory.</summary>
    public DatabaseMark Mark() => new(Volatile.Read(ref commits));

    /// <summary>True when what was read after <paramref name="mark"/> is still what is stored. Only known of a database
    /// to which this process alone writes; of one that replicas share it is false, and has to be asked.</summary>
    public bool IsUnchangedSince(DatabaseMark mark) => !Dialect.IsServer && mark == Mark();

    /// <summary>A commit is over, whether it is known to have succeeded or not; before anybody is told of it.</summary>
    internal void Committed() => Interlocked.Increment(ref commits);

    /// <summary>Opens a connection for reading.</summary>
    public Task<DbConnection> OpenAsync(CancellationToken ct) => dependencies.Dialect.OpenAsync(Name, ct);

    /// <summary>Begins a transaction that writes rows and outbox messages together.</summary>
    public Task<UnitOfWork> BeginAsync(CancellationToken ct) => BeginAsync([], ct);

    /// <summary>Begins a transaction that alone holds a name until it ends: for whoever reads, decides and writes, when
    /// others deciding the same meanwhile would be wrong. In the whole cluster, one transaction at a time has the
    /// name.</summary>
    /// <param name="name">What is locked, such as <c>session/…</c>; within this service.</param>
    /// <param name="ct">Cancels the wait.</param>
    public Task<UnitOfWork> BeginAsync(string name, CancellationToken ct) => BeginAsync([name], ct);

    /// <summary>The same with several names, always given in the same order.</summary>
    public async Task<UnitOfWork> BeginAsync(IReadOnlyList<string> names, CancellationToken ct)
    {
        var held = new List<IDisposable> { new Stopwatch(dependencies.Metrics, Name) };
        DbConnection? connection = null;
        UnitOfWork work;
        try
        {
            await QueueAsync(names, held, ct);
            connection = await OpenAsync(ct);
            work = new UnitOfWork(this, connection, await dependencies.Dialect.BeginWriteAsync(connection, ct), held);
        }
        catch
        {
            if (connection is not null)
                await connection.DisposeAsync();
            foreach (var one in held.AsEnumerable().Reverse())
                one.Dispose();
            throw;
        }

        try
        {
            foreach (var name in names)
                await work.LockAsync(name, ct);
            return work;
        }
        catch
        {
            await work.DisposeAsync();
            throw;
        }
    }

    private async Task QueueAsync(IReadOnlyList<string> names, List<IDisposable> held, CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, dependencies.Dialect.Stalled);
        try
        {
            foreach (var name in names)
                held.Add(await queues.LockAsync(name, either.Token));
            await writers.WaitAsync(either.Token);
            held.Add(new Release(writers));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new DatabaseStalledException();
        }
    }

    /// <summary>Reads all rows of a query.</summary>
    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? args, CancellationToken ct) =>
        (
            await ReadAsync(
                connection => connection.QueryAsync<T>(new CommandDefinition(sql, args, cancellationToken: ct)),
                ct
            )
        ).AsList();

    /// <summary>Reads the first row of a query, or the type's default when there is none.</summary>
    public Task<T?> QueryFirstOrDefaultAsync<T>(string sql, object? args, CancellationToken ct) =>
        ReadAsync(
            connection =>
                connection.QueryFirstOrDefaultAsync<T>(new CommandDefinition(sql, args, cancellationToken: ct)),
            ct
        );

    private async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken ct)
    {
        var connection = await OpenAsync(ct);
        Task<T>? answer = null;
        try
        {
            Metrics.DatabaseAsked(Name);
            answer = read(connection);
            return await answer.OrStallAsync(Dialect.Stalled);
        }
        finally
        {
            await Stall.DisposeAfterAsync(answer ?? Task.CompletedTask, connection.DisposeAsync);
        }
    }

    /// <summary>Runs a small write that may share its commit with others that arrive at the same time; it returns once
    /// it is committed. For what thousands do at once. The action may run twice if another of its batch failed: it must
    /// change nothing but rows.</summary>
    public Task<T> InBatchAsync<T>(Func<UnitOfWork, CancellationToken, Task<T>> action, CancellationToken ct) =>
        InBatchAsync([], action, ct);

    /// <summary>The same, holding a name as <see cref="BeginAsync(string, CancellationToken)"/> does.</summary>
    public Task<T> InBatchAsync<T>(
        string name,
        Func<UnitOfWork, CancellationToken, Task<T>> action,
        CancellationToken ct
    ) => InBatchAsync([name], action, ct);

    private Task<T> InBatchAsync<T>(
        IReadOnlyList<string> names,
        Func<UnitOfWork, CancellationToken, Task<T>> action,
        CancellationToken ct
    ) => dependencies.Dialect.SupportsGroupCommit ? batches.AddAsync(action, ct) : AloneAsync(names, action, ct);

    private async Task<T> AloneAsync<T>(
        IReadOnlyList<string> names,
        Func<UnitOfWork, CancellationToken, Task<T>> action,
        CancellationToken ct
    )
    {
        await using var work = await BeginAsync(names, ct);

        // Once begun it is not cancelled, as it is not in a batch.
        var result = await action(work, CancellationToken.None);
        await work.CommitAsync(CancellationToken.None);
        return result;
    }

    /// <summary>Runs one statement in a transaction of its own.</summary>
    /// <returns>Rows changed.</returns>
    public async Task<int> ExecuteAsync(string sql, object? args, CancellationToken ct)
    {
        await using var work = await BeginAsync(ct);
        var changed = await work.ExecuteAsync(sql, args, ct);
        await work.CommitAsync(ct);
        return changed;
    }

    private sealed class Stopwatch(UpperBackMetrics metrics, string service) : IDisposable
    {
        private readonly long begun = System.Diagnostics.Stopwatch.GetTimestamp();

        public void Dispose() => metrics.DatabaseTook(service, System.Diagnostics.Stopwatch.GetElapsedTime(begun));
    }

    private sealed class Release(SemaphoreSlim semaphore) : IDisposable
    {
        public void Dispose() => semaphore.Release();
    }
}

/// <summary>What every service's database needs; registered once.</summary>
/// <param name="Dialect">The chosen provider.</param>
/// <param name="Clock">The one clock.</param>
/// <param name="Metrics">Learns how long transactions take.</param>
public sealed record DatabaseDependencies(SqlDialect Dialect, TimeProvider Clock, UpperBackMetrics Metrics);

/// <summary>A moment among the commits of a database.</summary>
/// <param name="Commits">How many there were in this process.</param>
public readonly record struct DatabaseMark(long Commits);
