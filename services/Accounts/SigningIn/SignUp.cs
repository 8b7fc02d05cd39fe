using System.ComponentModel.DataAnnotations;
using System.Net.Mail;
using Microsoft.AspNetCore.Identity;
using UpperBack.Accounts.Credentials;
using UpperBack.Accounts.Profiles;
using UpperBack.Infrastructure.Demo;

namespace UpperBack.Accounts.SigningIn;

/// <summary>Creates an account. It does not sign in.</summary>
internal static class SignUp
{
    public const int MinPasswordLength = 10;
    private const int MaxPasswordLength = 200;
    private const int MaxEmail = 254;

    private static readonly Problem Taken = Problem.Of(
        ErrorCodes.EmailTaken,
        "There is already an account with this email. Sign in, or use another address."
    );

    public static void Map(RouteGroupBuilder group) =>
        group
            .MapPost("/sign-up", HandleAsync)
            .AllowAnonymous()
            .RequireRateLimiting(LimitNames.SignUp)
            .WithSummary("Make an account")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Created<Profile>, ProblemHttpResult>> HandleAsync(
        Request request,
        HttpResponse response,
        AccountManager accounts,
        Passwords passwords,
        SignInThrottle throttle,
        ILogger<Account> log,
        CancellationToken ct
    )
    {
        using var place = throttle.ComeFrom(response.HttpContext.Connection.RemoteIpAddress);
        if (!place.IsAcquired)
            return SignIn.ManyAtOnce(response);

        var email = request.Email.Trim();
        if (Check(request, email) is { } problem)
            return problem.ToHttp();
        if (await accounts.FindByEmailAsync(email) is not null)
            return Taken.ToHttp();

        var account = new Account
        {
            Id = MemberId.New(),
            Email = email,
            DisplayName = request.DisplayName.Trim(),
            TimeZone = request.TimeZone,
            Roles = Roles.Member,
        };
        account.PasswordHash = await passwords.HashAsync(account, request.Password, ct);
        if (account.PasswordHash is null)
            return SignIn.ManyAtOnce(response);

        var result = await accounts.CreateAsync(account);
        if (!result.Succeeded)
            return Refusal(result).ToHttp();

        log.SignedUp(account.Id);
        return TypedResults.Created("/api/accounts/me", Profile.Of(account));
    }

    private static Problem? Check(Request request, string email) =>
        new Validation()
            .That(IsEmail(email), "email", "Enter an email address, such as asha@example.org.")
            .That(!DemoPeople.Has(email), "email", "Addresses like this are the demo's: sign up with one of your own.")
            .That(
                request.Password.Length >= MinPasswordLength,
                "password",
                $"Choose a longer password: at least {MinPasswordLength} characters. A short sentence is easy "
                    + "to remember."
            )
            .That(
                request.Password.Length <= MaxPasswordLength,
                "password",
                $"Choose a shorter password: at most {MaxPasswordLength} characters."
            )
            .That(
                request.Password.Length < MinPasswordLength || !string.IsNullOrWhiteSpace(request.Password),
                "password",
                "Choose a password with more than spaces."
            )
            .DisplayName(request.DisplayName)
            .Zone(request.TimeZone)
            .Problem;

    private static bool IsEmail(string email) =>
        email.Length <= MaxEmail
        && !email.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
        && MailAddress.TryCreate(email, out var address)
        && address.Address == email;

    private static Problem Refusal(IdentityResult result) =>
        result.Errors.Any(error =>
            error.Code
                is nameof(IdentityErrorDescriber.DuplicateEmail)
                    or nameof(IdentityErrorDescriber.DuplicateUserName)
        )
            ? Taken
            : throw new InvalidOperationException(
                $"Identity refused what was validated: {string.Join(' ', result.Errors.Select(error => error.Code))}"
            );

    /// <summary>An account to create.</summary>
    /// <param name="Email">Sign-in name; letter case does not matter.</param>
    /// <param name="Password">10 to 200 characters.</param>
    /// <param name="DisplayName">What others see, 1 to 60 characters.</param>
    /// <param name="TimeZone">IANA zone id.</param>
    internal sealed record Request(
        [MaxLength(MaxEmail)] string Email,
        [StringLength(MaxPasswordLength, MinimumLength = MinPasswordLength)] string Password,
        [StringLength(Profile.MaxNameLength, MinimumLength = 1)] string DisplayName,
        string TimeZone
    );
}
