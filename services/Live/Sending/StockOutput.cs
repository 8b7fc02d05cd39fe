using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;

namespace UpperBack.Live.Sending;

/// <summary>Writes through SignalR: for connections behind TLS of this process, for long polling and server-sent
/// events, and for all when the setting says so. A bounded queue, and one pump that alone waits for the
/// connection.</summary>
internal sealed class StockOutput : ConnectionOutput
{
    // mutation slow-reader: private static readonly TimeSpan WriteTimeout = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(10);

    private readonly Channel<LiveMessage> queue;
    private readonly HubConnectionContext connection;
    private readonly Action<Exception?> lost;

    /// <param name="connection">SignalR's.</param>
    /// <param name="maxWaiting">Messages that may wait.</param>
    /// <param name="whenLost">Called once when it is dropped: with what went wrong, or null when it read too
    /// slowly.</param>
    public StockOutput(HubConnectionContext connection, int maxWaiting, Action<Exception?> whenLost)
    {
        (this.connection, lost) = (connection, whenLost);
        queue = Channel.CreateBounded<LiveMessage>(new BoundedChannelOptions(maxWaiting) { SingleReader = true });
        _ = PumpAsync();
    }

    protected override void Write(MessageBatch batch)
    {
        foreach (var message in batch.Messages)
        {
            if (!queue.Writer.TryWrite(message))
                Lose(null);
        }
    }

    protected override void Finish() => queue.Writer.TryComplete();

    protected override void Close(Exception? reason) => lost(reason);

    private async Task PumpAsync()
    {
        try
        {
            await foreach (var message in queue.Reader.ReadAllAsync())
                await connection.WriteAsync(message.Serialized).AsTask().WaitAsync(WriteTimeout);
        }
        catch (Exception ex)
            when (ex is TimeoutException or IOException or InvalidOperationException or OperationCanceledException)
        {
            Drop(ex);
        }
    }
}
