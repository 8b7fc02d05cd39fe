using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Conformance;

/// <summary>Two processes on one SQLite file.</summary>
public sealed class TwoProcessesOnSqlite : TwoProcessesSeamTests, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("upperback-two-").FullName;
    private int made;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private protected override async Task FillAsync(UnitOfWork work)
    {
        // Two commands: of one that begins with a row's worth of answer, the rest would fail unheard.
        await work.QueryAsync<int>("pragma max_page_count = 1", null, default);
        await work.ExecuteAsync(
            "with recursive more (n) as (select 1 union all select n + 1 from more where n < 100000) insert into "
                + "numbers (n) select n from more",
            null,
            default
        );
    }

    private protected override Task<DataOptions> EmptyAsync() =>
        Task.FromResult(new DataOptions { Folder = Path.Combine(folder, FormattableString.Invariant($"{made++}")) });

    /// <summary>There is a folder where the file should be.</summary>
    private protected override DataOptions Away()
    {
        var away = Path.Combine(folder, "away");
        Directory.CreateDirectory(Path.Combine(away, "notebook.db"));
        return new DataOptions { Folder = away };
    }
}

/// <summary>Two processes on one PostgreSQL database.</summary>
[Collection(Production.Name)]
public sealed class TwoProcessesOnPostgres(Production.Fixture production) : TwoProcessesSeamTests
{
    /// <summary>It says so itself: a disk of its own would have to be filled otherwise.</summary>
    private protected override Task FillAsync(UnitOfWork work) =>
        work.ExecuteAsync("do $$ begin raise exception 'full' using errcode = '53100'; end $$", null, default);

    private protected override async Task<DataOptions> EmptyAsync() =>
        new() { Provider = "postgres", ConnectionString = await production.Servers.NewDatabaseAsync() };

    private protected override DataOptions Away() =>
        new()
        {
            Provider = "postgres",
            ConnectionString = FormattableString.Invariant(
                $"Host=127.0.0.1;Port={UpperBackServer.FindFreePort()};Username=nobody;Database=nothing"
            ),
        };
}

/// <summary>What a database promises to several processes that work on it at once.</summary>
public abstract class TwoProcessesSeamTests
{
    /// <summary>Writes to the table <c>numbers</c> until there is no room left.</summary>
    private protected abstract Task FillAsync(UnitOfWork work);

    /// <summary>A database that nobody has used yet.</summary>
    private protected abstract Task<DataOptions> EmptyAsync();

    /// <summary>A database that cannot be reached.</summary>
    private protected abstract DataOptions Away();

    [Fact]
    public async Task TwoThatMigrateAnEmptyDatabaseTogetherApplyEachMigrationOnce()
    {
        for (var round = 0; round < 3; round++)
        {
            var data = await EmptyAsync();
            await using var one = Process(data);
            await using var other = Process(data);
            await Task.WhenAll(Task.Run(() => MigrateAsync(one)), Task.Run(() => MigrateAsync(other)));

            var names = await Database(other)
                .QueryAsync<string>("select name from migrations order by name", null, default);
            Assert.True(names.Count > 1);
            Assert.Equal(names.Distinct(), names);
            foreach (var table in new[] { "outbox", "inbox", "idempotency_keys" })
                Assert.Equal(0, await CountAsync(one, table));
        }
    }

    [Fact]
    public async Task ANameThatOneProcessHoldsIsWaitedForInTheOther()
    {
        var data = await EmptyAsync();
        await using var one = Process(data);
        await using var other = Process(data);
        await MigrateAsync(one);
        await MakeNumbersAsync(one, 0);

        await using var first = await Database(one).BeginAsync("the pen", default);
        var second = Task.Run(() => Database(other).BeginAsync("the pen", default));
        await first.ExecuteAsync("insert into numbers (n) values (1)", null, default);
        await Task.Delay(300);
        Assert.False(second.IsCompleted);
        await first.CommitAsync(default);

        await using var after = await second;
        Assert.Equal(1, await after.QueryFirstOrDefaultAsync<int>("select count(*) from numbers", null, default));
    }

