using System.Buffers.Binary;

namespace UpperBack.Crowd.Sockets;

/// <summary>RFC 6455 as a client needs it: whole messages out of what a server sent, and frames for it.</summary>
internal static class WebSocketMessages
{
    /// <summary>Opcodes.</summary>
    public const byte Text = 1,
        Binary = 2,
        Closing = 8,
        Ping = 9,
        Pong = 10;

    private const byte Final = 0x80;
    private const byte Masked = 0x80;
    private const int Opcode = 0x0f;
    private const int MaskLength = 4;

    /// <summary>A whole message as one frame. A client has to mask it; a mask of zero leaves it as it is.</summary>
    public static byte[] Frame(byte opcode, ReadOnlySpan<byte> payload)
    {
        var header = payload.Length < 126 ? 2 : 4;
        var frame = new byte[header + MaskLength + payload.Length];
        frame[0] = (byte)(Final | opcode);
        frame[1] = (byte)(Masked | (header == 2 ? payload.Length : 126));
        if (header == 4)
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), checked((ushort)payload.Length));
        payload.CopyTo(frame.AsSpan(header + MaskLength));
        return frame;
    }

    /// <summary>Finds the first message.</summary>
    /// <param name="received">Begins with a frame.</param>
    /// <param name="opcode">Of the message.</param>
    /// <param name="payload">What is in it, put together when it came in several frames.</param>
    /// <returns>How many bytes it took; 0 when it is not whole yet.</returns>
    public static int Take(ReadOnlySpan<byte> received, out byte opcode, out ReadOnlySpan<byte> payload)
    {
        opcode = 0;
        payload = default;
        byte[]? whole = null;
        for (var at = 0; ReadHeader(received[at..], out var first, out var header, out var length); )
        {
            var part = received.Slice(at + header, length);
            at += header + length;
            var kind = (byte)(first & Opcode);
            if (kind >= Closing && whole is not null)
                continue; // Between the frames of a message; the server will ask again.
            if (kind != 0)
                opcode = kind;
            if (whole is null && (first & Final) != 0)
            {
                payload = part;
                return at;
            }

            whole = [.. whole ?? [], .. part];
            if ((first & Final) == 0)
                continue;
            payload = whole;
            return at;
        }

        return 0;
    }

    /// <returns>Whether the first frame is there as a whole.</returns>
    private static bool ReadHeader(ReadOnlySpan<byte> received, out byte first, out int header, out int length)
    {
        (first, header, length) = (0, 2, 0);
        if (received.Length < 2)
            return false;

        first = received[0];
        length = received[1];
        if (length >= 126)
        {
            header = length == 126 ? 4 : 10;
            if (received.Length < header)
                return false;
            length =
                header == 4
                    ? BinaryPrimitives.ReadUInt16BigEndian(received[2..])
                    : checked((int)BinaryPrimitives.ReadUInt64BigEndian(received[2..]));
        }

        return received.Length - header >= length;
    }
}
