using System.Security.Claims;
using UpperBack.Streaming.Sessions;
using UpperBack.Streaming.Streams;

namespace UpperBack.Streaming.Recordings;

/// <summary>The instructor deletes what was recorded of a class. Deleting what is not there changes nothing.</summary>
internal static class DeleteRecording
{
    public static void Map(RouteGroupBuilder group) =>
        group
            .MapDelete("/sessions/{sessionId}/recording", HandleAsync)
            .WithSummary("Delete the recording of a class")
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        SessionId sessionId,
        ClaimsPrincipal caller,
        SessionLookup sessions,
        StreamRegistry streams,
        EraseRecording erase,
        CancellationToken ct
    )
    {
        var session = await sessions.FindLedByAsync(sessionId, caller, ct);
        if (!session.Succeeded)
            return session.Problem.ToHttp();

        return await erase.RunAsync(await streams.OpenAsync(sessionId, ct), RecordingState.Deleted, ct) is { } refusal
            ? refusal.ToHttp()
            : TypedResults.NoContent();
    }
}
