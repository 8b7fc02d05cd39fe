using System.Buffers.Binary;
using System.Security.Cryptography;
using UpperBack.Contracts.Live;

namespace UpperBack.Testing.Mirror;

/// <summary>A picture as the mirror's contract describes it.</summary>
/// <param name="Kind">1 tile, 2 look-in.</param>
/// <param name="IsKeyFrame">Whether it stands by itself.</param>
/// <param name="Codec">0 VP8, 1 VP9, 2 WebP.</param>
/// <param name="KeyId">Which key.</param>
/// <param name="Sequence">Rises with each picture under one key.</param>
/// <param name="CapturedAtMs">The server's clock.</param>
/// <param name="ClassAtMs">Media time of the class's frame then; 0 when none.</param>
public sealed record MirrorFrame(
    int Kind,
    bool IsKeyFrame,
    int Codec,
    int KeyId,
    uint Sequence,
    long CapturedAtMs,
    long ClassAtMs = 0
)
{
    /// <summary>Reads the header of what a leader received, behind the number of the tile.</summary>
    public static MirrorFrame Read(ReadOnlySpan<byte> frame) =>
        new(
            frame[0],
            (frame[1] & 1) != 0,
            frame[1] >> 1,
            frame[2],
            BinaryPrimitives.ReadUInt32BigEndian(frame[4..]),
            BinaryPrimitives.ReadInt64BigEndian(frame[8..]),
            BinaryPrimitives.ReadInt64BigEndian(frame[16..])
        );

    /// <summary>The message: header, and the encrypted picture with its tag.</summary>
    public byte[] Seal(byte[] key, ReadOnlySpan<byte> picture)
    {
        var message = new byte[MirrorLimits.HeaderBytes + picture.Length + MirrorLimits.TagBytes];
        var header = message.AsSpan(0, MirrorLimits.HeaderBytes);
        var sealedPicture = message.AsSpan(MirrorLimits.HeaderBytes, picture.Length);
        (header[0], header[1], header[2]) = ((byte)Kind, (byte)((Codec << 1) | (IsKeyFrame ? 1 : 0)), (byte)KeyId);
        BinaryPrimitives.WriteUInt32BigEndian(header[4..], Sequence);
        BinaryPrimitives.WriteInt64BigEndian(header[8..], CapturedAtMs);
        BinaryPrimitives.WriteInt64BigEndian(header[16..], ClassAtMs);
        using var aes = new AesGcm(key, MirrorLimits.TagBytes);
        aes.Encrypt(Nonce(header), picture, sealedPicture, message.AsSpan(^MirrorLimits.TagBytes), header);
        return message;
    }

    /// <summary>Decrypts a message.</summary>
    /// <returns>Null when the key is another one, or the message was changed.</returns>
    public static byte[]? Open(byte[] key, ReadOnlySpan<byte> message)
    {
        var header = message[..MirrorLimits.HeaderBytes];
        var rest = message[MirrorLimits.HeaderBytes..];
        var picture = new byte[rest.Length - MirrorLimits.TagBytes];
        using var aes = new AesGcm(key, MirrorLimits.TagBytes);
        try
        {
            aes.Decrypt(Nonce(header), rest[..picture.Length], rest[picture.Length..], picture, header);
            return picture;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] Nonce(ReadOnlySpan<byte> header) => [.. header[..8], 0, 0, 0, 0];
}
