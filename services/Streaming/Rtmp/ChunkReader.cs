using System.Buffers.Binary;
using UpperBack.Streaming.Media;

namespace UpperBack.Streaming.Rtmp;

/// <summary>A whole message of the chunk stream.</summary>
/// <param name="Type">Message type id.</param>
/// <param name="StreamId">Message stream id.</param>
/// <param name="Timestamp">Milliseconds, modulo 2³².</param>
/// <param name="Payload">What it carries.</param>
internal sealed record RtmpMessage(byte Type, uint StreamId, uint Timestamp, byte[] Payload);

/// <summary>Puts the messages of an RTMP chunk stream together as bytes arrive (Adobe RTMP 1.0, 5.3). It holds one
/// message of each chunk stream at most, within a budget. Pure.</summary>
internal sealed class ChunkReader
{
    private const int MaxChunkStreams = 64;
    private const int MaxMessage = 8 << 20;
    private const int MaxHeldBytes = 16 << 20;
    private const int MaxChunk = 1 << 20;
    private const uint Extended = 0xffffff;

    private readonly Dictionary<int, ChunkStream> streams = [];
    private byte[] pending = new byte[8 * 1024];
    private int filled;
    private int chunkSize = 128;
    private int held;

    /// <summary>Adds the next bytes.</summary>
    /// <returns>The messages that are complete now; those that steer the chunk stream itself have been
    /// applied.</returns>
    /// <exception cref="MalformedStreamException">This is no RTMP, or it exceeds the limits.</exception>
    public IReadOnlyList<RtmpMessage> Push(ReadOnlySpan<byte> bytes)
    {
        if (filled + bytes.Length > pending.Length)
            Array.Resize(ref pending, Math.Max(pending.Length * 2, filled + bytes.Length));
        bytes.CopyTo(pending.AsSpan(filled));
        filled += bytes.Length;

        var messages = new List<RtmpMessage>();
        var used = 0;
        while (TryReadChunk(pending.AsSpan(used, filled - used), out var size, out var message))
        {
            used += size;
            if (message is not null && !Apply(message))
                messages.Add(message);
        }

        pending.AsSpan(used, filled - used).CopyTo(pending);
        filled -= used;
        return messages;
    }

    /// <summary>Reads one chunk when all of it is there.</summary>
    private bool TryReadChunk(ReadOnlySpan<byte> bytes, out int size, out RtmpMessage? message)
    {
        (size, message) = (0, null);
        if (!TryReadBasicHeader(bytes, out var format, out var id, out var at))
            return false;

        var header = format switch
        {
            0 => 11,
            1 => 7,
            2 => 3,
            _ => 0,
        };
        if (bytes.Length < at + header)
            return false;
        if (!streams.TryGetValue(id, out var stream))
        {
            if (format != 0)
                throw new MalformedStreamException(
                    "The RTMP connection continues a chunk stream that was never begun."
                );
            if (streams.Count == MaxChunkStreams)
                throw new MalformedStreamException("The RTMP connection uses more than 64 chunk streams.");
            streams[id] = stream = new ChunkStream();
        }

        var fields = bytes.Slice(at, header);
        at += header;
        var stamp = format < 3 ? ReadUInt24(fields) : stream.StampField;
        if (stamp == Extended)
        {
            if (bytes.Length < at + 4)
                return false;
            stamp = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            at += 4;
        }

        var length = format < 2 ? (int)ReadUInt24(fields[3..]) : stream.Length;
        if (length > MaxMessage)
            throw new MalformedStreamException(
                "The RTMP connection announces a message above 8 MiB. Lower the bit rate."
            );
        if (stream.Received > 0 && format != 3)
            throw new MalformedStreamException(
                "The RTMP connection begins a message before the last one of its chunk stream is whole."
            );
        var part = Math.Min(chunkSize, length - stream.Received);
        if (bytes.Length < at + part)
            return false;

        if (stream.Received == 0)
            stream.Begin(format, fields, stamp, length);
        held += part;
        if (held > MaxHeldBytes)
            throw new MalformedStreamException("The RTMP connection leaves too many messages unfinished.");
        message = stream.Append(bytes.Slice(at, part));
        held -= message?.Payload.Length ?? 0;
        size = at + part;
        return true;
    }

    private static bool TryReadBasicHeader(ReadOnlySpan<byte> bytes, out int format, out int id, out int length)
    {
        (format, id, length) = (0, 0, 1);
        if (bytes.IsEmpty)
            return false;

        format = bytes[0] >> 6;
        id = bytes[0] & 0x3f;
        length = id switch
        {
            0 => 2,
            1 => 3,
            _ => 1,
        };
        if (bytes.Length < length)
            return false;
        if (id < 2)
            id = 64 + bytes[1] + (id == 1 ? bytes[2] << 8 : 0);
        return true;
    }

    /// <summary>Applies a message that is about the chunk stream itself.</summary>
    private bool Apply(RtmpMessage message)
    {
        if (message.Type is not (1 or 2) || message.Payload.Length < 4)
            return message.Type is 1 or 2 or 3;

        var value = BinaryPrimitives.ReadUInt32BigEndian(message.Payload);
        if (message.Type == 1)
            chunkSize = value is > 0 and <= MaxChunk
                ? (int)value
                : throw new MalformedStreamException("The RTMP connection asks for an impossible chunk size.");
        else if (streams.TryGetValue((int)Math.Min(value, int.MaxValue), out var aborted))
            held -= aborted.Abort();
        return true;
    }

    private static uint ReadUInt24(ReadOnlySpan<byte> bytes) =>
        ((uint)bytes[0] << 16) | ((uint)bytes[1] << 8) | bytes[2];

    private sealed class ChunkStream
    {
        private byte[] payload = [];
        private byte type;
        private uint streamId;
        private uint timestamp;
        private uint delta;

        public int Length { get; private set; }

        public int Received { get; private set; }

        /// <summary>The three bytes of time of the last header that had them; all ones say that four more follow each
        /// chunk.</summary>
        public uint StampField { get; private set; }

        public void Begin(int format, ReadOnlySpan<byte> fields, uint stamp, int length)
        {
            if (format < 3)
                StampField = ReadUInt24(fields);
            if (format < 2)
                type = fields[6];
            if (format == 0)
            {
                streamId = BinaryPrimitives.ReadUInt32LittleEndian(fields[7..]);
                // A message that goes on with a header of format 3 takes this as its step (5.3.1.2.4).
                timestamp = delta = stamp;
            }
            else
            {
                if (format < 3)
                    delta = stamp;
                timestamp += delta;
            }

            Length = length;
            payload = [];
        }

        public RtmpMessage? Append(ReadOnlySpan<byte> part)
        {
            // Memory for a long message is allocated as it arrives, not as it is announced.
            if (payload.Length < Received + part.Length)
                Array.Resize(ref payload, Math.Min(Length, Math.Max(payload.Length * 2, Received + part.Length)));
            part.CopyTo(payload.AsSpan(Received));
            Received += part.Length;
            if (Received < Length)
                return null;

            var whole = new RtmpMessage(type, streamId, timestamp, payload);
            (payload, Received) = ([], 0);
            return whole;
        }

        public int Abort()
        {
            var dropped = Received;
            (payload, Received) = ([], 0);
            return dropped;
        }
    }
}
