using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Identity;
using NodaTime;
using UpperBack.Accounts.Credentials;
using UpperBack.Accounts.Profiles;

namespace UpperBack.Accounts.SigningIn;

/// <summary>Signs a member in: with a cookie for a browser, with bearer tokens for other clients. The response, and
/// about how long it takes, is the same for a wrong password and for an address without an account.</summary>
internal static class SignIn
{
    private static readonly TimeSpan QueuePasses = TimeSpan.FromSeconds(3);

    public static void Map(RouteGroupBuilder group) =>
        group
            .MapPost("/sign-in", HandleAsync)
            .AllowAnonymous()
            .RequireRateLimiting(LimitNames.SignIn)
            .WithSummary("Sign in")
            .WithDescription(
                "With `useCookie` the answer is your profile and a cookie; without it, the answer is bearer tokens."
            )
            .Produces<AccessTokenResponse>()
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status423Locked);

    private static async Task<Results<Ok<Profile>, SignInHttpResult, ProblemHttpResult>> HandleAsync(
        Request request,
        HttpResponse response,
        AccountManager accounts,
        SignInManager<Account> signIns,
        UnknownAccountLockout unknownAccounts,
        Passwords passwords,
        SignInThrottle throttle,
        TimeProvider clock,
        ILogger<Account> log,
        CancellationToken ct
    )
    {
        using var place = throttle.ComeFrom(response.HttpContext.Connection.RemoteIpAddress);
        if (!place.IsAcquired)
            return ManyAtOnce(response);

        var email = accounts.NormalizeEmail(request.Email.Trim())!;
        using var turn = await throttle.AcquireAsync(email, ct);
        if (!turn.IsAcquired)
            return ManyAtOnce(response);

        var account = await accounts.FindByEmailAsync(email);
        if (
            (account is null ? await unknownAccounts.LockedUntilAsync(email, ct) : accounts.LockedUntil(account)) is
            { } locked
        )
            return LockedOut(response, locked - clock.Now());

        var checkedPassword = await passwords.CheckAsync(account, request.Password, ct);
        if (checkedPassword is null)
            return ManyAtOnce(response);

        if (account is null)
            return await unknownAccounts.CountAsync(email, ct) is { } until
                ? LockedOut(response, until - clock.Now())
                : BadCredentials();

        if (checkedPassword == PasswordVerificationResult.Failed)
        {
            await accounts.AccessFailedAsync(account);
            if (accounts.LockedUntil(account) is not { } lockedNow)
                return BadCredentials();

            log.LockedOut(account.Id);
            return LockedOut(response, lockedNow - clock.Now());
        }

        // The password is at hand, so a hash of an earlier strength is replaced; if there is no capacity for it, then
        // at the next sign-in.
        var better =
            checkedPassword == PasswordVerificationResult.SuccessRehashNeeded
                ? await passwords.HashAsync(account, request.Password, ct)
                : null;
        await accounts.ForgiveAsync(account, better);
        if (!request.UseCookie)
            return TypedResults.SignIn(
                await signIns.CreateUserPrincipalAsync(account),
                authenticationScheme: IdentityConstants.BearerScheme
            );

        await signIns.SignInAsync(account, isPersistent: true);
        return TypedResults.Ok(Profile.Of(account));
    }

    private static ProblemHttpResult BadCredentials() =>
        Problem.Of(ErrorCodes.BadCredentials, "The email or the password is wrong. Check both and try again.").ToHttp();

    private static ProblemHttpResult LockedOut(HttpResponse response, Duration wait) =>
        TooFast.Refuse(response, ErrorCodes.LockedOut, "Too many wrong passwords.", wait.ToTimeSpan());

    /// <summary>Too many passwords are being hashed, here or at sign-up.</summary>
    internal static ProblemHttpResult ManyAtOnce(HttpResponse response) =>
        TooFast.Refuse(response, "Many people are coming in at once.", QueuePasses);

    /// <summary>A sign-in.</summary>
    /// <param name="Email">As at sign-up; letter case does not matter.</param>
    /// <param name="Password">As at sign-up.</param>
    /// <param name="UseCookie">True in a browser.</param>
    internal sealed record Request(string Email, string Password, bool UseCookie = false);
}
