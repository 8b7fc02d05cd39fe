using UpperBack.Kernel.Time;

namespace UpperBack.Streaming.Sessions;

/// <summary>Set when a session's plan or the end of its class is stored: its stream is checked at
/// once.</summary>
internal sealed class SessionSignal
{
    private readonly AsyncSignal changed = new();

    /// <summary>A session changed.</summary>
    public void Set() => changed.Set();

    /// <summary>Returns at the next change, or after <paramref name="max"/>; throws only when cancelled.</summary>
    public Task WaitAsync(TimeSpan max, TimeProvider clock, CancellationToken ct) => changed.WaitAsync(max, clock, ct);
}
