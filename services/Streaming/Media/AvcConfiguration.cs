namespace UpperBack.Streaming.Media;

/// <summary>H.264 decoder configuration, the content of the box <c>avcC</c> (ISO 14496-15, 5.3.3).</summary>
internal static class AvcConfiguration
{
    private const int MaxBytes = 4096;

    /// <summary>The format that a configuration describes, checked, with the picture's size from its sequence parameter
    /// set.</summary>
    /// <exception cref="MalformedStreamException">It is no usable configuration.</exception>
    public static VideoFormat Parse(ReadOnlySpan<byte> configuration)
    {
        if (configuration.Length is < 8 or > MaxBytes || configuration[0] != 1)
            throw new MalformedStreamException("The H.264 configuration cannot be read.");
        if ((configuration[4] & 3) != 3)
            throw new MalformedStreamException(
                "The H.264 stream gives lengths in fewer than four bytes. Use an encoder that writes four."
            );

        var rest = configuration[5..];
        var sequenceSets = ReadSets(ref rest, 0x1f);
        var pictureSets = ReadSets(ref rest, 0xff);
        if (sequenceSets.Count == 0 || pictureSets.Count == 0)
            throw new MalformedStreamException("The H.264 configuration lacks its parameter sets.");

        var first = sequenceSets[0];
        var size = SequenceParameters.Parse(configuration[5..][first]);
        return new VideoFormat(configuration.ToArray(), size.Width, size.Height);

        List<Range> ReadSets(ref ReadOnlySpan<byte> from, byte mask)
        {
            var all = new List<Range>();
            var count = ReadByte(ref from) & mask;
            for (var i = 0; i < count; i++)
            {
                var length = (ReadByte(ref from) << 8) | ReadByte(ref from);
                if (length == 0 || length > from.Length)
                    throw new MalformedStreamException("The H.264 configuration is cut short.");
                all.Add(^from.Length..^(from.Length - length));
                from = from[length..];
            }

            return all;
        }
    }

    /// <summary>The codec as RFC 6381 names it, such as <c>avc1.42e01f</c>.</summary>
    public static string CodecOf(VideoFormat format)
    {
        var bytes = format.Configuration.Span;
        return $"avc1.{bytes[1]:x2}{bytes[2]:x2}{bytes[3]:x2}";
    }

    private static int ReadByte(ref ReadOnlySpan<byte> from)
    {
        if (from.IsEmpty)
            throw new MalformedStreamException("The H.264 configuration is cut short.");

        var value = from[0];
        from = from[1..];
        return value;
    }
}