    [Fact]
    public async Task ClaimsOfTwoProcessesNeverOverlap()
    {
        var data = await EmptyAsync();
        await using var one = Process(data);
        await using var other = Process(data);
        await MigrateAsync(one);
        await MakeNumbersAsync(one, 30);

        await using var first = await Database(one).BeginAsync(default);
        var mine = await ClaimAsync(first);
        var theirs = Task.Run(async () =>
        {
            await using var second = await Database(other).BeginAsync(default);
            var claimed = await ClaimAsync(second);
            await second.CommitAsync(default);
            return claimed;
        });

        // Where rows can be passed over nobody waits for the first claim to end.
        if (Database(one).Dialect.SkipLocked.Length > 0)
            await theirs.WaitAsync(TimeSpan.FromSeconds(10));
        await first.CommitAsync(default);

        Assert.Equal(Enumerable.Range(1, 10), mine.Order());
        Assert.Equal(Enumerable.Range(11, 10), (await theirs).Order());
    }

    [Fact]
    public async Task ADatabaseThatIsAwayMayBeBackLater()
    {
        await using var process = Process(Away());
        var failure = await Assert.ThrowsAnyAsync<DbException>(() =>
            Database(process).QueryAsync<int>("select 1", null, default)
        );

        Assert.True(Database(process).Dialect.IsTransient(failure));
        Assert.False(Database(process).Dialect.IsFull(failure));
    }

    [Fact]
    public async Task ADatabaseThatIsFullIsToldFromAStatementThatIsWrong()
    {
        await using var process = Process(await EmptyAsync());
        await MigrateAsync(process);
        await MakeNumbersAsync(process, 0);
        var dialect = Database(process).Dialect;

        await using (var work = await Database(process).BeginAsync(default))
        {
            var full = await Assert.ThrowsAnyAsync<DbException>(() => FillAsync(work));
            Assert.True(dialect.IsFull(full) && dialect.IsTransient(full), full.Message);
        }

        var wrong = await Assert.ThrowsAnyAsync<DbException>(() =>
            Database(process).QueryAsync<int>("select nothing from nowhere", null, default)
        );
        Assert.False(dialect.IsFull(wrong) || dialect.IsTransient(wrong) || dialect.IsUniqueViolation(wrong));
    }

    private static ServiceProvider Process(DataOptions data)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton(Options.Create(data)).AddData(data).AddServiceDatabase<NotebookDatabase>();
        return services.BuildServiceProvider();
    }

    private static NotebookDatabase Database(ServiceProvider process) => process.GetRequiredService<NotebookDatabase>();

    private static Task MigrateAsync(ServiceProvider process) =>
        process.GetRequiredService<Migrator>().MigrateAsync(default);

    private static async Task MakeNumbersAsync(ServiceProvider process, int count)
    {
        await using var work = await Database(process).BeginAsync(default);
        await work.ExecuteAsync(
            work.Dialect.ResolveTypes("create table numbers (n integer not null, taken {bool} not null default false)"),
            null,
            default
        );
        for (var n = 1; n <= count; n++)
            await work.ExecuteAsync("insert into numbers (n) values (@n)", new { n }, default);
        await work.CommitAsync(default);
    }

    private static Task<IReadOnlyList<int>> ClaimAsync(UnitOfWork work) =>
        work.QueryAsync<int>(
            $"""
            update numbers set taken = true
            where n in (select n from numbers where not taken order by n limit 10 {work.Dialect.SkipLocked})
            returning n
            """,
            null,
            default
        );

    private static Task<int> CountAsync(ServiceProvider process, string table) =>
        Database(process).QueryFirstOrDefaultAsync<int>($"select count(*) from {table}", null, default);
}
