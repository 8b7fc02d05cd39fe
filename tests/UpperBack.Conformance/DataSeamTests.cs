using UpperBack.Contracts.Events;
using UpperBack.Contracts.Ids;

namespace UpperBack.Conformance;

/// <summary>What every database promises, whichever provider stands behind it.</summary>
public sealed class DataSeamTests(Notebook notebook) : IClassFixture<Notebook>
{
    [Fact]
    public async Task AWriteThatFailsTakesNobodyOfItsBatchAlong()
    {
        var hold = await notebook.Database.BeginAsync(default);
        var writes = Enumerable.Range(0, 20)
            .Select(i => notebook.Database.InBatchAsync((work, _) => Notebook.NoteAsync(work, i % 5 == 0 ? null : $"batch-{i:00}"), default))
            .ToArray();
        await hold.DisposeAsync();
        await Task.WhenAll(writes).ContinueWith(_ => { }, TaskScheduler.Default);

        Assert.All(writes.Where((_, i) => i % 5 == 0), write => Assert.True(write.IsFaulted));
        Assert.All(writes.Where((_, i) => i % 5 != 0), write => Assert.True(write.IsCompletedSuccessfully));
        Assert.Equal(16, (await notebook.LinesAsync("batch-%")).Count);
    }

    [Fact]
    public async Task AWriteWhoseCallerHasGoneIsNotMadeAndTheOthersOfItsBatchAreMadeOnce()
    {
        using var gone = new CancellationTokenSource();
        var runs = 0;

        // The first one holds the batch up, so that the others wait together.
        var mayGoOn = new TaskCompletionSource();
        var first = notebook.Database.InBatchAsync(
            async (work, _) =>
            {
                await mayGoOn.Task;
                return await Notebook.NoteAsync(work, "gone-first");
            },
            default);
        var cancelled = notebook.Database.InBatchAsync((work, _) => Notebook.NoteAsync(work, "gone-never"), gone.Token);
        var other = notebook.Database.InBatchAsync(
            (work, _) =>
            {
                runs++;
                return Notebook.NoteAsync(work, "gone-other");
            },
            default);
        await gone.CancelAsync();
        mayGoOn.SetResult();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        await Task.WhenAll(first, other);
        Assert.Equal(1, runs);
        Assert.Equal(["gone-first", "gone-other"], await notebook.LinesAsync("gone-%"));
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
            gone.Token);

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
    public async Task MigratingAgainChangesNothing()
    {
        var before = await notebook.CountAsync("migrations", "1 = 1", new { });
        await notebook.MigrateAsync();

        Assert.True(before > 0);
        Assert.Equal(before, await notebook.CountAsync("migrations", "1 = 1", new { }));
    }
}
