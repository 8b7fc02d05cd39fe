namespace UpperBack.Streaming.Media;

/// <summary>What an H.264 sequence parameter set says of the picture (ITU-T H.264, 7.3.2.1.1).</summary>
/// <param name="Width">Pixels, after cropping.</param>
/// <param name="Height">Pixels, after cropping.</param>
internal readonly record struct SequenceParameters(int Width, int Height)
{
    private const uint MaxMacroblocks = 512;

    /// <summary>Reads a NAL unit of type 7, its header byte included.</summary>
    /// <exception cref="MalformedStreamException">It cannot be read, or the picture has no possible size.</exception>
    public static SequenceParameters Parse(ReadOnlySpan<byte> nalUnit)
    {
        if (nalUnit.Length < 4 || (nalUnit[0] & 0x1f) != 7)
            throw new MalformedStreamException("The H.264 header has no sequence parameter set.");

        Span<byte> payload = stackalloc byte[Math.Min(nalUnit.Length, 512)];
        var bits = new BitReader(payload[..Unescape(nalUnit[1..Math.Min(nalUnit.Length, 512)], payload)]);
        var profile = bits.Read(8);
        bits.Read(16);
        bits.ReadExpGolomb();
        var chroma = HasChroma(profile) ? ReadChroma(ref bits) : new Chroma(1, false);

        bits.ReadExpGolomb();
        SkipPictureOrder(ref bits);
        bits.ReadExpGolomb();
        bits.ReadFlag();
        var columns = bits.ReadExpGolomb() + 1;
        var rows = bits.ReadExpGolomb() + 1;
        var framesOnly = bits.ReadFlag();
        if (!framesOnly)
            bits.ReadFlag();
        bits.ReadFlag();
        if (columns > MaxMacroblocks || rows > MaxMacroblocks)
            throw new MalformedStreamException("The picture is larger than 8192 pixels. Send a smaller one.");

        var height = (int)rows * 16 * (framesOnly ? 1 : 2);
        var size = new SequenceParameters((int)columns * 16, height);
        if (bits.ReadFlag())
            size = Crop(size, ref bits, chroma, framesOnly);
        return size is { Width: > 0, Height: > 0 }
            ? size
            : throw new MalformedStreamException("The H.264 header crops the whole picture away.");
    }

    private static bool HasChroma(uint profile) =>
        profile is 100 or 110 or 122 or 244 or 44 or 83 or 86 or 118 or 128 or 138 or 139 or 134 or 135;

    private static Chroma ReadChroma(ref BitReader bits)
    {
        var format = bits.ReadExpGolomb();
        var separate = format == 3 && bits.ReadFlag();
        bits.ReadExpGolomb();
        bits.ReadExpGolomb();
        bits.ReadFlag();
        if (bits.ReadFlag())
        {
            for (var list = 0; list < (format == 3 ? 12 : 8); list++)
            {
                if (bits.ReadFlag())
                    SkipScalingList(ref bits, list < 6 ? 16 : 64);
            }
        }

        return new Chroma(format, separate);
    }

    private static void SkipScalingList(ref BitReader bits, int size)
    {
        int last = 8,
            next = 8;
        for (var i = 0; i < size && next != 0; i++)
        {
            next = (last + bits.ReadSignedExpGolomb() + 256) & 255;
            last = next == 0 ? last : next;
        }
    }

    private static void SkipPictureOrder(ref BitReader bits)
    {
        var kind = bits.ReadExpGolomb();
        if (kind == 0)
            bits.ReadExpGolomb();
        if (kind != 1)
            return;

        bits.ReadFlag();
        bits.ReadSignedExpGolomb();
        bits.ReadSignedExpGolomb();
        var count = bits.ReadExpGolomb();
        for (var i = 0; i < count; i++)
            bits.ReadSignedExpGolomb();
    }

    private static SequenceParameters Crop(SequenceParameters size, ref BitReader bits, Chroma chroma, bool framesOnly)
    {
        var (unitX, unitY) = chroma.CropUnits;
        unitY *= framesOnly ? 1 : 2;
        long left = bits.ReadExpGolomb(),
            right = bits.ReadExpGolomb(),
            top = bits.ReadExpGolomb(),
            bottom = bits.ReadExpGolomb();
        return new SequenceParameters(
            (int)Math.Max(0, size.Width - ((left + right) * unitX)),
            (int)Math.Max(0, size.Height - ((top + bottom) * unitY))
        );
    }

    /// <summary>Takes out the bytes that keep start codes out of a NAL unit.</summary>
    private static int Unescape(ReadOnlySpan<byte> escaped, Span<byte> payload)
    {
        int length = 0,
            zeros = 0;
        foreach (var value in escaped)
        {
            if (zeros >= 2 && value == 3)
            {
                zeros = 0;
                continue;
            }

            zeros = value == 0 ? zeros + 1 : 0;
            payload[length++] = value;
        }

        return length;
    }

    private readonly record struct Chroma(uint Format, bool IsSeparate)
    {
        public (int X, int Y) CropUnits =>
            IsSeparate
                ? (1, 1)
                : Format switch
                {
                    1 => (2, 2),
                    2 => (2, 1),
                    _ => (1, 1),
                };
    }
}
