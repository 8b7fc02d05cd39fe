using UpperBack.Kernel.Time;

namespace UpperBack.Streaming.Recordings;

/// <summary>Set when a recording was erased, so that its objects are deleted at once.</summary>
internal sealed class ErasureSignal
{
    private readonly AsyncSignal erased = new();

    /// <summary>A recording was erased.</summary>
    public void Set() => erased.Set();

    /// <summary>Returns at the next erasure, or after <paramref name="max"/>; throws only when cancelled.</summary>
    public Task WaitAsync(TimeSpan max, TimeProvider clock, CancellationToken ct) => erased.WaitAsync(max, clock, ct);
}
