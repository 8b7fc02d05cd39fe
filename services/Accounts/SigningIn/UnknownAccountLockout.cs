using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using NodaTime;

namespace UpperBack.Accounts.SigningIn;

/// <summary>Locks addresses without an account like accounts: a failure is counted in one transaction, and too many
/// lock. Otherwise the responses, or their timing, would reveal who has an account.</summary>
internal sealed class UnknownAccountLockout(
    AccountsDatabase database,
    IOptions<AccountsOptions> options,
    TimeProvider clock
)
{
    private static readonly Duration Retention = Duration.FromDays(1);

    /// <summary>Until when an address is locked, or null when it is not.</summary>
    public Task<Instant?> LockedUntilAsync(string normalizedEmail, CancellationToken ct) =>
        database.QueryFirstOrDefaultAsync<Instant?>(
            "select locked_until from stranger_failures where address_hash = @hash and locked_until > @now",
            new { hash = HashOf(normalizedEmail), now = clock.Now() },
            ct
        );

    /// <summary>Counts a failure.</summary>
    /// <returns>Until when the address is locked now, or null when it is not.</returns>
    public async Task<Instant?> CountAsync(string normalizedEmail, CancellationToken ct)
    {
        var hash = HashOf(normalizedEmail);
        await using var work = await database.BeginAsync(ct);
        await work.ExecuteAsync(
            "delete from stranger_failures where failed_at < @before",
            new { before = work.Now - Retention },
            ct
        );
        var failures = await work.QueryFirstOrDefaultAsync<int>(
            """
            insert into stranger_failures (address_hash, failures, failed_at) values (@hash, 1, @Now)
            on conflict (address_hash) do update set failures = stranger_failures.failures + 1,
                failed_at = excluded.failed_at
            returning failures
            """,
            new { hash, work.Now },
            ct
        );
        Instant? until =
            failures < options.Value.LockoutFailures
                ? null
                : work.Now + Duration.FromMinutes(options.Value.LockoutMinutes);
        if (until is not null)
        {
            await work.ExecuteAsync(
                "update stranger_failures set failures = 0, locked_until = @until where address_hash = @hash",
                new { hash, until },
                ct
            );
        }

        await work.CommitAsync(ct);
        return until;
    }

    private static string HashOf(string normalizedEmail) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(normalizedEmail)));
}
