using UpperBack.Streaming.Streams;

namespace UpperBack.Streaming.Ingest;

/// <summary>Lets an encoder in, by whatever protocol it came.</summary>
internal interface IIngestGateway
{
    /// <summary>Begins an encoder session for whoever holds a stream key. An earlier encoder session of the session
    /// that still runs is ended.</summary>
    /// <param name="streamKey">The secret that was handed out for one session.</param>
    /// <param name="source"><c>browser</c>, <c>rtmp</c> or <c>http</c>.</param>
    /// <param name="ct">Cancels the asking, not the encoder session.</param>
    Task<Result<IIngest>> OpenAsync(string streamKey, string source, CancellationToken ct);

    /// <summary>Begins an encoder session for the instructor of a session, who is signed in.</summary>
    Task<Result<IIngest>> OpenAsync(SessionId sessionId, MemberId instructor, string source, CancellationToken ct);
}
