namespace UpperBack.Infrastructure.Data;

/// <summary>What rows are read from: a database as everybody sees it, or a transaction, which sees its own writes
/// too.</summary>
public interface IQueries
{
    /// <summary>What differs between the databases.</summary>
    SqlDialect Dialect { get; }

    /// <summary>Reads all rows.</summary>
    Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? args, CancellationToken ct);

    /// <summary>Reads the first row, or the type's default when there is none.</summary>
    Task<T?> QueryFirstOrDefaultAsync<T>(string sql, object? args, CancellationToken ct);
}
