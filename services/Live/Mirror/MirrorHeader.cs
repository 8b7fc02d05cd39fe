using System.Buffers.Binary;

namespace UpperBack.Live.Mirror;

/// <summary>The two sizes of a picture, as the first byte says it.</summary>
internal enum MirrorKind : byte
{
    Tile = 1,
    LookIn = 2,
}

/// <summary>What a picture says of itself before its encrypted bytes: 24 bytes, big endian. It is all that a node can
/// read of a picture. Pure.</summary>
/// <param name="Kind">Which size.</param>
/// <param name="IsKeyFrame">True when it can be decoded without those before it.</param>
/// <param name="CapturedAtMs">The server's clock, Unix milliseconds, as the member's device reads it.</param>
internal readonly record struct MirrorHeader(MirrorKind Kind, bool IsKeyFrame, long CapturedAtMs)
{
    private const int KeyFrame = 0b1;
    private const int CodecShift = 1;
    private const int CodecMask = 0b11;
    private const int Still = 2;
    private const int KnownFlags = 0b111;

    /// <summary>The largest message of its kind, in bytes.</summary>
    public int MaxBytes => Kind == MirrorKind.Tile ? MirrorLimits.TileBytes : MirrorLimits.LookInBytes;

    /// <summary>Reads a message of a member.</summary>
    /// <returns>Null when it is no picture: too short for one, or a header that says what does not exist.</returns>
    public static MirrorHeader? Read(ReadOnlySpan<byte> message)
    {
        if (message.Length <= MirrorLimits.HeaderBytes + MirrorLimits.TagBytes)
            return null;

        var (kind, flags, keyId, reserved) = (message[0], message[1], message[2], message[3]);
        var codec = (flags >> CodecShift) & CodecMask;
        var isKeyFrame = (flags & KeyFrame) != 0;
        if (
            kind is not ((byte)MirrorKind.Tile or (byte)MirrorKind.LookIn)
            || (flags & ~KnownFlags) != 0
            || codec > Still
            || (codec == Still && !isKeyFrame)
            || keyId == 0
            || reserved != 0
        )
            return null;

        return new MirrorHeader((MirrorKind)kind, isKeyFrame, BinaryPrimitives.ReadInt64BigEndian(message[8..]));
    }
}
