namespace UpperBack.Streaming.Media;

/// <summary>AudioSpecificConfig of AAC-LC (ISO 14496-3, 1.6.2.1).</summary>
internal static class AudioConfiguration
{
    private const int LowComplexity = 2;
    private static readonly int[] Rates =
    [
        96000,
        88200,
        64000,
        48000,
        44100,
        32000,
        24000,
        22050,
        16000,
        12000,
        11025,
        8000,
        7350,
    ];

    /// <summary>The format that a configuration describes.</summary>
    /// <exception cref="MalformedStreamException">It is not AAC-LC of one or two channels.</exception>
    public static AudioFormat Parse(ReadOnlySpan<byte> configuration)
    {
        if (configuration.Length is < 2 or > 64)
            throw new MalformedStreamException("The AAC configuration cannot be read.");

        var bits = new BitReader(configuration);
        var kind = bits.Read(5);
        if (kind != LowComplexity)
            throw new MalformedStreamException("The sound is not AAC-LC. Choose AAC, low complexity, in the encoder.");

        var index = bits.Read(4);
        var rate =
            index == 15 ? (int)bits.Read(24)
            : index < Rates.Length ? Rates[index]
            : 0;
        var channels = (int)bits.Read(4);
        if (rate is < 7350 or > 96000)
            throw new MalformedStreamException("The sound's sample rate is not usable. Send 44.1 or 48 kHz.");
        if (channels is not (1 or 2))
            throw new MalformedStreamException("The sound has neither one nor two channels. Send mono or stereo.");
        if (bits.ReadFlag())
            throw new MalformedStreamException("The sound comes in frames of 960 samples. Send AAC-LC with 1024.");
        return new AudioFormat(configuration.ToArray(), rate, channels);
    }

    /// <summary>A frame of silence: one channel element, or a pair, without any spectrum (ISO 14496-3, 4.4.2). It suits
    /// every sample rate.</summary>
    public static byte[] SilentFrame(AudioFormat format) =>
        format.Channels == 1
            ? [0x00, 0xc8, 0x00, 0x80, 0x23, 0x80]
            : [0x21, 0x00, 0x49, 0x90, 0x02, 0x19, 0x00, 0x23, 0x80];

    /// <summary>The codec as RFC 6381 names it.</summary>
    public const string Codec = "mp4a.40.2";
}
