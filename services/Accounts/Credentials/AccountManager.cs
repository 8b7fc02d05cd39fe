using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using NodaTime;

namespace UpperBack.Accounts.Credentials;

/// <summary>Identity's manager of accounts, with TimeProvider for lockouts (its own reads the system clock), and
/// changes that hold against others made at the same time.</summary>
internal sealed class AccountManager(
    IUserStore<Account> store,
    IOptions<IdentityOptions> options,
    IPasswordHasher<Account> hasher,
    IEnumerable<IUserValidator<Account>> accountValidators,
    IEnumerable<IPasswordValidator<Account>> passwordValidators,
    ILookupNormalizer normalizer,
    IdentityErrorDescriber errors,
    IServiceProvider services,
    ILogger<AccountManager> log,
    TimeProvider clock
)
    : UserManager<Account>(
        store,
        options,
        hasher,
        accountValidators,
        passwordValidators,
        normalizer,
        errors,
        services,
        log
    )
{
    private const int MaxAttempts = 20;

    public override Task<bool> IsLockedOutAsync(Account user) => Task.FromResult(LockedUntil(user) is not null);

    /// <summary>Until when an account is locked; null when it is not.</summary>
    public Instant? LockedUntil(Account user) => user.LockoutEnd is { } end && end > clock.Now() ? end : null;

    /// <summary>Counts a wrong password; every one, also those that other processes count at the same moment.</summary>
    public override async Task<IdentityResult> AccessFailedAsync(Account user)
    {
        for (var attempt = 1; ; attempt++)
        {
            user.AccessFailedCount++;
            if (user.AccessFailedCount >= Options.Lockout.MaxFailedAccessAttempts)
            {
                user.AccessFailedCount = 0;
                user.LockoutEnd = clock.Now() + Duration.FromTimeSpan(Options.Lockout.DefaultLockoutTimeSpan);
            }

            // Without the validators: nothing they check has changed, and their reads would make this slower than a
            // failure without an account.
            var result = await Store.UpdateAsync(user, CancellationToken);
            if (
                result.Succeeded
                || attempt == MaxAttempts
                || await Store.FindByIdAsync(user.Id.ToString(), CancellationToken) is not { } present
            )
                return result;

            user.TakeOver(present);
        }
    }

    /// <summary>After the right password: resets the count of failures, and stores a stronger hash when one was
    /// made.</summary>
    public async Task ForgiveAsync(Account user, string? betterHash)
    {
        var knownHash = user.PasswordHash;
        for (
            var attempt = 1;
            attempt <= MaxAttempts && (user.AccessFailedCount > 0 || betterHash is not null);
            attempt++
        )
        {
            user.AccessFailedCount = 0;
            if (betterHash is not null && user.PasswordHash == knownHash)
                user.PasswordHash = betterHash;
            if (
                (await Store.UpdateAsync(user, CancellationToken)).Succeeded
                || await Store.FindByIdAsync(user.Id.ToString(), CancellationToken) is not { } present
            )
                return;

            user.TakeOver(present);
        }
    }

    /// <summary>Reads an account, changes it, and writes it; again from the start when it was changed in
    /// between.</summary>
    /// <returns>The account as written, or null when there is none.</returns>
    public async Task<Account?> ChangeAsync(MemberId id, Action<Account> change)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await FindByIdAsync(id.ToString()) is not { } account)
                return null;

            change(account);
            var result = await UpdateAsync(account);
            if (result.Succeeded)
                return account;
            if (attempt == MaxAttempts)
                throw new InvalidOperationException(
                    "The account could not be changed: "
                        + $"{string.Join(' ', result.Errors.Select(error => error.Description))}"
                );
        }
    }
}
