using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StackExchange.Redis;
using UpperBack.Accounts.Credentials;

namespace UpperBack.Accounts.SigningIn;

/// <summary>Treats addresses without an account as accounts are treated: a password is hashed, failures are counted, and too many
/// of them lock. Otherwise the answers would tell who has an account here. The counts live in Redis and lapse by themselves.</summary>
internal sealed class Strangers
{
    private readonly Account nobody = new();
    private readonly IConnectionMultiplexer redis;
    private readonly PasswordHasher<Account> hasher;
    private readonly AccountsOptions options;
    private readonly ILogger<Strangers> log;

    public Strangers(IConnectionMultiplexer redis, IOptions<PasswordHasherOptions> hashing, IOptions<AccountsOptions> options, ILogger<Strangers> log)
    {
        this.redis = redis;
        this.options = options.Value;
        this.log = log;
        hasher = new PasswordHasher<Account>(hashing);
        nobody.PasswordHash = hasher.HashPassword(nobody, Account.NewStamp());
    }

    /// <summary>Refuses a sign-in, after the work that checking a password takes.</summary>
    /// <returns>How long the address is locked, or null when it is not.</returns>
    public async Task<TimeSpan?> RefuseAsync(string normalizedEmail, string password)
    {
        var (locked, failures) = (AccountsKeys.StrangerLocked(normalizedEmail), AccountsKeys.StrangerFailures(normalizedEmail));
        try
        {
            var counts = redis.GetDatabase();
            if (await counts.KeyTimeToLiveAsync(locked) is { } remaining)
                return remaining;

            hasher.VerifyHashedPassword(nobody, nobody.PasswordHash!, password);
            var failed = await counts.StringIncrementAsync(failures);
            await counts.KeyExpireAsync(failures, AccountsKeys.FailuresLife);
            if (failed < options.LockoutFailures)
                return null;

            var wait = TimeSpan.FromMinutes(options.LockoutMinutes);
            await counts.StringSetAsync(locked, 1, wait);
            await counts.KeyDeleteAsync(failures);
            return wait;
        }
        catch (RedisException failure)
        {
            log.StrangersNotCounted(failure);
            return null;
        }
    }
}
