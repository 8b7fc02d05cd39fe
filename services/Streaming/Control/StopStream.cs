using System.Security.Claims;
using Microsoft.Extensions.Options;
using UpperBack.Streaming.Keys;
using UpperBack.Streaming.Sessions;
using UpperBack.Streaming.Streams;

namespace UpperBack.Streaming.Control;

/// <summary>The instructor ends the stream. The key of the encoder that was streaming is revoked with it: encoders come
/// back by themselves, and would undo it. Stopping what is not on changes nothing.</summary>
internal static class StopStream
{
    public static void Map(RouteGroupBuilder group) =>
        group
            .MapPost("/sessions/{sessionId}/stop", HandleAsync)
            .WithSummary("End the stream; the key that was streaming is revoked")
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<ReadStream.StreamView>, ProblemHttpResult>> HandleAsync(
        SessionId sessionId,
        HttpRequest request,
        ClaimsPrincipal caller,
        SessionLookup sessions,
        StreamRegistry streams,
        StreamingDatabase database,
        IOptions<StreamingOptions> options,
        CancellationToken ct
    )
    {
        var session = await sessions.FindLedByAsync(sessionId, caller, ct);
        if (!session.Succeeded)
            return session.Problem.ToHttp();

        var stream = await streams.OpenAsync(sessionId, ct);
        var key = await stream.EndAsync(
            new IngestTermination(ErrorCodes.StreamStopped, "The instructor stopped the stream."),
            stream.NowMs,
            ct
        );
        if (key is not null)
            await StreamKeyRows.RevokeAsync(database, sessionId, key, ct);
        return TypedResults.Ok(ReadStream.View(stream, session.Value, request, options.Value));
    }
}
