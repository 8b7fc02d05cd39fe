using System.Security.Claims;
using Microsoft.Extensions.Options;
using NodaTime;
using UpperBack.Streaming.Access;
using UpperBack.Streaming.Health;
using UpperBack.Streaming.Sessions;
using UpperBack.Streaming.Streams;

namespace UpperBack.Streaming.Origin;

/// <summary>Gives a member access to a session's video for some minutes. Whoever may come into the room may watch;
/// viewers are never capped.</summary>
internal static class GrantAccess
{
    public static void Map(RouteGroupBuilder group) =>
        group
            .MapPost("/sessions/{sessionId}/access", HandleAsync)
            .WithSummary(
                "Get access to a session's video: addresses, and a token (also set as a cookie) to be renewed in time"
            )
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        SessionId sessionId,
        HttpContext context,
        ClaimsPrincipal caller,
        SessionLookup sessions,
        StreamRegistry streams,
        MediaAuthorization authorization,
        MediaTokens tokens,
        StreamingDatabase database,
        IOptions<StreamingOptions> options,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var session = await sessions.FindAsync(sessionId, ct);
        if (!session.Succeeded)
            return session.Problem.ToHttp();
        if (await authorization.RefuseMemberAsync(caller.MemberId(), sessionId, ct) is { } refusal)
            return refusal.ToHttp();

        if (session.Value.EndedAt is null)
            await ViewerRows.AddAsync(database, sessionId, caller.MemberId(), ct);

        var life = Duration.FromMinutes(options.Value.AccessMinutes);
        var expiresAt = clock.Now() + life;
        var token = await tokens.IssueAsync(sessionId, caller.MemberId(), expiresAt, ct);
        var root = $"{MediaAuthentication.Root}/{sessionId}";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Cookies.Append(
            MediaAuthentication.Cookie,
            token,
            new CookieOptions
            {
                Path = root,
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                Expires = expiresAt.ToDateTimeOffset(),
            }
        );

        var stream = await streams.OpenAsync(sessionId, ct);
        return TypedResults.Ok(
            new Response(
                $"{root}/live.m3u8",
                stream.Find(Rendition.Audio) is null ? null : $"{root}/audio/index.m3u8",
                $"{root}/dvr.m3u8",
                stream.CanBeReplayed ? $"{root}/replay.m3u8" : null,
                token,
                expiresAt.ToUnixTimeMilliseconds(),
                (int)life.TotalSeconds / 2
            )
        );
    }

    /// <param name="Live">Multivariant playlist of what is happening now.</param>
    /// <param name="Audio">Media playlist of the sound alone, or null when there is none.</param>
    /// <param name="Dvr">Multivariant playlist from the beginning until now.</param>
    /// <param name="Replay">Multivariant playlist of the recording, or null when there is none yet.</param>
    /// <param name="Token">For players that cannot send cookies: <c>Authorization: Bearer</c> at these
    /// addresses.</param>
    /// <param name="ExpiresAtMs">Until when it counts, Unix milliseconds.</param>
    /// <param name="RenewAfterSeconds">Ask again after these seconds.</param>
    internal sealed record Response(
        string Live,
        string? Audio,
        string Dvr,
        string? Replay,
        string Token,
        long ExpiresAtMs,
        int RenewAfterSeconds
    );
}
