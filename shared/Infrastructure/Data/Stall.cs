namespace UpperBack.Infrastructure.Data;

/// <summary>Not waiting any longer for a database that is known not to answer. What it was asked goes on by itself
/// until it answers or the connection breaks; only then can the connection be given back.</summary>
internal static class Stall
{
    /// <summary>The command's result.</summary>
    /// <param name="command">What the database was asked.</param>
    /// <param name="stalled">Cancelled while the database does not answer.</param>
    /// <exception cref="DatabaseStalledException">It does not answer; the command may still be under way.</exception>
    public static async Task<T> OrStallAsync<T>(this Task<T> command, CancellationToken stalled)
    {
        if (!stalled.CanBeCanceled)
            return await command;

        try
        {
            return await command.WaitAsync(stalled);
        }
        catch (OperationCanceledException) when (stalled.IsCancellationRequested && !command.IsCanceled)
        {
            throw new DatabaseStalledException();
        }
    }

    /// <summary>Disposes of something once nothing is under way on it: now when the command is over, else later and
    /// without being waited for.</summary>
    public static async ValueTask DisposeAfterAsync(Task command, Func<ValueTask> dispose)
    {
        if (command.IsCompleted)
            await dispose();
        else
            _ = LaterAsync(command, dispose);
    }

    private static async Task LaterAsync(Task command, Func<ValueTask> dispose)
    {
        await command.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await dispose();
        }
        catch (Exception ex) when (ex is System.Data.Common.DbException or IOException or InvalidOperationException)
        {
            // The connection broke meanwhile, which gives it back as well.
        }
    }
}
