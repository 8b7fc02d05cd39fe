namespace UpperBack.Streaming.Streams;

/// <summary>When something was last needed, and whether it was evicted since: the two cannot both happen. Safe from any
/// thread.</summary>
internal sealed class IdleTracker(long nowMs)
{
    private const long Evicted = -1;

    private long atMs = nowMs;

    /// <summary>Says that it is needed now.</summary>
    /// <returns>False when it was evicted.</returns>
    public bool Touch(long nowMs)
    {
        while (Interlocked.Read(ref atMs) is var seen and not Evicted)
        {
            if (Interlocked.CompareExchange(ref atMs, nowMs, seen) == seen)
                return true;
        }

        return false;
    }

    /// <summary>Evicts it when nobody has needed it since a moment.</summary>
    public bool TryEvict(long sinceMs) =>
        Interlocked.Read(ref atMs) is var seen
        && seen < sinceMs
        && Interlocked.CompareExchange(ref atMs, Evicted, seen) == seen;
}
