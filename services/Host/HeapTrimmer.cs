using UpperBack.Infrastructure.Workers;

namespace UpperBack.Host;

/// <summary>Has the runtime collect everything once after a crowd came in, while the process goes on. Who joins leaves
/// far more behind than they hold, much of it in the old generation by then; and while a class listens hardly anything
/// is allocated, so that the runtime would not look there for hours.</summary>
internal sealed class HeapTrimmer(TimeProvider clock, ILogger<HeapTrimmer> log) : PollingWorker(clock, log)
{
    private readonly TrimPolicy policy = new();

    protected override TimeSpan Interval { get; } = TimeSpan.FromSeconds(5);

    protected override Task RunRoundAsync(CancellationToken ct)
    {
        if (policy.IsDue(GC.GetTotalAllocatedBytes(), GC.CollectionCount(GC.MaxGeneration)))
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
        return Task.CompletedTask;
    }
}

/// <summary>When collecting everything is worth it: much was allocated since the last time, and little just now.
/// Pure.</summary>
internal sealed class TrimPolicy
{
    private const long Much = 128 * 1024 * 1024;
    private const long Little = 32 * 1024 * 1024;

    private long last;
    private long collectedAt;
    private int collections;

    /// <summary>Asked every few seconds.</summary>
    /// <param name="allocated">Bytes that the process ever allocated.</param>
    /// <param name="fullCollections">How often everything was collected.</param>
    public bool IsDue(long allocated, int fullCollections)
    {
        var isQuiet = allocated - last < Little;
        last = allocated;
        if (fullCollections != collections)
            (collections, collectedAt) = (fullCollections, allocated);
        return isQuiet && allocated - collectedAt > Much;
    }
}
