using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace UpperBack.Infrastructure.Data;

/// <summary>What was found out, for whoever asks the same; for so many at most, those who asked first. When it does not
/// hold any more, the whole of it is dropped.</summary>
public sealed class Memo<TKey, TValue>(int max)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, TValue> entries = new();
    private int count;

    /// <summary>Looks something up.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value) => entries.TryGetValue(key, out value);

    /// <summary>Keeps something, if there is room.</summary>
    public void Keep(TKey key, TValue value)
    {
        // The dictionary's own count takes all of its locks.
        if (Volatile.Read(ref count) < max && entries.TryAdd(key, value))
            Interlocked.Increment(ref count);
    }
}
