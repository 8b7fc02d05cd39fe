namespace UpperBack.Testing;

/// <summary>The real clock, moved: timers run as ever, but "now" can be put days ahead.</summary>
public sealed class ShiftedClock : TimeProvider
{
    private long shiftTicks;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref shiftTicks));

    /// <summary>Moves "now" on.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref shiftTicks, by.Ticks);
}
