using System.Data.Common;
using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.Extensions.Logging;
using UpperBack.Kernel.Problems;

namespace UpperBack.Infrastructure.Data;

/// <summary>Brings every database of this process to the present shape: each migration once, in the order of its
/// number.</summary>
internal sealed partial class Migrator(IEnumerable<ServiceDatabase> databases, ILogger<Migrator> log)
{
    private const string LockName = "migrations";

    /// <exception cref="CannotStartException">A database cannot be brought to it, and waiting would not
    /// help.</exception>
    /// <exception cref="DbException">A database server is away for the moment.</exception>
    public async Task MigrateAsync(CancellationToken ct)
    {
        foreach (var database in databases)
        {
            try
            {
                await MigrateAsync(database, ct);
            }
            catch (DbException ex) when (!(database.Dialect.IsServer && database.Dialect.IsTransient(ex)))
            {
                throw new CannotStartException(database.Dialect.Explain(ex, database.Name), ex);
            }
        }
    }

    private async Task MigrateAsync(ServiceDatabase database, CancellationToken ct)
    {
        (string Name, string Sql)[] all =
        [
            .. Find(typeof(Migrator).Assembly, "Migrations/")
                .Concat(Find(database.MigrationAssembly, database.MigrationPrefix))
                .DistinctBy(migration => migration.Name),
        ];

        // All in one transaction: it is either of this version or as it was, and a new one costs one flush. Replicas
        // that start together take turns: the second finds everything applied.
        await using var work = await database.BeginAsync(LockName, ct);
        await database.Dialect.EnsureSchemaAsync(work, database.Name, ct);
        await work.ExecuteAsync(
            database.Dialect.ResolveTypes(
                "create table if not exists migrations (name text primary key, applied_at {instant} not null)"
            ),
            null,
            ct
        );
        var applied = await work.QueryAsync<string>("select name from migrations order by name", null, ct);
        var unknown = applied.Except(all.Select(migration => migration.Name)).ToArray();
        if (unknown.Length > 0)
        {
            throw new CannotStartException(
                $"The database '{database.Name}' was made or used by a newer version ({unknown[^1]}): start that "
                    + "version or a later one, or put back the back-up from before it."
            );
        }

        foreach (var (name, sql) in all.ExceptBy(applied, migration => migration.Name))
        {
            await work.ExecuteAsync(database.Dialect.ResolveTypes(sql), null, ct);
            await work.ExecuteAsync(
                "insert into migrations (name, applied_at) values (@name, @Now)",
                new { name, work.Now },
                ct
            );
            work.AfterCommit(() => Applied(database.Name, name));
        }

        await work.CommitAsync(ct);
    }

    private static IEnumerable<(string Name, string Sql)> Find(Assembly assembly, string prefix) =>
        assembly
            .GetManifestResourceNames()
            .Where(resource =>
                resource.StartsWith(prefix, StringComparison.Ordinal)
                && resource.EndsWith(".sql", StringComparison.Ordinal)
            )
            .Order(StringComparer.Ordinal)
            .Select(resource =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
                return (resource[prefix.Length..].ToLower(CultureInfo.InvariantCulture), reader.ReadToEnd());
            });

    [LoggerMessage(1, LogLevel.Information, "{Database}: migration {Name} applied")]
    private partial void Applied(string database, string name);
}
