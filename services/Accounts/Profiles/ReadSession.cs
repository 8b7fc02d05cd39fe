using System.Security.Claims;
using UpperBack.Accounts.Credentials;

namespace UpperBack.Accounts.Profiles;

/// <summary>Who is signed in, if anybody is. A page that has just been opened asks this: not being signed in is no
/// error.</summary>
internal static class ReadSession
{
    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/session", HandleAsync)
            .AllowAnonymous()
            .WithSummary("Who is signed in here: your profile, or nothing");

    private static async Task<Results<Ok<Profile>, NoContent>> HandleAsync(
        ClaimsPrincipal caller,
        AccountManager accounts
    ) =>
        caller.Identity is { IsAuthenticated: true }
        && await accounts.FindByIdAsync(caller.MemberId().ToString()) is { } account
            ? TypedResults.Ok(Profile.Of(account))
            : TypedResults.NoContent();
}
