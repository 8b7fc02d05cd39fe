using System.Data.Common;
using Microsoft.AspNetCore.Identity;
using NodaTime;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Demo;

namespace UpperBack.Accounts.Credentials;

/// <summary>Accounts as ASP.NET Core Identity reads and writes them: one statement a read, one transaction a write. The
/// email is the sign-in name.</summary>
internal sealed class AccountStore(AccountsDatabase database, DemoPeople demo, IdentityErrorDescriber errors)
    : IUserPasswordStore<Account>,
        IUserEmailStore<Account>,
        IUserLockoutStore<Account>,
        IUserSecurityStampStore<Account>
{
    public async Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        try
        {
            await AccountRows.InsertAsync(work, user, cancellationToken);
        }
        catch (DbException refused) when (work.Dialect.IsUniqueViolation(refused))
        {
            return IdentityResult.Failed(errors.DuplicateEmail(user.Email));
        }

        await work.CommitAsync(cancellationToken);
        return IdentityResult.Success;
    }

    /// <summary>Writes the row if it did not change since it was read; publishes it if others can see the
    /// change.</summary>
    public async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync($"account/{user.Id}", cancellationToken);
        var before = await work.QueryFirstOrDefaultAsync<Account>(
            $"{AccountRows.Select} where id = @Id",
            new { user.Id },
            cancellationToken
        );
        if (before?.ConcurrencyStamp != user.ConcurrencyStamp)
            return IdentityResult.Failed(errors.ConcurrencyFailure());

        await AccountRows.UpdateAsync(work, before, user, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return IdentityResult.Success;
    }

    /// <summary>Not supported: the other services would keep the member.</summary>
    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Accounts are not deleted through Identity: other services would keep them.");

    public async Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        MemberId.TryParse(userId, out var id)
            ? IfAllowed(
                await database.QueryFirstOrDefaultAsync<Account>(
                    $"{AccountRows.Select} where id = @id",
                    new { id },
                    cancellationToken
                )
            )
            : null;

    public async Task<Account?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken) =>
        IfAllowed(
            await database.QueryFirstOrDefaultAsync<Account>(
                $"{AccountRows.Select} where normalized_email = @normalizedEmail",
                new { normalizedEmail },
                cancellationToken
            )
        );

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        FindByEmailAsync(normalizedUserName, cancellationToken);

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Email);

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) =>
        SetEmailAsync(user, userName, cancellationToken);

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.NormalizedEmail);

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) =>
        SetNormalizedEmailAsync(user, normalizedName, cancellationToken);

    public Task<string?> GetEmailAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Email);

    public Task SetEmailAsync(Account user, string? email, CancellationToken cancellationToken) =>
        Do(() => user.Email = email ?? "");

    public Task<string?> GetNormalizedEmailAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.NormalizedEmail);

    public Task SetNormalizedEmailAsync(Account user, string? normalizedEmail, CancellationToken cancellationToken) =>
        Do(() => user.NormalizedEmail = normalizedEmail ?? "");

    /// <summary>Addresses are not verified yet, and nothing depends on it.</summary>
    public Task<bool> GetEmailConfirmedAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(false);

    public Task SetEmailConfirmedAsync(Account user, bool confirmed, CancellationToken cancellationToken) =>
        confirmed ? throw new NotSupportedException("Addresses are not verified.") : Task.CompletedTask;

    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.PasswordHash);

    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancellationToken) =>
        Do(() => user.PasswordHash = passwordHash);

    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.PasswordHash is not null);

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.SecurityStamp);

    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken) =>
        Do(() => user.SecurityStamp = stamp);

    public Task<int> GetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.AccessFailedCount);

    public Task<int> IncrementAccessFailedCountAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(++user.AccessFailedCount);

    public Task ResetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) =>
        Do(() => user.AccessFailedCount = 0);

    public Task<bool> GetLockoutEnabledAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(true);

    public Task SetLockoutEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken) =>
        enabled ? Task.CompletedTask : throw new NotSupportedException("Every account can be locked out.");

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.LockoutEnd?.ToDateTimeOffset());

    public Task SetLockoutEndDateAsync(Account user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken) =>
        Do(() => user.LockoutEnd = lockoutEnd is { } end ? Instant.FromDateTimeOffset(end) : null);

    public void Dispose() { }

    /// <summary>Where the demo is off, its accounts do not exist for sign-in, for a cookie that is checked again, or
    /// for a refresh.</summary>
    private Account? IfAllowed(Account? account) =>
        account is not null && demo.AreShutOut(account.Email) ? null : account;

    private static Task Do(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
