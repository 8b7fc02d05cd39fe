using System.Globalization;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using NodaTime;
using UpperBack.Accounts.Credentials;
using UpperBack.Accounts.Profiles;
using UpperBack.Contracts;
using UpperBack.Kernel.Problems;
using UpperBack.Kernel.Time;

namespace UpperBack.Accounts.SigningIn;

/// <summary>Signs a member in: with a cookie for a browser, with bearer tokens for other clients. What it answers, and about how
/// long it takes, is the same for a wrong password and for an address without an account.</summary>
internal static class SignIn
{
    public static void Map(RouteGroupBuilder group) => group.MapPost("/sign-in", HandleAsync)
        .AllowAnonymous()
        .WithSummary("Sign in")
        .WithDescription("With `useCookie` the answer is your profile and a cookie; without it, the answer is bearer tokens.")
        .Produces<AccessTokenResponse>()
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status423Locked);

    private static async Task<Results<Ok<Profile>, SignInHttpResult, ProblemHttpResult>> HandleAsync(
        Request request,
        HttpResponse response,
        AccountManager accounts,
        SignInManager<Account> signIns,
        Strangers strangers,
        SignInGate gate,
        TimeProvider clock,
        ILogger<Account> log,
        CancellationToken ct)
    {
        var email = accounts.NormalizeEmail(request.Email.Trim())!;
        using var turn = await gate.EnterAsync(email, ct);
        if (await accounts.FindByEmailAsync(email) is not { } account)
            return await strangers.RefuseAsync(email, request.Password, ct) is { } until ? LockedOut(response, until - clock.Now()) : BadCredentials();

        var wasLocked = await accounts.IsLockedOutAsync(account);
        var result = await signIns.CheckPasswordSignInAsync(account, request.Password, lockoutOnFailure: true);
        if (result.IsLockedOut)
        {
            if (!wasLocked)
                log.LockedOut(account.Id);
            return LockedOut(response, account.LockoutEnd!.Value - clock.Now());
        }

        if (!result.Succeeded)
            return BadCredentials();

        if (!request.UseCookie)
            return TypedResults.SignIn(await signIns.CreateUserPrincipalAsync(account), authenticationScheme: IdentityConstants.BearerScheme);

        await signIns.SignInAsync(account, isPersistent: true);
        return TypedResults.Ok(Profile.Of(account));
    }

    private static ProblemHttpResult BadCredentials() =>
        Problem.Of(ErrorCodes.BadCredentials, "The email or the password is wrong. Check both and try again.").ToHttp();

    private static ProblemHttpResult LockedOut(HttpResponse response, Duration wait)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Problem.Of(ErrorCodes.LockedOut, $"Too many wrong passwords. Try again in {(seconds + 59) / 60} min.").ToHttp();
    }

    /// <summary>Who wants to sign in.</summary>
    /// <param name="Email">As at sign-up; letter case does not matter.</param>
    /// <param name="Password">As at sign-up.</param>
    /// <param name="UseCookie">True in a browser.</param>
    internal sealed record Request(string Email, string Password, bool UseCookie = false);
}
