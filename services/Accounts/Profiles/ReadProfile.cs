using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using UpperBack.Accounts.Credentials;

namespace UpperBack.Accounts.Profiles;

/// <summary>Shows a member their own profile, as it is now and not as it was when they signed in.</summary>
internal static class ReadProfile
{
    /// <summary>The token outlived its account.</summary>
    public static readonly Problem AccountGone = Problem.Of(
        ErrorCodes.SignedOut,
        "There is no account behind this sign-in. Sign in again."
    );

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/me", HandleAsync).WithSummary("Your profile").ProducesProblem(StatusCodes.Status401Unauthorized);

    private static async Task<Results<Ok<Profile>, ProblemHttpResult>> HandleAsync(
        ClaimsPrincipal caller,
        AccountManager accounts
    ) =>
        await accounts.FindByIdAsync(caller.MemberId().ToString()) is { } account
            ? TypedResults.Ok(Profile.Of(account))
            : AccountGone.ToHttp();
}
