using System.Threading.Channels;

namespace UpperBack.Streaming.Streams;

/// <summary>Does what it is given one after another, in the background, so that whoever gives it need not wait. What
/// fails is told to the log and the next is done. It holds no thread while there is nothing to do.</summary>
internal sealed class SerialQueue(int most, Action<Exception> failed)
{
    private readonly Channel<Func<Task>> waiting = Channel.CreateBounded<Func<Task>>(most);
    private int running;
    private volatile Task drained = Task.CompletedTask;

    /// <summary>Puts work at the end of the line.</summary>
    /// <returns>False when the line is full; then it is not done.</returns>
    public bool TryAdd(Func<Task> work)
    {
        if (!waiting.Writer.TryWrite(work))
            return false;
        if (Interlocked.CompareExchange(ref running, 1, 0) == 0)
            drained = Task.Run(DrainAsync);
        return true;
    }

    /// <summary>Returns once everything that was in the line is done, or failed.</summary>
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
                await DoAsync(work);
            Volatile.Write(ref running, 0);
        } while (waiting.Reader.TryPeek(out _) && Interlocked.CompareExchange(ref running, 1, 0) == 0);
    }

    private async Task DoAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception ex)
        {
            // Nobody waits for this work; whatever went wrong with it, those behind it have their turn.
            failed(ex);
        }
    }
}
