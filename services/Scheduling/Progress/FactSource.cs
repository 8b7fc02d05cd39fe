using UpperBack.Infrastructure.Data;

namespace UpperBack.Scheduling.Progress;

/// <summary>Where facts are read from: the database as everybody sees it, or as a transaction does.</summary>
internal sealed class FactSource
{
    private readonly SchedulingDatabase? database;
    private readonly UnitOfWork? work;

    public FactSource(SchedulingDatabase database) => (this.database, Dialect) = (database, database.Dialect);

    public FactSource(UnitOfWork work) => (this.work, Dialect) = (work, work.Dialect);

    public SqlDialect Dialect { get; }

    public Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object args, CancellationToken ct) =>
        work is null ? database!.QueryAsync<T>(sql, args, ct) : work.QueryAsync<T>(sql, args, ct);
}
