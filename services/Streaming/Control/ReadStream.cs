using System.Security.Claims;
using Microsoft.Extensions.Options;
using UpperBack.Contracts.Events;
using UpperBack.Streaming.Access;
using UpperBack.Streaming.Keys;
using UpperBack.Streaming.Sessions;
using UpperBack.Streaming.Streams;

namespace UpperBack.Streaming.Control;

/// <summary>A session's stream as it is now.</summary>
internal static class ReadStream
{
    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/sessions/{sessionId}", HandleAsync)
            .WithSummary("A session's video: its state and renditions")
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<StreamView>, ProblemHttpResult>> HandleAsync(
        SessionId sessionId,
        HttpRequest request,
        ClaimsPrincipal caller,
        SessionLookup sessions,
        StreamRegistry streams,
        MediaAuthorization authorization,
        IOptions<StreamingOptions> options,
        CancellationToken ct
    )
    {
        var session = await sessions.FindAsync(sessionId, ct);
        if (session.Succeeded && await authorization.RefuseMemberAsync(caller.MemberId(), sessionId, ct) is { } refusal)
            return refusal.ToHttp();

        return session.Succeeded
            ? TypedResults.Ok(View(await streams.OpenAsync(sessionId, ct), session.Value, request, options.Value))
            : session.Problem.ToHttp();
    }

    /// <summary>The stream as clients see it.</summary>
    public static StreamView View(
        LiveStream stream,
        SessionProjection session,
        HttpRequest request,
        StreamingOptions options
    )
    {
        var state = stream.State;
        var isRecorded = stream.IsRecorded;
        return new StreamView(
            SessionId: stream.SessionId,
            Status: state.Status,
            Revision: state.Revision,
            Source: stream.Source,
            StartedAtMs: state.StartedMs,
            Renditions: [.. stream.Renditions.Where(rendition => rendition.Newest is not null).Select(View)],
            HasRecording: isRecorded,
            OffsetMs: state.OffsetMs,
            RtmpServer: RtmpAddress.Of(options, request),
            Missing: state.Missing,
            Recording: RecordingState.Of(state, isRecorded, session.EndedAt is not null)
        );
    }

    private static RenditionView View(Rendition rendition)
    {
        var init = rendition.Newest!;
        return new RenditionView(rendition.Name, init.Width, init.Height, rendition.Bandwidth, init.Codecs);
    }

    /// <param name="SessionId">Which session.</param>
    /// <param name="Status">none, live, interrupted (the encoder is expected back) or ended.</param>
    /// <param name="Revision">Rises whenever the status changes, or what is missing.</param>
    /// <param name="Source">Where it comes from now, or came from last: browser, rtmp or http; null before it
    /// began.</param>
    /// <param name="StartedAtMs">When it first was live, Unix milliseconds, or null.</param>
    /// <param name="Renditions">In what ways it can be watched.</param>
    /// <param name="HasRecording">True when something of it is recorded.</param>
    /// <param name="OffsetMs">The calibration: milliseconds added to the capture times of what came by rtmp or
    /// http.</param>
    /// <param name="RtmpServer">Where OBS and others stream to, or null when that is off here.</param>
    /// <param name="Missing">audio or video, when that was announced and does not come; null when all is there.</param>
    /// <param name="Recording">none, recording (the class is on), finishing (in a moment it can be watched), ready,
    /// deleted or expired.</param>
    internal sealed record StreamView(
        SessionId SessionId,
        [OneOf(typeof(StreamStatus))] string Status,
        long Revision,
        [OneOf("browser", "rtmp", "http")] string? Source,
        long? StartedAtMs,
        IReadOnlyList<RenditionView> Renditions,
        bool HasRecording,
        long OffsetMs,
        string? RtmpServer,
        [OneOf(typeof(StreamMissing))] string? Missing,
        [OneOf(typeof(RecordingState))] string Recording
    );

    /// <param name="Name">source, audio, or a height such as 720p.</param>
    /// <param name="Width">Pixels; 0 for sound alone.</param>
    /// <param name="Height">Pixels; 0 for sound alone.</param>
    /// <param name="Bandwidth">Bits a second of its densest segment so far.</param>
    /// <param name="Codecs">RFC 6381.</param>
    internal sealed record RenditionView(string Name, int Width, int Height, long Bandwidth, string Codecs);
}
