using System.Security.Claims;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using NodaTime;

namespace UpperBack.Streaming.Access;

/// <summary>Viewers' access as a token that anybody who has the secret can check: a JWT (HS256) with <c>sub</c>, the
/// member, <c>sid</c>, the session, and <c>exp</c>. A valid token is cached: a viewer asks for media some
/// six times a second.</summary>
internal sealed class MediaTokens(AccessSecret secret, TimeProvider clock) : IDisposable
{
    /// <summary>The claim that holds the session.</summary>
    public const string SessionClaim = "sid";

    private const int MaxCached = 100_000;
    private const int MaxToken = 1024;

    private readonly JsonWebTokenHandler handler = new()
    {
        SetDefaultTimesOnTokenCreation = false,
        MapInboundClaims = false,
    };
    private readonly MemoryCache cached = new(new MemoryCacheOptions { SizeLimit = MaxCached });

    /// <summary>Makes a token.</summary>
    public async Task<string> IssueAsync(
        SessionId sessionId,
        MemberId member,
        Instant expiresAt,
        CancellationToken ct
    ) =>
        handler.CreateToken(
            new SecurityTokenDescriptor
            {
                Claims = new Dictionary<string, object>
                {
                    [JwtRegisteredClaimNames.Sub] = member.ToString(),
                    [SessionClaim] = sessionId.ToString(),
                },
                Expires = expiresAt.ToDateTimeUtc(),
                SigningCredentials = new SigningCredentials(await secret.ReadAsync(ct), SecurityAlgorithms.HmacSha256),
            }
        );

    /// <summary>Who may watch what with this token; null when it is not right, or too old.</summary>
    public ValueTask<ClaimsPrincipal?> ReadAsync(string token, CancellationToken ct)
    {
        if (!cached.TryGetValue(token, out Cached? found))
            return token.Length > MaxToken ? ValueTask.FromResult<ClaimsPrincipal?>(null) : ValidateAsync(token, ct);

        return ValueTask.FromResult(found!.ExpiresMs > clock.NowMs() ? found.Viewer : null);
    }

    public void Dispose() => cached.Dispose();

    private async ValueTask<ClaimsPrincipal?> ValidateAsync(string token, CancellationToken ct)
    {
        var result = await handler.ValidateTokenAsync(
            token,
            new TokenValidationParameters
            {
                IssuerSigningKey = await secret.ReadAsync(ct),
                ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
                ValidateIssuer = false,
                ValidateAudience = false,
                LifetimeValidator = (_, expires, _, _) => expires > clock.GetUtcNow().UtcDateTime,
            }
        );
        if (
            !result.IsValid
            || result.SecurityToken is not JsonWebToken jwt
            || !MemberId.TryParse(jwt.Subject, out var member)
            || !SessionId.TryParse(result.ClaimsIdentity.FindFirst(SessionClaim)?.Value, out var session)
        )
            return null;

        var viewer = new ClaimsPrincipal(
            new ClaimsIdentity(
                [new Claim(ClaimTypes.NameIdentifier, member.ToString()), new Claim(SessionClaim, session.ToString())],
                MediaAuthentication.Scheme
            )
        );
        var expiresMs = new DateTimeOffset(jwt.ValidTo).ToUnixTimeMilliseconds();
        cached.Set(
            token,
            new Cached(viewer, expiresMs),
            new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(2) }
        );
        return viewer;
    }

    private sealed record Cached(ClaimsPrincipal Viewer, long ExpiresMs);
}
