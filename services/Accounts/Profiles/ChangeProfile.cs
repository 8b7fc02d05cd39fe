using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using UpperBack.Accounts.Credentials;

namespace UpperBack.Accounts.Profiles;

/// <summary>Changes a member's name, zone and visibility on boards. A cookie has the new values from this response
/// on; a bearer token keeps the old ones until it is refreshed.</summary>
internal static class ChangeProfile
{
    public static void Map(RouteGroupBuilder group) =>
        group
            .MapPut("/me", HandleAsync)
            .WithSummary("Change your display name, time zone and visibility on leaderboards")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized);

    private static async Task<Results<Ok<Profile>, ProblemHttpResult>> HandleAsync(
        Request request,
        HttpContext context,
        AccountManager accounts,
        SignInManager<Account> signIns
    )
    {
        if (new Validation().DisplayName(request.DisplayName).Zone(request.TimeZone).Problem is { } problem)
            return problem.ToHttp();

        var account = await accounts.ChangeAsync(context.User.MemberId(), account =>
        {
            account.DisplayName = request.DisplayName.Trim();
            account.TimeZone = request.TimeZone;
            account.OnBoards = request.OnBoards;
        });
        if (account is null)
            return ReadProfile.AccountGone.ToHttp();

        var cookie = await context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        if (cookie.Succeeded && cookie.Principal.MemberId() == account.Id)
            await signIns.RefreshSignInAsync(account);
        return TypedResults.Ok(Profile.Of(account));
    }

    /// <summary>The profile to set.</summary>
    /// <param name="DisplayName">1 to 60 characters.</param>
    /// <param name="TimeZone">IANA zone id.</param>
    /// <param name="OnBoards">True to be on leaderboards.</param>
    internal sealed record Request(
        [StringLength(Profile.MaxNameLength, MinimumLength = 1)] string DisplayName,
        string TimeZone,
        bool OnBoards
    );
}
