using System.Threading.Channels;

namespace UpperBack.Infrastructure.Messaging;

/// <summary>Wakes the relay as soon as something was committed; many rings before it looks are one.</summary>
internal sealed class OutboxBell
{
    private readonly Channel<bool> rings = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ring() => rings.Writer.TryWrite(true);

    /// <summary>Returns at the next ring, or after <paramref name="most"/>.</summary>
    public async Task WaitAsync(TimeSpan most, TimeProvider clock, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(most, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            await rings.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
        }
    }
}
