using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace UpperBack.Streaming.Fmp4;

/// <summary>Writes ISO base media boxes (ISO 14496-12); a box's size is filled in when it is closed.</summary>
internal sealed class BoxWriter
{
    private readonly ArrayBufferWriter<byte> output = new(4096);
    private readonly Stack<int> open = new();
    private readonly List<(int At, uint Size)> sizes = [];

    public int Length => output.WrittenCount;

    /// <summary>Opens a box.</summary>
    public BoxWriter Open(string type)
    {
        open.Push(output.WrittenCount);
        return U32(0).Text(type);
    }

    /// <summary>Opens a box that begins with a version and flags.</summary>
    public BoxWriter Open(string type, byte version, uint flags) => Open(type).U32(((uint)version << 24) | flags);

    /// <summary>Closes the box that was opened last.</summary>
    public BoxWriter Close()
    {
        var start = open.Pop();
        sizes.Add((start, (uint)(output.WrittenCount - start)));
        return this;
    }

    public BoxWriter U8(byte value)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
        return this;
    }

    public BoxWriter U16(ushort value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(output.GetSpan(2), value);
        output.Advance(2);
        return this;
    }

    public BoxWriter U32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(output.GetSpan(4), value);
        output.Advance(4);
        return this;
    }

    public BoxWriter U64(ulong value)
    {
        BinaryPrimitives.WriteUInt64BigEndian(output.GetSpan(8), value);
        output.Advance(8);
        return this;
    }

    public BoxWriter Text(string ascii) => Bytes(Encoding.ASCII.GetBytes(ascii));

    public BoxWriter Zeros(int count)
    {
        output.GetSpan(count)[..count].Clear();
        output.Advance(count);
        return this;
    }

    public BoxWriter Bytes(ReadOnlySpan<byte> bytes)
    {
        output.Write(bytes);
        return this;
    }

    /// <summary>Keeps four bytes free, to be filled in by <see cref="ToArray"/>.</summary>
    /// <returns>Where they are.</returns>
    public int Reserve()
    {
        U32(0);
        return output.WrittenCount - 4;
    }

    /// <summary>What was written, sizes and reserved places filled in.</summary>
    public byte[] ToArray(params ReadOnlySpan<(int At, uint Value)> reserved)
    {
        var bytes = output.WrittenSpan.ToArray();
        foreach (var (at, size) in sizes)
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at), size);
        foreach (var (at, value) in reserved)
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at), value);
        return bytes;
    }
}
