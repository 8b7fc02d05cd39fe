namespace UpperBack.Streaming.Media;

/// <summary>Reads bits, most significant first, as codec headers hold them. Reading past the end is an <see
/// cref="MalformedStreamException"/>.</summary>
internal ref struct BitReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int position;

    public uint Read(int bits)
    {
        var value = 0u;
        for (var i = 0; i < bits; i++)
        {
            if (position >= bytes.Length * 8)
                throw new MalformedStreamException("A codec header is cut short.");
            value = (value << 1) | (uint)((bytes[position >> 3] >> (7 - (position & 7))) & 1);
            position++;
        }

        return value;
    }

    public bool ReadFlag() => Read(1) == 1;

    /// <summary>An unsigned Exp-Golomb number (H.264, 9.1).</summary>
    public uint ReadExpGolomb()
    {
        var zeros = 0;
        while (!ReadFlag())
        {
            if (++zeros > 31)
                throw new MalformedStreamException("A codec header holds a number that is too large.");
        }

        return (1u << zeros) - 1 + (zeros == 0 ? 0 : Read(zeros));
    }

    /// <summary>A signed Exp-Golomb number (H.264, 9.1.1).</summary>
    public int ReadSignedExpGolomb()
    {
        var code = ReadExpGolomb();
        return (code & 1) == 1 ? (int)((code >> 1) + 1) : -(int)(code >> 1);
    }
}
