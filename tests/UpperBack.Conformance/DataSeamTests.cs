using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Conformance;

/// <summary>The data seam on PostgreSQL.</summary>
[Collection(Production.Name)]
public sealed class DataOnPostgres(ProductionNotebook notebook)
    : DataSeamTests(notebook),
        IClassFixture<ProductionNotebook>;

/// <summary>What every database promises, whichever provider stands behind it.</summary>
public abstract class DataSeamTests(Notebook notebook)
{
    /// <summary>The smallest service on the provider.</summary>
    protected Notebook Notebook => notebook;

    /// <summary>Whether several processes may write to the database.</summary>
    protected virtual bool AllowsTwoProcesses => true;

    [Fact]
    public async Task AWriteThatFailsTakesNobodyOfItsBatchAlong()
    {
        var hold = await notebook.Database.BeginAsync(default);
        var writes = Enumerable
            .Range(0, 20)
            .Select(i =>
                notebook.Database.InBatchAsync(
                    (work, _) => Notebook.NoteAsync(work, i % 5 == 0 ? null : $"batch-{i:00}"),
                    default
                )
            )
            .ToArray();
        await hold.DisposeAsync();
        await Task.WhenAll(writes).ContinueWith(_ => { }, TaskScheduler.Default);

        Assert.All(writes.Where((_, i) => i % 5 == 0), write => Assert.True(write.IsFaulted));
        Assert.All(writes.Where((_, i) => i % 5 != 0), write => Assert.True(write.IsCompletedSuccessfully));
        Assert.Equal(16, (await notebook.LinesAsync("batch-%")).Count);
    }

    [Fact]
    public async Task ACallerWhoGoesWhileTheirWriteIsMadeUndoesNothing()
    {
        using var gone = new CancellationTokenSource();
        var write = notebook.Database.InBatchAsync(
            async (work, token) =>
            {
                await gone.CancelAsync();
                token.ThrowIfCancellationRequested();
                return await Notebook.NoteAsync(work, "midway");
            },
            gone.Token
        );

        Assert.Equal("midway", await write);
        Assert.Single(await notebook.LinesAsync("midway"));
    }

    [Fact]
    public async Task WorkThatIsNotCommittedLeavesNeitherRowsNorEvents()
    {
        var session = SessionId.New();
        await using (var work = await notebook.Database.BeginAsync(default))
        {
            await Notebook.NoteAsync(work, "undone");
            work.Publish(new ClassStarted(session, DateTimeOffset.UnixEpoch));
        }

        Assert.Empty(await notebook.LinesAsync("undone"));
        Assert.Equal(0, await notebook.CountAsync("outbox", "body like @body", new { body = $"%{session}%" }));
    }

    [Fact]
    public async Task WhatWasReadIsTakenForUnchangedOnlyWhereAndUntilNobodyElseCanHaveWritten()
    {
        // The relay commits whenever it likes.
        DatabaseMark mark = default;
        await Eventually.Is(
            async () =>
            {
                mark = notebook.Database.Mark();
                await using (var undone = await notebook.Database.BeginAsync(default))
                    await Notebook.NoteAsync(undone, "never");
                return notebook.Database.IsUnchangedSince(mark);
            },
            unchanged => unchanged == !AllowsTwoProcesses
        );

        await notebook.Database.InBatchAsync((work, _) => Notebook.NoteAsync(work, "marked"), default);
        Assert.False(notebook.Database.IsUnchangedSince(mark));

        await using var work = await notebook.Database.BeginAsync(default);
        mark = notebook.Database.Mark();
        await Notebook.NoteAsync(work, "marked again");
        Assert.Equal(!AllowsTwoProcesses, notebook.Database.IsUnchangedSince(mark));
        var seen = true;
        work.AfterCommit(() => seen = notebook.Database.IsUnchangedSince(mark));
        await work.CommitAsync(default);
        Assert.False(seen);
    }

    [Fact]
    public async Task MigratingAgainChangesNothing()
    {
        var before = await notebook.CountAsync("migrations", "1 = 1", new { });
        await notebook.MigrateAsync();

        Assert.True(before > 0);
        Assert.Equal(before, await notebook.CountAsync("migrations", "1 = 1", new { }));
    }

