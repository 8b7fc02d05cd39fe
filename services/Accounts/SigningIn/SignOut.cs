using Microsoft.AspNetCore.Identity;
using UpperBack.Accounts.Credentials;

namespace UpperBack.Accounts.SigningIn;

/// <summary>Clears the cookie. Allowed without signing in: a browser whose cookie has expired should end up signed
/// out too.</summary>
internal static class SignOut
{
    public static void Map(RouteGroupBuilder group) =>
        group
            .MapPost("/sign-out", HandleAsync)
            .AllowAnonymous()
            .WithSummary("Sign out of this browser")
            .WithDescription("Clears the cookie. Bearer tokens are forgotten by the client that holds them.");

    private static async Task<NoContent> HandleAsync(SignInManager<Account> signIns)
    {
        await signIns.SignOutAsync();
        return TypedResults.NoContent();
    }
}
