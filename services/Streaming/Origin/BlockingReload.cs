using UpperBack.Streaming.Streams;

namespace UpperBack.Streaming.Origin;

/// <summary>Holds a request back until what it asks for is there. Nothing polls: each part wakes whoever waits on its
/// rendition.</summary>
internal static class BlockingReload
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(6);

    /// <summary>Waits for a condition on a rendition.</summary>
    /// <returns>False when it did not come about in time, or this process stops.</returns>
    public static async ValueTask<bool> UntilAsync(
        LiveStream stream,
        Rendition rendition,
        Func<bool> holds,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var begun = clock.GetTimestamp();
        while (true)
        {
            // Before looking, lest a change between the two be missed.
            var change = rendition.NextChange;
            if (holds())
                return true;

            var left = Longest - clock.GetElapsedTime(begun);
            if (left <= TimeSpan.Zero || stream.IsClosing)
                return false;

            var signal = change.WaitAsync(left, clock, ct);
            await signal.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ct.ThrowIfCancellationRequested();
        }
    }
}
