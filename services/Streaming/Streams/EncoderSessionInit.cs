namespace UpperBack.Streaming.Streams;

/// <summary>What a rendition's take begins with.</summary>
/// <param name="EncoderSession">Which take.</param>
/// <param name="Codecs">RFC 6381, for playlists.</param>
/// <param name="Width">Pixels; 0 without a picture.</param>
/// <param name="Height">Pixels; 0 without a picture.</param>
/// <param name="Bytes">The initialisation segment.</param>
internal sealed record EncoderSessionInit(
    int EncoderSession,
    string Codecs,
    int Width,
    int Height,
    ReadOnlyMemory<byte> Bytes
);
