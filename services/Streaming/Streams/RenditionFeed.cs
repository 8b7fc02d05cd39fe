using UpperBack.Streaming.Media;
using UpperBack.Streaming.Packaging;

namespace UpperBack.Streaming.Streams;

/// <summary>Where an encoder of a lower rendition puts what it made of a take. Called by one, one call after another;
/// what comes after the take was replaced is dropped. Disposing it finishes the rendition's last segment.</summary>
internal interface IRenditionFeed : IDisposable
{
    /// <summary>Says what follows; before the first sample, and once only.</summary>
    void Start(StreamFormat format);

    /// <summary>Hands over the next sample, in the rendition's own time, which begins where the feed was
    /// opened.</summary>
    /// <exception cref="Ingest.IngestException">It cannot be packaged.</exception>
    void Push(in MediaSample sample);
}

/// <summary>Brings one take's samples into one rendition: packages them and says when each part was captured.</summary>
/// <param name="stream">Whose stream.</param>
/// <param name="rendition">Which rendition.</param>
/// <param name="take">Which take.</param>
/// <param name="clock">The take's clock.</param>
/// <param name="shiftSeconds">Where in the take the feed's zero is.</param>
/// <param name="appended">Told of every part, with the moment its segment or it was captured.</param>
internal sealed class RenditionFeed(
    LiveStream stream,
    Rendition rendition,
    int take,
    EncoderSessionClock clock,
    double shiftSeconds,
    Action<PackagedPart, double>? appended = null
) : IRenditionFeed
{
    private Packager? packager;

    /// <summary>Bytes that the take begins with here.</summary>
    public ReadOnlyMemory<byte> Init => packager!.Init;

    public void Start(StreamFormat format)
    {
        var (firstSegment, finished) = rendition.Begin(take, stream.NowMs);
        Keep(finished);
        packager = new Packager(format, firstSegment);
        rendition.Introduce(
            new EncoderSessionInit(
                take,
                packager.Codecs,
                format.Video?.Width ?? 0,
                format.Video?.Height ?? 0,
                packager.Init
            )
        );
    }

    public void Push(in MediaSample sample) => Append(packager!.Push(sample, stream.ElapsedMs));

    public void Dispose()
    {
        if (packager is null)
            return;

        Append(packager.Flush());
        Keep(rendition.Finish(take));
    }

    private void Append(IReadOnlyList<PackagedPart> parts)
    {
        foreach (var part in parts)
        {
            var pdtMs = clock.At(part.StartSeconds + shiftSeconds) ?? stream.NowMs;
            appended?.Invoke(part, pdtMs);
            Keep(rendition.Append(part, take, pdtMs));
        }
    }

    private void Keep(LiveSegment? finished)
    {
        if (finished is not null)
            stream.Keep(rendition, finished);
    }
}
