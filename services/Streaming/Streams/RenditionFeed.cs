using UpperBack.Streaming.Media;
using UpperBack.Streaming.Packaging;
using UpperBack.Streaming.Storage;

namespace UpperBack.Streaming.Streams;

/// <summary>Where an encoder of a lower rendition puts what it made of an encoder session. Called by one caller at a
/// time; what comes after the encoder session was replaced is dropped. Disposing it finishes the rendition's last
/// segment.</summary>
internal interface IRenditionFeed : IDisposable
{
    /// <summary>Says what follows; before the first sample, and once only.</summary>
    void Start(StreamFormat format);

    /// <summary>Hands over the next sample, in the rendition's own time, which begins where the feed was
    /// opened.</summary>
    /// <exception cref="MalformedStreamException">It cannot be packaged.</exception>
    void Push(in MediaSample sample);
}

/// <summary>Brings one encoder session's samples into one rendition: packages them and tells when each part was
/// captured.</summary>
/// <param name="stream">Whose stream.</param>
/// <param name="rendition">Which rendition.</param>
/// <param name="encoderSession">Which encoder session.</param>
/// <param name="clock">The encoder session's clock.</param>
/// <param name="shiftSeconds">Where in the encoder session the feed's zero is.</param>
/// <param name="appended">Called for every part, with the capture time of its first sample.</param>
internal sealed class RenditionFeed(
    LiveStream stream,
    Rendition rendition,
    int encoderSession,
    EncoderSessionClock clock,
    double shiftSeconds,
    Action<PackagedPart, double>? appended = null
) : IRenditionFeed
{
    private Packager? packager;

    /// <summary>Bytes that the encoder session begins with here.</summary>
    public ReadOnlyMemory<byte> Init => packager!.Init;

    public void Start(StreamFormat format)
    {
        var (firstSegment, finished) = rendition.Begin(encoderSession, stream.NowMs);
        Record(finished);
        packager = new Packager(format, firstSegment);
        rendition.SetInit(
            new EncoderSessionInit(
                encoderSession,
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
        Record(rendition.Finish(encoderSession));
    }

    private void Append(IReadOnlyList<PackagedPart> parts)
    {
        foreach (var part in parts)
        {
            var pdtMs = clock.At(part.StartSeconds + shiftSeconds) ?? stream.NowMs;
            appended?.Invoke(part, pdtMs);
            Record(rendition.Append(part, encoderSession, pdtMs));
        }
    }

    private void Record(LiveSegment? finished)
    {
        if (finished is not null)
            stream.Record(rendition, finished);
    }
}
