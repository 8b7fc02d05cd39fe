using UpperBack.Streaming.Media;

namespace UpperBack.Streaming.Streams;

/// <summary>One encoder session: what the reader of a protocol hands everything to. One reader calls it, one call at a
/// time. Disposing it without <see cref="Stop"/> says that the connection was lost and the encoder may come
/// back.</summary>
internal interface IIngest : IAsyncDisposable
{
    /// <summary>Which session.</summary>
    SessionId SessionId { get; }

    /// <summary>Which encoder session of the session's stream, from 1; it rises when the format changes.</summary>
    int Number { get; }

    /// <summary>Cancelled when the encoder session was ended from this side; then <see cref="EndReason"/> says why, for
    /// the encoder.</summary>
    CancellationToken Ended { get; }

    /// <summary>Why it was ended from this side; null while it was not.</summary>
    IngestTermination? EndReason { get; }

    /// <summary>Says what follows; before the first sample, and again when it changes.</summary>
    void Start(StreamFormat format);

    /// <summary>Hands over the next sample.</summary>
    /// <exception cref="MalformedStreamException">The sample cannot be part of this encoder session; the reader tells
    /// the encoder and closes.</exception>
    void Push(in MediaSample sample);

    /// <summary>Says when a moment of the encoder session was captured. Without it the arrival of the first sample
    /// counts.</summary>
    /// <param name="mediaSeconds">Seconds since the encoder session's beginning.</param>
    /// <param name="capturedAtMs">The server's clock then, Unix milliseconds.</param>
    void Anchor(double mediaSeconds, double capturedAtMs);

    /// <summary>The encoder says that it is done: the stream ends and does not wait for its return.</summary>
    void Stop();
}

/// <summary>Why an encoder session was ended from this side.</summary>
/// <param name="Code">Catalogued.</param>
/// <param name="Message">What was wrong and what to do.</param>
internal sealed record IngestTermination(ErrorCode Code, string Message);
