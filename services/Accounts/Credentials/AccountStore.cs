using System.Data.Common;
using Microsoft.AspNetCore.Identity;
using NodaTime;
using UpperBack.Contracts;
using UpperBack.Contracts.Events;
using UpperBack.Contracts.Ids;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Demo;

namespace UpperBack.Accounts.Credentials;

/// <summary>Keeps accounts for ASP.NET Core Identity: one statement a read, and one transaction for the row and the
/// <see cref="MemberChanged"/> that other services need of it. The email is the sign-in name.</summary>
internal sealed class AccountStore(AccountsDatabase database, DemoPeople demo, IdentityErrorDescriber errors)
    : IUserPasswordStore<Account>,
        IUserEmailStore<Account>,
        IUserLockoutStore<Account>,
        IUserSecurityStampStore<Account>
{
    private const string Select = """
        select id as Id, email as Email, normalized_email as NormalizedEmail, password_hash as PasswordHash,
               security_stamp as SecurityStamp, concurrency_stamp as ConcurrencyStamp,
               access_failed_count as AccessFailedCount, lockout_end as LockoutEnd,
               display_name as DisplayName, time_zone as TimeZone, on_boards as OnBoards, roles as Roles, revision as Revision
        from accounts
        """;

    public async Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        try
        {
            await InsertAsync(work, user, cancellationToken);
        }
        catch (DbException refused) when (work.Dialect.IsUniqueViolation(refused))
        {
            return IdentityResult.Failed(errors.DuplicateEmail(user.Email));
        }

        await work.CommitAsync(cancellationToken);
        return IdentityResult.Success;
    }

    /// <summary>Inserts the row and tells of it.</summary>
    /// <returns>False when <paramref name="orIgnore"/> and the id or the email exists.</returns>
    public static async Task<bool> InsertAsync(
        UnitOfWork work,
        Account user,
        CancellationToken ct,
        bool orIgnore = false
    )
    {
        user.Revision = 1;
        var inserted = await work.ExecuteAsync(
            $"""
            insert into accounts (id, email, normalized_email, password_hash, security_stamp, concurrency_stamp, access_failed_count,
                lockout_end, display_name, time_zone, on_boards, roles, search_text, revision, created_at, changed_at)
            values (@Id, @Email, @NormalizedEmail, @PasswordHash, @SecurityStamp, @ConcurrencyStamp, @AccessFailedCount,
                @LockoutEnd, @DisplayName, @TimeZone, @OnBoards, @Roles, @SearchText, @Revision, @Now, @Now)
            {(orIgnore ? "on conflict do nothing" : "")}
            """,
            Row(user, work.Now),
            ct
        );
        if (inserted == 1)
            work.Publish(Told(user, work.Now));
        return inserted == 1;
    }

    /// <summary>All accounts of the demo's people, let in or not.</summary>
    public static Task<IReadOnlyList<Account>> ReadDemoAsync(IQueries queries, CancellationToken ct) =>
        queries.QueryAsync<Account>(
            $"{Select} where normalized_email like @EmailPattern",
            new { DemoPeople.EmailPattern },
            ct
        );

    /// <summary>Whoever is more than a member.</summary>
    public static Task<IReadOnlyList<Account>> ReadWithRolesAsync(IQueries queries, CancellationToken ct) =>
        queries.QueryAsync<Account>($"{Select} where roles <> @Member", new { Roles.Member }, ct);

    /// <summary>Writes the row if nobody changed it since it was read; tells of it if others can see the
    /// change.</summary>
    public async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync($"account/{user.Id}", cancellationToken);
        var before = await work.QueryFirstOrDefaultAsync<Account>(
            $"{Select} where id = @Id",
            new { user.Id },
            cancellationToken
        );
        if (before?.ConcurrencyStamp != user.ConcurrencyStamp)
            return IdentityResult.Failed(errors.ConcurrencyFailure());

        await UpdateAsync(work, before, user, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return IdentityResult.Success;
    }

    /// <summary>Writes the row over what it was before; tells of it if others can see the change.</summary>
    public static async Task UpdateAsync(UnitOfWork work, Account before, Account user, CancellationToken ct)
    {
        var isVisible =
            (before.DisplayName, before.TimeZone, before.OnBoards, before.Roles)
            != (user.DisplayName, user.TimeZone, user.OnBoards, user.Roles);
        user.Revision = before.Revision + (isVisible ? 1 : 0);
        user.ConcurrencyStamp = Account.NewStamp();
        await work.ExecuteAsync(
            """
            update accounts
            set email = @Email, normalized_email = @NormalizedEmail, password_hash = @PasswordHash, security_stamp = @SecurityStamp,
                concurrency_stamp = @ConcurrencyStamp, access_failed_count = @AccessFailedCount, lockout_end = @LockoutEnd,
                display_name = @DisplayName, time_zone = @TimeZone, on_boards = @OnBoards, roles = @Roles,
                search_text = @SearchText, revision = @Revision, changed_at = @Now
            where id = @Id
            """,
            Row(user, work.Now),
            ct
        );
        if (isVisible)
            work.Publish(Told(user, work.Now));
    }

    /// <summary>Not through here: the other services would go on knowing the member.</summary>
    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Accounts are not deleted through Identity: other services would not be told.");

    public async Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        MemberId.TryParse(userId, out var id)
            ? ThoseLetIn(
                await database.QueryFirstOrDefaultAsync<Account>(
                    $"{Select} where id = @id",
                    new { id },
                    cancellationToken
                )
            )
            : null;

    public async Task<Account?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken) =>
        ThoseLetIn(
            await database.QueryFirstOrDefaultAsync<Account>(
                $"{Select} where normalized_email = @normalizedEmail",
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

    /// <summary>Where the demo is off, its people are as if they were not there: to sign-in, to a cookie that asks
    /// again, to a refresh.</summary>
    private Account? ThoseLetIn(Account? account) =>
        account is not null && demo.AreShutOut(account.Email) ? null : account;

    private static Task Do(Action action)
    {
        action();
        return Task.CompletedTask;
    }

    private static object Row(Account user, Instant now) =>
        new
        {
            user.Id,
            user.Email,
            user.NormalizedEmail,
            user.PasswordHash,
            user.SecurityStamp,
            user.ConcurrencyStamp,
            user.AccessFailedCount,
            user.LockoutEnd,
            user.DisplayName,
            user.TimeZone,
            user.OnBoards,
            user.Roles,
            user.SearchText,
            user.Revision,
            Now = now,
        };

    private static MemberChanged Told(Account user, Instant now) =>
        new(
            user.Id,
            user.Revision,
            user.DisplayName,
            user.TimeZone,
            user.OnBoards,
            user.RoleList,
            now.ToDateTimeOffset()
        );
}
