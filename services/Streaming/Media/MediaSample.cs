namespace UpperBack.Streaming.Media;

/// <summary>Which of an encoder session's two tracks.</summary>
internal enum Track
{
    Video,
    Audio,
}

/// <summary>One coded video frame, or one AAC frame. Both tracks count from the same zero, the beginning of the
/// encoder session.</summary>
/// <param name="Track">Which track.</param>
/// <param name="DecodeTime">Ticks since the encoder session's beginning: 1/90 000 s for video, 1/sample rate for audio.
/// Rises within a track.</param>
/// <param name="CompositionOffset">Ticks from decoding to presentation; negative allowed; 0 for audio.</param>
/// <param name="IsKeyFrame">True when decoding can begin here; always for audio.</param>
/// <param name="Data">Video: NAL units, each after its length in four bytes. Audio: one raw AAC frame.</param>
internal readonly record struct MediaSample(
    Track Track,
    long DecodeTime,
    int CompositionOffset,
    bool IsKeyFrame,
    ReadOnlyMemory<byte> Data
);
