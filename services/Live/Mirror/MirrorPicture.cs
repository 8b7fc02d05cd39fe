using System.Buffers;

namespace UpperBack.Live.Mirror;

/// <summary>One picture on its way: the bytes that every leader is sent, the same for all, in a buffer of the pool that
/// goes back when nobody holds it any more. Whoever made it holds it once.</summary>
/// <param name="header">What it says of itself.</param>
/// <param name="buffer">Of the shared pool.</param>
/// <param name="length">Bytes of the message.</param>
internal sealed class MirrorPicture(MirrorHeader header, byte[] buffer, int length)
{
    private int holders = 1;

    public MirrorHeader Header => header;

    /// <summary>The message: the number of the tile, then what the member sent.</summary>
    public ReadOnlyMemory<byte> Message => buffer.AsMemory(0, length);

    public void Hold() => Interlocked.Increment(ref holders);

    public void Release()
    {
        if (Interlocked.Decrement(ref holders) == 0)
            ArrayPool<byte>.Shared.Return(buffer);
    }
}
