using System.Buffers.Binary;

namespace UpperBack.Streaming.Rtmp;

/// <summary>Writes messages of the server to an RTMP chunk stream; they are short and rare. Pure.</summary>
internal static class ChunkWriter
{
    /// <summary>Size of the chunks this side writes; announced before the first command.</summary>
    public const int ChunkSize = 4096;

    private const byte ControlChunks = 2,
        CommandChunks = 3;

    /// <summary>A protocol control message with one number: set chunk size (1), acknowledgement (3), window
    /// (5).</summary>
    public static byte[] Control(byte type, uint value)
    {
        var payload = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(payload, value);
        return Write(ControlChunks, type, 0, payload);
    }

    /// <summary>The window that the other side may fill before it waits for an acknowledgement.</summary>
    public static byte[] PeerBandwidth(uint window)
    {
        var payload = new byte[5];
        BinaryPrimitives.WriteUInt32BigEndian(payload, window);
        payload[4] = 2;
        return Write(ControlChunks, 6, 0, payload);
    }

    /// <summary>A command.</summary>
    public static byte[] Command(uint streamId, params ReadOnlySpan<object?> values) =>
        Write(CommandChunks, 20, streamId, Amf0.Write(values));

    private static byte[] Write(byte chunks, byte type, uint streamId, ReadOnlySpan<byte> payload)
    {
        var output = new List<byte>(payload.Length + 16)
        {
            chunks,
            0,
            0,
            0,
            (byte)(payload.Length >> 16),
            (byte)(payload.Length >> 8),
            (byte)payload.Length,
            type,
            (byte)streamId,
            (byte)(streamId >> 8),
            (byte)(streamId >> 16),
            (byte)(streamId >> 24),
        };
        for (var at = 0; at < payload.Length; at += ChunkSize)
        {
            if (at > 0)
                output.Add((byte)(0xc0 | chunks));
            output.AddRange(payload[at..Math.Min(payload.Length, at + ChunkSize)]);
        }

        return [.. output];
    }
}
