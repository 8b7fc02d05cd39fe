using NodaTime;

namespace UpperBack.Kernel.Time;

/// <summary>"Now" for NodaTime, from the one <see cref="TimeProvider"/>.</summary>
public static class ClockExtensions
{
    /// <summary>The present instant, cut to the microsecond that every database keeps.</summary>
    public static Instant Now(this TimeProvider clock) =>
        Instant.FromDateTimeOffset(clock.GetUtcNow()).ToMicroseconds();

    /// <summary>The present in Unix milliseconds.</summary>
    public static long NowMs(this TimeProvider clock) => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Cuts an instant to the microsecond.</summary>
    public static Instant ToMicroseconds(this Instant instant) =>
        Instant.FromUnixTimeTicks(instant.ToUnixTimeTicks() / 10 * 10);
}
