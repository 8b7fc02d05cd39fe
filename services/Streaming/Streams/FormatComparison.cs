using UpperBack.Streaming.Media;

namespace UpperBack.Streaming.Streams;

/// <summary>Whether an encoder that announces its format again announces another one.</summary>
internal static class FormatComparison
{
    /// <summary>True when what was packaged so far goes on.</summary>
    public static bool IsSameAs(this StreamFormat one, StreamFormat other) =>
        IsSame(one.Video, other.Video) && IsSame(one.Audio, other.Audio);

    private static bool IsSame(VideoFormat? one, VideoFormat? other) =>
        one is null || other is null
            ? ReferenceEquals(one, other)
            : one.Width == other.Width
                && one.Height == other.Height
                && one.Configuration.Span.SequenceEqual(other.Configuration.Span);

    private static bool IsSame(AudioFormat? one, AudioFormat? other) =>
        one is null || other is null
            ? ReferenceEquals(one, other)
            : one.SampleRate == other.SampleRate
                && one.Channels == other.Channels
                && one.Configuration.Span.SequenceEqual(other.Configuration.Span);
}
