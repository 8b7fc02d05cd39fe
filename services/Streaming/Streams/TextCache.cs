using System.Text;

namespace UpperBack.Streaming.Streams;

/// <summary>The newest text of a playlist: written once, however many ask at the same moment.</summary>
/// <typeparam name="TKey">What the text depends on.</typeparam>
internal sealed class TextCache<TKey>
    where TKey : struct, IEquatable<TKey>
{
    private readonly Lock gate = new();
    private volatile Entry? newest;

    /// <summary>The text for a key, in UTF-8.</summary>
    public ReadOnlyMemory<byte> Get(TKey key, Func<string> write)
    {
        if (newest is { } entry && entry.Key.Equals(key))
            return entry.Text;

        lock (gate)
        {
            if (newest is not { } meanwhile || !meanwhile.Key.Equals(key))
                newest = meanwhile = new Entry(key, Encoding.UTF8.GetBytes(write()));
            return meanwhile.Text;
        }
    }

    private sealed record Entry(TKey Key, byte[] Text);
}
