using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using NodaTime;
using UpperBack.Accounts.Credentials;
using UpperBack.Kernel.Time;

namespace UpperBack.Accounts.SigningIn;

/// <summary>Treats addresses without an account as accounts are treated: a password is hashed, the failure is counted in one
/// transaction, and too many of them lock. Otherwise the answers, or the time they take, would tell who has an account here.</summary>
internal sealed class Strangers
{
    private static readonly Duration Memory = Duration.FromDays(1);

    private readonly Account nobody = new();
    private readonly AccountsDatabase database;
    private readonly AccountsOptions options;
    private readonly PasswordHasher<Account> hasher;
    private readonly TimeProvider clock;

    public Strangers(AccountsDatabase database, IOptions<PasswordHasherOptions> hashing, IOptions<AccountsOptions> options, TimeProvider clock)
    {
        this.database = database;
        this.options = options.Value;
        this.clock = clock;
        hasher = new PasswordHasher<Account>(hashing);
        nobody.PasswordHash = hasher.HashPassword(nobody, Account.NewStamp());
    }

    /// <summary>Refuses a sign-in, after the work that checking a password takes.</summary>
    /// <returns>Until when the address is locked, or null when it is not.</returns>
    public async Task<Instant?> RefuseAsync(string normalizedEmail, string password, CancellationToken ct)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(normalizedEmail)));
        var locked = await database.QueryFirstOrDefaultAsync<Instant?>(
            "select locked_until from stranger_failures where address_hash = @hash and locked_until > @now", new { hash, now = clock.Now() }, ct);
        if (locked is not null)
            return locked;

        hasher.VerifyHashedPassword(nobody, nobody.PasswordHash!, password);
        await using var work = await database.BeginAsync(ct);
        await work.ExecuteAsync("delete from stranger_failures where failed_at < @before", new { before = work.Now - Memory }, ct);
        var failures = await work.QueryFirstOrDefaultAsync<int>(
            """
            insert into stranger_failures (address_hash, failures, failed_at) values (@hash, 1, @Now)
            on conflict (address_hash) do update set failures = stranger_failures.failures + 1, failed_at = excluded.failed_at
            returning failures
            """,
            new { hash, work.Now },
            ct);
        Instant? until = failures < options.LockoutFailures ? null : work.Now + Duration.FromMinutes(options.LockoutMinutes);
        if (until is not null)
        {
            await work.ExecuteAsync(
                "update stranger_failures set failures = 0, locked_until = @until where address_hash = @hash", new { hash, until }, ct);
        }

        await work.CommitAsync(ct);
        return until;
    }
}
