using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Conformance;

/// <summary>The data seam on SQLite.</summary>
public sealed class DataOnSqlite(EmbeddedNotebook notebook) : DataSeamTests(notebook), IClassFixture<EmbeddedNotebook>
{
    /// <inheritdoc/>
    protected override bool AllowsTwoProcesses => false;

    [Fact]
    public async Task AWriteWhoseCallerHasGoneIsNotMadeAndTheOthersOfItsBatchAreMadeOnce()
    {
        using var gone = new CancellationTokenSource();
        var runs = 0;

        // The first one holds the batch up, so that the others wait together.
        var isHeldUp = new TaskCompletionSource();
        var mayGoOn = new TaskCompletionSource();
        var first = Notebook.Database.InBatchAsync(
            async (work, _) =>
            {
                isHeldUp.TrySetResult();
                await mayGoOn.Task;
                return await Conformance.Notebook.NoteAsync(work, "gone-first");
            },
            default
        );
        await isHeldUp.Task;
        var cancelled = Notebook.Database.InBatchAsync(
            (work, _) => Conformance.Notebook.NoteAsync(work, "gone-never"),
            gone.Token
        );
        var other = Notebook.Database.InBatchAsync(
            (work, _) =>
            {
                runs++;
                return Conformance.Notebook.NoteAsync(work, "gone-other");
            },
            default
        );
        await gone.CancelAsync();
        mayGoOn.SetResult();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        await Task.WhenAll(first, other);
        Assert.Equal(1, runs);
        Assert.Equal(["gone-first", "gone-other"], await Notebook.LinesAsync("gone-%"));
    }
}
