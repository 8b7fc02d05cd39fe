using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using UpperBack.Accounts.Credentials;

namespace UpperBack.Accounts.SigningIn;

/// <summary>Gives new bearer tokens, with the member's present name, zone and roles, for a refresh token that is still
/// good.</summary>
internal static class Refresh
{
    public static void Map(RouteGroupBuilder group) =>
        group
            .MapPost("/refresh", HandleAsync)
            .AllowAnonymous()
            .RequireRateLimiting(LimitNames.Refresh)
            .WithSummary("Get new bearer tokens for a refresh token")
            .Produces<AccessTokenResponse>()
            .ProducesProblem(StatusCodes.Status401Unauthorized);

    private static async Task<Results<SignInHttpResult, ProblemHttpResult>> HandleAsync(
        Request request,
        SignInManager<Account> signIns,
        IOptionsMonitor<BearerTokenOptions> bearer,
        TimeProvider clock
    )
    {
        var ticket = bearer.Get(IdentityConstants.BearerScheme).RefreshTokenProtector.Unprotect(request.RefreshToken);
        if (
            ticket?.Properties.ExpiresUtc is not { } expires
            || clock.GetUtcNow() >= expires
            || await signIns.ValidateSecurityStampAsync(ticket.Principal) is not { } account
        )
        {
            return Problem
                .Of(
                    ErrorCodes.SignedOut,
                    "Your sign-in has expired. Sign in again.",
                    "refreshToken",
                    "The refresh token is wrong, has expired or was revoked."
                )
                .ToHttp();
        }

        return TypedResults.SignIn(
            await signIns.CreateUserPrincipalAsync(account),
            authenticationScheme: IdentityConstants.BearerScheme
        );
    }

    /// <summary>What to refresh.</summary>
    /// <param name="RefreshToken">From the latest sign-in or refresh.</param>
    internal sealed record Request(string RefreshToken);
}
