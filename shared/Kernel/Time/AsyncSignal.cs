using System.Threading.Channels;

namespace UpperBack.Kernel.Time;

/// <summary>Wakes a background worker as soon as there is something to do; many rings before it looks are
/// one.</summary>
public sealed class AsyncSignal
{
    private readonly Channel<bool> rings = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>There is something to do.</summary>
    public void Set() => rings.Writer.TryWrite(true);

    /// <summary>Returns at the next ring, or after <paramref name="most"/>; throws only when cancelled.</summary>
    public async Task WaitAsync(TimeSpan most, TimeProvider clock, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(most, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            await rings.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested) { }
    }
}
