using System.Security.Claims;
using Microsoft.Extensions.Options;
using NodaTime;
using UpperBack.Infrastructure.Idempotency;
using UpperBack.Streaming.Sessions;

namespace UpperBack.Streaming.Keys;

/// <summary>Makes a key with which an encoder may stream to one session. It is shown this once.</summary>
internal static class CreateKey
{
    public static void Map(RouteGroupBuilder group) =>
        group
            .MapPost("/sessions/{sessionId}/keys", HandleAsync)
            .RequireRateLimiting(LimitNames.Costly)
            .WithSummary("Make a stream key for OBS and other encoders; it is shown this once")
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Created<Response>, ReplayedResponse, ProblemHttpResult>> HandleAsync(
        SessionId sessionId,
        IdempotentRequest idempotency,
        HttpRequest request,
        ClaimsPrincipal caller,
        SessionLookup sessions,
        StreamingDatabase database,
        IOptions<StreamingOptions> options,
        CancellationToken ct
    )
    {
        var session = await sessions.FindLedByAsync(sessionId, caller, ct);
        if (!session.Succeeded)
            return session.Problem.ToHttp();

        await using var work = await idempotency.BeginAsync(database, ct);
        if (await idempotency.FindAsync(work, ct) is { } replayed)
            return replayed;

        var (id, key) = StreamKey.New();
        await work.ExecuteAsync(
            """
            insert into stream_keys (key_id, session_id, secret_hash, created_at)
            values (@id, @sessionId, @hash, @Now)
            """,
            new
            {
                id,
                sessionId,
                hash = StreamKey.Hash(key),
                work.Now,
            },
            ct
        );
        var server = RtmpAddress.Of(options.Value, request);
        var answer = TypedResults.Created(
            (string?)null,
            new Response(id, key, server, server is null ? null : $"{server}/{key}", work.Now)
        );
        await idempotency.SaveResponseAsync(work, answer, ct);
        await work.CommitAsync(ct);

        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return answer;
    }

    /// <param name="KeyId">By which it is listed and revoked.</param>
    /// <param name="Key">The secret. Keep it; it is not shown again.</param>
    /// <param name="RtmpServer">What OBS calls the server; null when RTMP is off here.</param>
    /// <param name="RtmpUrl">Server and key in one address, for encoders that want that; null when RTMP is off
    /// here.</param>
    /// <param name="CreatedAt">When it was made.</param>
    internal sealed record Response(string KeyId, string Key, string? RtmpServer, string? RtmpUrl, Instant CreatedAt);
}
