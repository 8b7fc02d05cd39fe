using System.Security.Claims;
using System.Text.RegularExpressions;

namespace UpperBack.Streaming.Access;

/// <summary>For caches in front of the origin: whether the viewer whose request they hold may have it.</summary>
internal static partial class CheckAccess
{
    /// <summary>Header with the path that the viewer asked the cache for.</summary>
    public const string AskedFor = "X-Original-URI";

    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/access-check", HandleAsync)
            .RequireAuthorization(MediaAuthentication.Policy)
            // A cache asks for all of its viewers from one address, and checking a token costs less than counting
            // requests.
            .DisableRateLimiting()
            .WithSummary(
                "For proxies: may the viewer with this media cookie or token have X-Original-URI? "
                    + "Keep the answer for 5 seconds at most"
            )
            .ProducesProblem(StatusCodes.Status403Forbidden);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        HttpContext context,
        ClaimsPrincipal viewer,
        MediaAuthorization authorization,
        CancellationToken ct
    )
    {
        context.Response.Headers.CacheControl = "no-store";
        var path = context.Request.Headers[AskedFor].ToString();
        if (MediaPath().Match(path) is not { Success: true } asked || path.Contains("..", StringComparison.Ordinal))
            return Problem
                .Of(
                    ErrorCodes.Forbidden,
                    "This is not the address of a video.",
                    "$",
                    $"{AskedFor} must hold the path of a session's media."
                )
                .ToHttp();

        return
            await authorization.RefuseAsync(viewer, SessionId.From(Guid.Parse(asked.Groups["session"].Value)), ct)
                is { } refusal
            ? refusal.ToHttp()
            : TypedResults.NoContent();
    }

    /// <summary>Plain paths only: one that is written in another way could mean another session to the cache than to
    /// us.</summary>
    [GeneratedRegex(
        @"^/media/(?<session>[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})/[A-Za-z0-9./_-]+(\?[A-Za-z0-9_=&-]*)?\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex MediaPath();
}
