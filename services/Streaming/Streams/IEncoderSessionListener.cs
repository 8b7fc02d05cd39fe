using UpperBack.Streaming.Media;
using UpperBack.Streaming.Packaging;

namespace UpperBack.Streaming.Streams;

/// <summary>Is told of every encoder session, to make lower renditions of it.</summary>
internal interface IEncoderSessionListener
{
    /// <summary>An encoder session begins. Called by the encoder's reader, so it must neither wait nor fail.</summary>
    /// <returns>What gets the parts of the encoder session's source; null for nothing.</returns>
    IEncoderSessionTap? Begin(EncoderSessionStarted encoderSession);
}

/// <summary>Gets the source rendition of an encoder session, by the encoder's reader: it must neither wait nor
/// fail.</summary>
internal interface IEncoderSessionTap
{
    /// <summary>The next part.</summary>
    void Push(PackagedPart part);

    /// <summary>The encoder session is over.</summary>
    void End();
}

/// <summary>An encoder session whose source is about to be made.</summary>
/// <param name="SessionId">Which session.</param>
/// <param name="Number">Which encoder session.</param>
/// <param name="Format">What it consists of.</param>
/// <param name="Init">The source's initialisation segment, with which its parts, one after another, are a fragmented
/// MP4 file.</param>
/// <param name="OpenRendition">Opens a rendition by its name (such as <c>720p</c>) for what is made of this encoder
/// session; the number says where in the encoder session, in seconds, the new rendition's own time begins.</param>
internal sealed record EncoderSessionStarted(
    SessionId SessionId,
    int Number,
    StreamFormat Format,
    ReadOnlyMemory<byte> Init,
    Func<string, double, IRenditionFeed> OpenRendition
);
