using System.Diagnostics;

namespace UpperBack.Crowd.Watching;

/// <summary>The time of day, finer than the clock's ticks and never set back during a run.</summary>
internal static class Moment
{
    private static readonly double BeganMs = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
    private static readonly long Began = Stopwatch.GetTimestamp();

    /// <summary>Unix milliseconds.</summary>
    public static double NowMs() => BeganMs + Stopwatch.GetElapsedTime(Began).TotalMilliseconds;
}
