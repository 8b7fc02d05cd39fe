using System.Buffers.Binary;
using System.Text;
using UpperBack.Streaming.Media;

namespace UpperBack.Streaming.Fmp4;

/// <summary>Walks over the boxes and fields of a piece of an ISO base media file. Whatever does not fit is an <see
/// cref="MalformedStreamException"/>.</summary>
internal ref struct BoxReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> rest = bytes;

    public readonly bool IsEmpty => rest.IsEmpty;

    public readonly ReadOnlySpan<byte> Rest => rest;

    /// <summary>The next box.</summary>
    /// <param name="type">Its type, four characters.</param>
    /// <param name="content">What is in it.</param>
    /// <returns>False at the end.</returns>
    public bool TryReadBox(out string type, out ReadOnlySpan<byte> content)
    {
        type = "";
        content = default;
        if (rest.IsEmpty)
            return false;

        var start = rest;
        var size = (long)U32();
        type = Encoding.Latin1.GetString(Take(4));
        if (size == 1)
            size = (long)Math.Min(U64(), long.MaxValue);
        else if (size == 0)
            size = start.Length;
        var head = start.Length - rest.Length;
        if (size < head || size > start.Length)
            throw new MalformedStreamException("The MP4 holds a box that is longer than what it is in.");

        content = start[head..(int)size];
        rest = start[(int)size..];
        return true;
    }

    /// <summary>The content of the first box of a type among those that follow.</summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> content, string type)
    {
        var reader = new BoxReader(content);
        while (reader.TryReadBox(out var found, out var inner))
        {
            if (found == type)
                return inner;
        }

        throw new MalformedStreamException(
            $"The MP4 lacks the box '{type}'. "
                + "Send fragmented MP4 (ffmpeg: -movflags empty_moov+default_base_moof+frag_keyframe)."
        );
    }

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > rest.Length)
            throw new MalformedStreamException("The MP4 is cut short.");

        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }

    public byte U8() => Take(1)[0];

    public ushort U16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public uint U32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    public ulong U64() => BinaryPrimitives.ReadUInt64BigEndian(Take(8));

    /// <summary>Version and flags of a full box.</summary>
    public (byte Version, uint Flags) Head()
    {
        var head = U32();
        return ((byte)(head >> 24), head & 0xffffff);
    }
}