    [Fact]
    public async Task TwoProcessesThatMigrateAnEmptyDatabaseTogetherTakeTurns()
    {
        var processes = await Task.WhenAll(notebook.BuildAnotherAsync(), notebook.BuildAnotherAsync());
        await notebook.Database.ExecuteAsync("drop table inbox", null, default);
        await notebook.Database.ExecuteAsync("drop table outbox", null, default);
        await notebook.Database.ExecuteAsync("delete from migrations where name like '%outbox%'", null, default);
        await Task.WhenAll(
            processes.Select(process => process.Services.GetRequiredService<Migrator>().MigrateAsync(default))
        );

        Assert.Equal(0, await notebook.CountAsync("outbox", "1 = 1", new { }));
        foreach (var process in processes)
            await process.DisposeAsync();
    }

    [Fact]
    public async Task WhoeverHoldsANameIsWaitedFor()
    {
        await using var other = await notebook.BuildAnotherAsync();
        var there = AllowsTwoProcesses ? other.Services.GetRequiredService<NotebookDatabase>() : notebook.Database;
        var first = await notebook.Database.BeginAsync("the pen", default);
        var second = there.BeginAsync("the pen", default);
        await Notebook.NoteAsync(first, "named-1");
        await Task.Delay(200);
        Assert.False(second.IsCompleted);

        await first.CommitAsync(default);
        await using var after = await second;
        Assert.Equal(
            1,
            await after.QueryFirstOrDefaultAsync<int>(
                "select count(*) from notes where line = 'named-1'",
                null,
                default
            )
        );
    }

    [Fact]
    public async Task ARowThatIsThereAlreadyIsToldFromOtherFailures()
    {
        await using var work = await notebook.Database.BeginAsync(default);
        await work.ExecuteAsync(
            "insert into migrations (name, applied_at) values ('twice', @Now)",
            new { work.Now },
            default
        );
        var refusal = await Assert.ThrowsAnyAsync<DbException>(() =>
            work.ExecuteAsync(
                "insert into migrations (name, applied_at) values ('twice', @Now)",
                new { work.Now },
                default
            )
        );

        Assert.True(work.Dialect.IsUniqueViolation(refusal));
        Assert.False(work.Dialect.IsTransient(refusal));
    }

    [Fact]
    public async Task WhatIsWrittenIsRead()
    {
        var dialect = notebook.Database.Dialect;
        await notebook.Database.ExecuteAsync(
            dialect.ResolveTypes(
                "create table kinds (id {uuid} primary key, at {instant} not null, day {date}, done {bool} not null, "
                    + "body {json}, n bigint)"
            ),
            null,
            default
        );
        var (one, two) = (MemberId.New(), MemberId.New());
        var at = Instant.FromUtc(2026, 3, 29, 1, 59, 59) + Duration.FromMilliseconds(123);
        foreach (var (id, day) in new (MemberId, LocalDate?)[] { (one, new LocalDate(2028, 2, 29)), (two, null) })
        {
            await notebook.Database.ExecuteAsync(
                "insert into kinds (id, at, day, done, body, n) values (@id, @at, @day, @done, @body, @n)",
                new
                {
                    id,
                    at,
                    day,
                    done = day is null,
                    body = "{\"a\":\"ä\"}",
                    n = long.MaxValue,
                },
                default
            );
        }

        var rows = await notebook.Database.QueryAsync<Kind>(
            "select id as Id, at as At, day as Day, done as Done, body as Body, n as N from kinds where "
                + $"{dialect.In("id", "ids")} order by day",
            new { ids = dialect.Ids([one, two]) },
            default
        );
        Assert.Equal(2, rows.Count);
        var (dated, undated) = (rows.Single(row => row.Id == one), rows.Single(row => row.Id == two));
        Assert.Equal(
            (at, new LocalDate(2028, 2, 29), false, "{\"a\":\"ä\"}", long.MaxValue),
            (dated.At, dated.Day, dated.Done, dated.Body, dated.N)
        );
        Assert.Equal((null, true), (undated.Day, undated.Done));
        Assert.Empty(
            await notebook.Database.QueryAsync<Kind>(
                $"select id as Id from kinds where {dialect.In("id", "ids")}",
                new { ids = dialect.Ids(Array.Empty<MemberId>()) },
                default
            )
        );
    }

    private sealed class Kind
    {
        public MemberId Id { get; init; }

        public Instant At { get; init; }

        public LocalDate? Day { get; init; }

        public bool Done { get; init; }

        public string Body { get; init; } = "";

        public long N { get; init; }
    }
}
