using System.Security.Claims;
using NodaTime;
using UpperBack.Streaming.Sessions;

namespace UpperBack.Streaming.Keys;

/// <summary>A session's stream keys, without their secrets, which nobody knows any more.</summary>
internal static class ListKeys
{
    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/sessions/{sessionId}/keys", HandleAsync)
            .WithSummary("A session's stream keys, without their secrets")
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<IReadOnlyList<KeyView>>, ProblemHttpResult>> HandleAsync(
        SessionId sessionId,
        ClaimsPrincipal caller,
        SessionLookup sessions,
        StreamingDatabase database,
        CancellationToken ct
    )
    {
        var session = await sessions.FindLedByAsync(sessionId, caller, ct);
        if (!session.Succeeded)
            return session.Problem.ToHttp();

        return TypedResults.Ok(
            await database.QueryAsync<KeyView>(
                """
                select key_id as KeyId, created_at as CreatedAt, revoked_at as RevokedAt
                from stream_keys where session_id = @sessionId order by created_at, key_id
                """,
                new { sessionId },
                ct
            )
        );
    }

    internal sealed class KeyView
    {
        /// <summary>By which it is revoked; its secret begins with it.</summary>
        public required string KeyId { get; init; }

        /// <summary>When it was made.</summary>
        public Instant CreatedAt { get; init; }

        /// <summary>When it was revoked, or null while it works.</summary>
        public Instant? RevokedAt { get; init; }
    }
}
