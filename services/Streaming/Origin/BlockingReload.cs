using UpperBack.Streaming.Streams;

namespace UpperBack.Streaming.Origin;

/// <summary>Holds a request back until what it asks for is there. Nothing polls: each part wakes whoever waits on its
/// rendition.</summary>
internal static class BlockingReload
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(6);

    /// <summary>Waits for a condition on a rendition.</summary>
    /// <returns>False when it did not become true in time, or this process stops.</returns>
    public static async ValueTask<bool> UntilAsync(
        LiveStream stream,
        Rendition rendition,
        Func<bool> condition,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var begun = clock.GetTimestamp();
        while (true)
        {
            // Before the condition, so that no change between the two is missed.
            var change = rendition.NextChange;
            if (condition())
                return true;

            var left = MaxWait - clock.GetElapsedTime(begun);
            if (left <= TimeSpan.Zero || stream.IsClosing)
                return false;

            var signal = change.WaitAsync(left, clock, ct);
            await signal.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ct.ThrowIfCancellationRequested();
        }
    }
}
