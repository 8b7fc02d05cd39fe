using System.Threading.Channels;

namespace UpperBack.Streaming.Streams;

/// <summary>Runs work in the background, one piece after another, so that the caller need not wait. A failure is
/// reported, and the next piece runs. It holds no thread while there is nothing to do.</summary>
internal sealed class SerialQueue(int capacity, Action<Exception> failed)
{
    private readonly Channel<Func<Task>> waiting = Channel.CreateBounded<Func<Task>>(capacity);
    private int running;
    private volatile Task drained = Task.CompletedTask;

    /// <summary>Puts work at the end of the queue.</summary>
    /// <returns>False when the queue is full; then it is not run.</returns>
    public bool TryAdd(Func<Task> work)
    {
        if (!waiting.Writer.TryWrite(work))
            return false;
        if (Interlocked.CompareExchange(ref running, 1, 0) == 0)
            drained = Task.Run(DrainAsync);
        return true;
    }

    /// <summary>Returns once everything that was in the queue is done, or failed.</summary>
    public async Task FlushAsync(CancellationToken ct)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        while (
            !TryAdd(() =>
            {
                done.SetResult();
                return Task.CompletedTask;
            })
        )
            await drained.WaitAsync(ct);
        await done.Task.WaitAsync(ct);
    }

    private async Task DrainAsync()
    {
        do
        {
            while (waiting.Reader.TryRead(out var work))
                await RunAsync(work);
            Interlocked.Exchange(ref running, 0);
        } while (waiting.Reader.TryPeek(out _) && Interlocked.CompareExchange(ref running, 1, 0) == 0);
    }

    private async Task RunAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception ex)
        {
            // Nobody awaits this work; whatever went wrong with it, the work behind it runs.
            failed(ex);
        }
    }
}
