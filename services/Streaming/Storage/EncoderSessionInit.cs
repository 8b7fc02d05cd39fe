namespace UpperBack.Streaming.Storage;

/// <summary>What a rendition's encoder session begins with.</summary>
/// <param name="EncoderSession">Which encoder session.</param>
/// <param name="Codecs">RFC 6381, for playlists.</param>
/// <param name="Width">Pixels; 0 without video.</param>
/// <param name="Height">Pixels; 0 without video.</param>
/// <param name="Bytes">The initialisation segment.</param>
internal sealed record EncoderSessionInit(
    int EncoderSession,
    string Codecs,
    int Width,
    int Height,
    ReadOnlyMemory<byte> Bytes
);
