using System.Security.Claims;
using UpperBack.Streaming.Sessions;
using UpperBack.Streaming.Streams;

namespace UpperBack.Streaming.Keys;

/// <summary>Revokes a key, and ends the encoder session that was let in by it. Revoking it again changes
/// nothing.</summary>
internal static class RevokeKey
{
    public static void Map(RouteGroupBuilder group) =>
        group
            .MapDelete("/sessions/{sessionId}/keys/{keyId}", HandleAsync)
            .WithSummary("Revoke a stream key; what is streamed with it ends")
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        SessionId sessionId,
        string keyId,
        ClaimsPrincipal caller,
        SessionLookup sessions,
        StreamRegistry streams,
        StreamingDatabase database,
        CancellationToken ct
    )
    {
        var session = await sessions.FindLedByAsync(sessionId, caller, ct);
        if (!session.Succeeded)
            return session.Problem.ToHttp();

        await StreamKeyRows.RevokeAsync(database, sessionId, keyId, ct);
        streams
            .FindLoaded(sessionId)
            ?.EndEncoderSessionOf(
                keyId,
                new IngestTermination(
                    ErrorCodes.StreamKeyInvalid,
                    "This stream key was revoked. Make a new one for the class."
                )
            );
        return TypedResults.NoContent();
    }
}
