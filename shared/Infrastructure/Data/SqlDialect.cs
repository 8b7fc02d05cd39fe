using System.Data.Common;
using UpperBack.Contracts.Ids;

namespace UpperBack.Infrastructure.Data;

/// <summary>The little in which databases differ. Statements are written once in the common subset; column types in
/// migrations are named <c>{uuid}</c>, <c>{instant}</c>, <c>{date}</c>, <c>{json}</c>, <c>{bool}</c>,
/// <c>{serial_pk}</c>.</summary>
public abstract class SqlDialect
{
    /// <summary>Name of the provider, as in the settings.</summary>
    public abstract string Name { get; }

    /// <summary>How many transactions of one service may write at the same time in this process.</summary>
    public abstract int Writers { get; }

    /// <summary>True when small writes do better in one commit; false when the database itself lets commits share a
    /// flush.</summary>
    public abstract bool SupportsGroupCommit { get; }

    /// <summary>Ends a subquery of rows to be taken: those that another transaction is taking are passed
    /// over.</summary>
    public abstract string SkipLocked { get; }

    /// <summary>Cancelled while the database is known not to answer: waiting for it would be in vain.</summary>
    public virtual CancellationToken Stalled => CancellationToken.None;

    /// <summary>Opens a connection to a service's database.</summary>
    public abstract Task<DbConnection> OpenAsync(string service, CancellationToken ct);

    /// <summary>Begins a transaction that will write: no later statement of it can fail because somebody else wrote
    /// meanwhile.</summary>
    public abstract Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken ct);

    /// <summary>Makes room for a service's tables, in the transaction that is about to make them.</summary>
    public abstract Task EnsureSchemaAsync(UnitOfWork work, string service, CancellationToken ct);

    /// <summary>Holds a name until the transaction ends: whoever else wants it waits.</summary>
    public abstract Task LockAsync(UnitOfWork work, string name, bool shared, CancellationToken ct);

    /// <summary>True when the same may well succeed later: the database is away, overloaded, or chose this transaction
    /// to break a deadlock.</summary>
    public abstract bool IsTransient(DbException exception);

    /// <summary>True when the database has no room left to store anything.</summary>
    public abstract bool IsFull(DbException exception);

    /// <summary>True when the exception says that a unique index refused the row.</summary>
    public abstract bool IsUniqueViolation(DbException exception);

    /// <summary>True when the database is a server of its own, which may come up later than this process.</summary>
    public abstract bool IsServer { get; }

    /// <summary>Why the databases could not be brought to the present shape, and what to do: a sentence for the
    /// operator.</summary>
    /// <param name="exception">What happened.</param>
    /// <param name="service">Whose database it was; null when that makes no difference.</param>
    public abstract string Explain(DbException exception, string? service = null);

    /// <summary>Replaces the named column types of a migration by the database's own.</summary>
    public abstract string ResolveTypes(string sql);

    /// <summary><c>column in @name</c> in the database's own words; the parameter is an array.</summary>
    public abstract string In(string column, string parameter);

    /// <summary>Ids as the array parameter of <see cref="In"/>.</summary>
    public abstract Array Ids<TId>(IEnumerable<TId> ids)
        where TId : struct, IId<TId>;
}
