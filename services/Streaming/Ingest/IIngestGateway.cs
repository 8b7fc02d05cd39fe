using UpperBack.Contracts;
using UpperBack.Contracts.Ids;
using UpperBack.Kernel.Problems;
using UpperBack.Streaming.Media;

namespace UpperBack.Streaming.Ingest;

/// <summary>Lets an encoder in, by whatever protocol it came.</summary>
internal interface IIngestGateway
{
    /// <summary>Begins a take for whoever holds a stream key. An earlier take of the session that still runs is
    /// ended.</summary>
    /// <param name="streamKey">The secret that was handed out for one session.</param>
    /// <param name="source"><c>browser</c>, <c>rtmp</c> or <c>http</c>.</param>
    /// <param name="ct">Cancels the asking, not the take.</param>
    Task<Result<IIngest>> OpenAsync(string streamKey, string source, CancellationToken ct);

    /// <summary>Begins a take for the instructor of a session, who is signed in.</summary>
    Task<Result<IIngest>> OpenAsync(SessionId sessionId, MemberId instructor, string source, CancellationToken ct);
}

/// <summary>One take: what the reader of a protocol hands everything to. Called by one reader, one call after another.
/// Disposing it without <see cref="Stop"/> says that the connection was lost and the encoder may come back.</summary>
internal interface IIngest : IAsyncDisposable
{
    /// <summary>Which session.</summary>
    SessionId SessionId { get; }

    /// <summary>Which take of the session's stream, from 1.</summary>
    int EncoderSession { get; }

    /// <summary>Cancelled when the take was ended from this side; then <see cref="EndReason"/> says why, for the
    /// encoder.</summary>
    CancellationToken Ended { get; }

    /// <summary>Why it was ended from this side; null while it was not.</summary>
    IngestTermination? EndReason { get; }

    /// <summary>Says what follows; before the first sample, and again when it changes.</summary>
    void Start(StreamFormat format);

    /// <summary>Hands over the next sample.</summary>
    /// <exception cref="IngestException">The sample cannot be part of this take; the reader tells the encoder and
    /// closes.</exception>
    void Push(in MediaSample sample);

    /// <summary>Says when a moment of the take was captured. Without it the arrival of the first sample
    /// counts.</summary>
    /// <param name="mediaSeconds">Seconds since the take's beginning.</param>
    /// <param name="capturedAtMs">The server's clock then, Unix milliseconds.</param>
    void Anchor(double mediaSeconds, double capturedAtMs);

    /// <summary>The encoder says that it is done: the stream ends and does not wait for its return.</summary>
    void Stop();
}

/// <summary>Why a take was ended from this side.</summary>
/// <param name="Code">Catalogued.</param>
/// <param name="Message">What was wrong and what to do.</param>
internal sealed record IngestTermination(ErrorCode Code, string Message);

/// <summary>What an encoder sent cannot be used. The message says what was wrong and what to do; it holds nothing of
/// what was sent.</summary>
internal sealed class IngestException(string message) : Exception(message);
