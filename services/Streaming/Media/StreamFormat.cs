namespace UpperBack.Streaming.Media;

/// <summary>What an encoder session consists of. At least one of the two is there.</summary>
/// <param name="Video">The video, or null when there is none.</param>
/// <param name="Audio">The audio, or null when there is none.</param>
internal sealed record StreamFormat(VideoFormat? Video, AudioFormat? Audio);

/// <summary>H.264 video. Its samples count time in <see cref="Timescale"/> ticks.</summary>
/// <param name="Configuration">AVCDecoderConfigurationRecord, as in the box <c>avcC</c> (ISO 14496-15).</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
internal sealed record VideoFormat(ReadOnlyMemory<byte> Configuration, int Width, int Height)
{
    /// <summary>Ticks a second of every video sample.</summary>
    public const int Timescale = 90_000;
}

/// <summary>AAC audio. Its samples count time in ticks of the sample rate; every sample lasts <see
/// cref="SamplesPerFrame"/>.</summary>
/// <param name="Configuration">AudioSpecificConfig (ISO 14496-3).</param>
/// <param name="SampleRate">Hertz.</param>
/// <param name="Channels">1 or 2.</param>
internal sealed record AudioFormat(ReadOnlyMemory<byte> Configuration, int SampleRate, int Channels)
{
    /// <summary>PCM samples in one AAC frame.</summary>
    public const int SamplesPerFrame = 1024;
}
