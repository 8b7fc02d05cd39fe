using System.Buffers.Binary;

namespace UpperBack.Live.Sending;

/// <summary>What a server writes into a WebSocket (RFC 6455, 5.2 and 5.4): frames without a mask. A message may be cut
/// into several, between which only control frames may come.</summary>
internal static class ServerFrames
{
    /// <summary>First byte of a whole message of text.</summary>
    public const byte FinalText = 0x81;

    /// <summary>First byte of a whole message of bytes.</summary>
    public const byte FinalBinary = 0x82;

    /// <summary>First byte of a ping.</summary>
    public const byte FinalPing = 0x89;

    private const int Final = 0x80;
    private const int OpcodeBits = 0x0f;
    private const int Control = 0x8;
    private const int LengthBits = 0x7f;

    /// <summary>Finds where the first message ends.</summary>
    /// <param name="written">Begins with a frame.</param>
    /// <param name="kind">Of the message.</param>
    /// <returns>How many bytes from the start it takes, with control frames that came between its frames; 0 when it is
    /// not whole.</returns>
    public static int FindMessage(ReadOnlySpan<byte> written, out FrameKind kind)
    {
        kind = FrameKind.Control;
        var isOpen = false;
        for (var at = 0; FindFrame(written[at..], out var first) is var length and > 0; )
        {
            at += length;
            var isControl = (first & Control) != 0;
            if (!isControl)
                isOpen = (first & Final) == 0;
            if (!isControl || kind == FrameKind.Control)
                kind =
                    !isControl ? FrameKind.Data
                    : (first & OpcodeBits) == Control ? FrameKind.Close
                    : FrameKind.Control;
            if (!isOpen)
                return at;
        }

        return 0;
    }

    private static int FindFrame(ReadOnlySpan<byte> written, out byte first)
    {
        first = written.IsEmpty ? (byte)0 : written[0];
        if (written.Length < 2)
            return 0;

        var (header, payload) = (written[1] & LengthBits) switch
        {
            126 when written.Length >= 4 => (4, (long)BinaryPrimitives.ReadUInt16BigEndian(written[2..])),
            127 when written.Length >= 10 => (10, checked((long)BinaryPrimitives.ReadUInt64BigEndian(written[2..]))),
            126 or 127 => (0, 0L),
            var small => (2, small),
        };
        return header > 0 && written.Length >= header + payload ? (int)(header + payload) : 0;
    }
}

/// <summary>What a message of a WebSocket is to whoever writes it.</summary>
internal enum FrameKind
{
    /// <summary>Text or bytes.</summary>
    Data,

    /// <summary>A ping or its answer.</summary>
    Control,

    /// <summary>The last one: nothing may follow it.</summary>
    Close,
}
