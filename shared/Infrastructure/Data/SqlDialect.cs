using System.Data.Common;
using UpperBack.Contracts.Ids;

namespace UpperBack.Infrastructure.Data;

/// <summary>The little in which databases differ. Statements are written once in the common subset; column types in
/// migrations are named <c>{uuid}</c>, <c>{instant}</c>, <c>{date}</c>, <c>{json}</c>, <c>{bool}</c>, <c>{serial_pk}</c>.</summary>
public abstract class SqlDialect
{
    /// <summary>Name of the provider, as in the settings.</summary>
    public abstract string Name { get; }

    /// <summary>Opens a connection to a service's database.</summary>
    public abstract Task<DbConnection> OpenAsync(string service, CancellationToken ct);

    /// <summary>Begins a transaction that will write: no later statement of it can fail because somebody else wrote meanwhile.</summary>
    public abstract Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken ct);

    /// <summary>True when the exception says that a unique index refused the row.</summary>
    public abstract bool IsUniqueViolation(DbException exception);

    /// <summary>Replaces the named column types of a migration by the database's own.</summary>
    public abstract string ResolveTypes(string sql);

    /// <summary><c>column in @name</c> in the database's own words; the parameter is an array.</summary>
    public abstract string In(string column, string parameter);

    /// <summary>Ids as the array parameter of <see cref="In"/>.</summary>
    public abstract Array Ids<TId>(IEnumerable<TId> ids)
        where TId : struct, IId<TId>;
}
