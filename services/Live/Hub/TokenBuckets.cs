using System.Collections.Concurrent;

namespace UpperBack.Live.Hub;

/// <summary>A bucket of tokens for each of those who take from them: a burst at once, then as they are refilled. A
/// bucket is one number, the moment at which it is full again; a full one need not be remembered, so those who are
/// silent cost nothing.</summary>
/// <typeparam name="TKey">Who takes.</typeparam>
/// <param name="burst">Tokens of a full bucket.</param>
/// <param name="interval">Time in which one is refilled.</param>
/// <param name="clock">What the refilling goes by.</param>
internal sealed class TokenBuckets<TKey>(int burst, TimeSpan interval, TimeProvider clock)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, long> fullAt = new();
    private readonly long costOfOne = (long)(interval.TotalSeconds * clock.TimestampFrequency);

    /// <summary>Buckets that are remembered.</summary>
    public int Count => fullAt.Count;

    /// <summary>Takes a token.</summary>
    /// <returns>False when there is none.</returns>
    public bool TryTake(TKey who)
    {
        var now = clock.GetTimestamp();
        while (true)
        {
            var isRemembered = fullAt.TryGetValue(who, out var before);
            var after = (isRemembered ? Math.Max(before, now) : now) + costOfOne;
            if (after - now > burst * costOfOne)
                return false;
            if (isRemembered ? fullAt.TryUpdate(who, after, before) : fullAt.TryAdd(who, after))
                return true;
        }
    }

    /// <summary>Forgets the buckets that are full.</summary>
    public void ForgetFull()
    {
        var now = clock.GetTimestamp();
        foreach (var bucket in fullAt)
        {
            if (bucket.Value <= now)
                fullAt.TryRemove(bucket);
        }
    }
}
