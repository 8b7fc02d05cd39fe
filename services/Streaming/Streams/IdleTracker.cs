namespace UpperBack.Streaming.Streams;

/// <summary>When something was last needed, and whether it was let go since: the two cannot both happen. Safe from any
/// thread.</summary>
internal sealed class IdleTracker(long nowMs)
{
    private const long LetGo = -1;

    private long atMs = nowMs;

    /// <summary>Says that it is needed now.</summary>
    /// <returns>False when it was let go.</returns>
    public bool Touch(long nowMs)
    {
        while (Interlocked.Read(ref atMs) is var seen and not LetGo)
        {
            if (Interlocked.CompareExchange(ref atMs, nowMs, seen) == seen)
                return true;
        }

        return false;
    }

    /// <summary>Lets it go, when nobody has needed it since a moment.</summary>
    public bool TryLetGo(long sinceMs) =>
        Interlocked.Read(ref atMs) is var seen
        && seen < sinceMs
        && Interlocked.CompareExchange(ref atMs, LetGo, seen) == seen;
}
