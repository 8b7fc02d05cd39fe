using UpperBack.Contracts.Ids;
using UpperBack.Streaming.Media;
using UpperBack.Streaming.Packaging;

namespace UpperBack.Streaming.Streams;

/// <summary>Is told of every take, to make more of it: lower renditions.</summary>
internal interface IEncoderSessionListener
{
    /// <summary>A take begins. Called in the take's own flow, so it must neither wait nor fail.</summary>
    /// <returns>What is given the take's source; null to leave it alone.</returns>
    IEncoderSessionTap? Begin(EncoderSessionStarted take);
}

/// <summary>Is given the source rendition of a take, in the take's own flow: it must neither wait nor fail.</summary>
internal interface IEncoderSessionTap
{
    /// <summary>The next part.</summary>
    void Push(PackagedPart part);

    /// <summary>The take is over.</summary>
    void End();
}

/// <summary>A take whose source is about to be made.</summary>
/// <param name="SessionId">Which session.</param>
/// <param name="Number">Which take.</param>
/// <param name="Format">What it consists of.</param>
/// <param name="Init">The source's initialisation segment, with which its parts, one after another, are a fragmented
/// MP4 file.</param>
/// <param name="OpenRendition">Opens a rendition by its name (such as <c>720p</c>) for what is made of this take; the
/// number says where in the take, in seconds, the new rendition's own time begins.</param>
internal sealed record EncoderSessionStarted(
    SessionId SessionId,
    int Number,
    StreamFormat Format,
    ReadOnlyMemory<byte> Init,
    Func<string, double, IRenditionFeed> OpenRendition
);
