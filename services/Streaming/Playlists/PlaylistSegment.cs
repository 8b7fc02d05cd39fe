namespace UpperBack.Streaming.Playlists;

/// <summary>A partial segment in a playlist.</summary>
/// <param name="DurationSeconds">How long it lasts.</param>
/// <param name="IsIndependent">True when decoding can begin with it.</param>
internal readonly record struct PlaylistPart(double DurationSeconds, bool IsIndependent);

/// <summary>A segment in a playlist.</summary>
/// <param name="Name">What it is called; its number is its media sequence number.</param>
/// <param name="EncoderSession">The encoder session it belongs to, which names its initialisation segment.</param>
/// <param name="DurationSeconds">How long it lasts; of a segment that is still open, as far as it goes.</param>
/// <param name="ProgramDateTimeMs">When its first frame was captured, Unix milliseconds.</param>
/// <param name="IsDiscontinuity">True when time, or the encoder session, jumps before it.</param>
/// <param name="Parts">Its parts; empty where they are not listed any more.</param>
/// <param name="IsGap">True when it was lost: its number was used, but there are no bytes.</param>
internal sealed record PlaylistSegment(
    SegmentName Name,
    int EncoderSession,
    double DurationSeconds,
    double ProgramDateTimeMs,
    bool IsDiscontinuity,
    IReadOnlyList<PlaylistPart> Parts,
    bool IsGap = false
);

/// <summary>What a media playlist is written from.</summary>
/// <param name="Segments">Finished segments, oldest first.</param>
/// <param name="Open">The segment that is still growing; null when there is none.</param>
/// <param name="DiscontinuitySequence">Discontinuities before the first segment.</param>
/// <param name="IsEnded">True when nothing will follow.</param>
/// <param name="Next">The segment that begins next when none is open; null while nobody knows what it will be
/// called.</param>
internal sealed record MediaPlaylist(
    IReadOnlyList<PlaylistSegment> Segments,
    PlaylistSegment? Open,
    long DiscontinuitySequence,
    bool IsEnded,
    SegmentName? Next = null
);

/// <summary>One quality of a stream.</summary>
/// <param name="Name">Folder of its playlist, such as <c>source</c> or <c>480p</c>.</param>
/// <param name="Bandwidth">Peak bits a second.</param>
/// <param name="Codecs">As RFC 6381 names them.</param>
/// <param name="Width">Pixels; 0 for audio alone.</param>
/// <param name="Height">Pixels; 0 for audio alone.</param>
internal sealed record PlaylistVariant(string Name, int Bandwidth, string Codecs, int Width, int Height);
