using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.Extensions.Options;
using UpperBack.Streaming.Sessions;
using UpperBack.Streaming.Streams;

namespace UpperBack.Streaming.Control;

/// <summary>Sets by how much an encoder that cannot tell when it captures is late or early. It counts for everything of
/// the stream that came by RTMP or HTTP, in live, DVR and replay alike.</summary>
internal static class CalibrateStream
{
    private const int MaxMs = 5000;

    public static void Map(RouteGroupBuilder group) =>
        group
            .MapPut("/sessions/{sessionId}/calibration", HandleAsync)
            .WithSummary("Set what is added to the capture times of encoders that stream by RTMP or HTTP")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<ReadStream.StreamView>, ProblemHttpResult>> HandleAsync(
        SessionId sessionId,
        Request body,
        HttpRequest request,
        ClaimsPrincipal caller,
        SessionLookup sessions,
        StreamRegistry streams,
        IOptions<StreamingOptions> options,
        CancellationToken ct
    )
    {
        if (new Validation().Between(body.OffsetMs, -MaxMs, MaxMs, "The offset in milliseconds").Problem is { } refusal)
            return refusal.ToHttp();
        var session = await sessions.FindLedByAsync(sessionId, caller, ct);
        if (!session.Succeeded)
            return session.Problem.ToHttp();

        var stream = await streams.OpenAsync(sessionId, ct);
        using (var locked = await stream.LockAsync(ct))
            await locked.ChangeAsync(before => before with { OffsetMs = body.OffsetMs }, ct);
        return TypedResults.Ok(ReadStream.View(stream, session.Value, request, options.Value));
    }

    /// <param name="OffsetMs">Milliseconds, -5000 to 5000; negative when the pictures were captured earlier than they
    /// seem.</param>
    internal sealed record Request([Range(-MaxMs, MaxMs)] int OffsetMs);
}
