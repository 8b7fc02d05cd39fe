using System.Threading.Channels;

namespace UpperBack.Infrastructure.Data;

/// <summary>Group commit: small writes that arrive while another is being committed share the next commit, and each
/// returns only once it is on the disk. A write that fails takes nobody along: its batch is undone and each is tried
/// alone.</summary>
internal sealed class BatchedWrites(ServiceDatabase database)
{
    private const int MaxInBatch = 500;

    private readonly Channel<Write> waiting = Channel.CreateUnbounded<Write>(
        new UnboundedChannelOptions { SingleReader = true }
    );
    private int running;

    public async Task<T> AddAsync<T>(Func<UnitOfWork, CancellationToken, Task<T>> action, CancellationToken ct)
    {
        var write = new Write<T>(action, ct);
        await waiting.Writer.WriteAsync(write, ct);
        if (Interlocked.CompareExchange(ref running, 1, 0) == 0)
            _ = Task.Run(DrainAsync, CancellationToken.None);
        return await write.Result;
    }

    private async Task DrainAsync()
    {
        do
        {
            while (TakeBatch() is { Count: > 0 } batch)
                await RunAsync(batch);
            Interlocked.Exchange(ref running, 0);
        } while (waiting.Reader.TryPeek(out _) && Interlocked.CompareExchange(ref running, 1, 0) == 0);
    }

    private List<Write> TakeBatch()
    {
        var batch = new List<Write>();
        while (batch.Count < MaxInBatch && waiting.Reader.TryRead(out var write))
            batch.Add(write);
        return batch;
    }

    private async Task RunAsync(List<Write> batch)
    {
        batch.RemoveAll(write => write.IsGivenUp());
        if (batch.Count == 0)
            return;

        try
        {
            await using var work = await database.BeginAsync(CancellationToken.None);
            foreach (var write in batch)
                await write.RunAsync(work);
            await work.CommitAsync(CancellationToken.None);
        }
        catch (Exception ex)
        {
            if (batch.Count == 1)
                batch[0].Fail(ex);
            else
            {
                foreach (var write in batch)
                    await RunAsync([write]);
            }

            return;
        }

        foreach (var write in batch)
            write.Succeed();
    }

    private abstract class Write
    {
        /// <summary>True when the caller was cancelled before the write began, and has been told so.</summary>
        public abstract bool IsGivenUp();

        public abstract Task RunAsync(UnitOfWork work);

        public abstract void Succeed();

        public abstract void Fail(Exception exception);
    }

    private sealed class Write<T>(Func<UnitOfWork, CancellationToken, Task<T>> action, CancellationToken ct) : Write
    {
        private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? value;

        public Task<T> Result => done.Task;

        public override bool IsGivenUp() => ct.IsCancellationRequested && done.TrySetCanceled(ct);

        // Once begun it is not cancelled: that would undo the writes of everybody else in the batch.
        public override async Task RunAsync(UnitOfWork work) => value = await action(work, CancellationToken.None);

        public override void Succeed() => done.SetResult(value!);

        public override void Fail(Exception exception) => done.SetException(exception);
    }
}
