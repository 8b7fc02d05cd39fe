namespace UpperBack.Streaming.Streams;

/// <summary>Whether a stream keeps within its bit rate, over the last five seconds. Pure.</summary>
/// <param name="megabitsPerSecond">The most it may use.</param>
internal sealed class BitrateLimit(int megabitsPerSecond)
{
    private const int Seconds = 5;
    private const int SlotMs = 100;
    private const int Slots = Seconds * 1000 / SlotMs;

    private readonly long maxBytes = megabitsPerSecond * 1_000_000L / 8 * Seconds;
    private readonly long[] bytesOf = new long[Slots];
    private long newest;
    private long sum;

    /// <summary>Counts bytes that came now.</summary>
    /// <param name="nowMs">Milliseconds on a clock that never goes back.</param>
    /// <param name="bytes">How many.</param>
    /// <returns>False when it is too much.</returns>
    public bool Allows(long nowMs, int bytes)
    {
        var slot = nowMs / SlotMs;
        for (var passed = Math.Max(newest + 1, slot - Slots + 1); passed <= slot; passed++)
        {
            sum -= bytesOf[passed % Slots];
            bytesOf[passed % Slots] = 0;
        }

        newest = Math.Max(newest, slot);
        bytesOf[newest % Slots] += bytes;
        sum += bytes;
        return sum <= maxBytes;
    }
}
