namespace UpperBack.Live.Presence;

/// <summary>How far this node and Redis know of each other in one room.</summary>
internal sealed class PresenceExchange
{
    private const long FreshMs = 2_500;

    private readonly SemaphoreSlim gate = new(1, 1);
    private long endedAtMs;

    /// <summary>Of this node's leases, as last written; 0 before.</summary>
    public long Version { get; set; }

    /// <summary>True when the last writing failed, perhaps half-way.</summary>
    public bool HasFailed { get; set; }

    /// <summary>When the last one failed, Unix milliseconds; 0 before.</summary>
    public long FailedAtMs { get; set; }

    /// <summary>Whether the last one ended, well or not, a moment ago.</summary>
    public bool IsFresh(long nowMs) => Math.Abs(nowMs - Interlocked.Read(ref endedAtMs)) < FreshMs;

    /// <summary>Waits until nobody else exchanges. Disposing the result releases it.</summary>
    public async Task<IDisposable> LockAsync(TimeProvider clock, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        return new Release(this, clock);
    }

    private sealed class Release(PresenceExchange exchange, TimeProvider clock) : IDisposable
    {
        public void Dispose()
        {
            Interlocked.Exchange(ref exchange.endedAtMs, clock.NowMs());
            exchange.gate.Release();
        }
    }
}
