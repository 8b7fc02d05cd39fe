using System.Runtime.InteropServices;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace UpperBack.Accounts.Credentials;

/// <summary>The one place where passwords are hashed and checked. That takes a processor for tens of milliseconds, and
/// anybody may ask for it: so it happens on threads of its own, a few at once, while a few more wait; all others are
/// asked to come back later. The threads that carry a class's cues never do it.</summary>
internal sealed class Passwords : IDisposable
{
    private const int MaxAtOnceUnasked = 2;

    // Of setpriority(2): a thread is a process of its own to Linux, and the greatest number is the least priority.
    private const int PriorityOfThread = 0;
    private const int ThisThread = 0;
    private const int MinPriority = 19;

    private readonly IPasswordHasher<Account> hasher;
    private readonly ConcurrencyLimiter permits;
    private readonly Lazy<Account> noAccount;

    public Passwords(IPasswordHasher<Account> hasher, IOptions<AccountsOptions> options)
    {
        this.hasher = hasher;
        permits = new ConcurrencyLimiter(
            new ConcurrencyLimiterOptions
            {
                PermitLimit = options.Value.HashesAtOnce is > 0 and var set
                    ? set
                    : Math.Clamp(Environment.ProcessorCount / 2, 1, MaxAtOnceUnasked),
                QueueLimit = options.Value.HashesWaiting,
                QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            }
        );
        noAccount = new Lazy<Account>(() =>
        {
            var account = new Account();
            account.PasswordHash = hasher.HashPassword(account, Account.NewStamp());
            return account;
        });
    }

    /// <summary>Hashes a password.</summary>
    /// <returns>The hash, or null when too many wait already.</returns>
    public Task<string?> HashAsync(Account account, string password, CancellationToken ct) =>
        RunAsync(string? () => hasher.HashPassword(account, password), ct);

    /// <summary>Checks a password. Without an account the work is the same, and the answer is no.</summary>
    /// <returns>The result, or null when too many wait already.</returns>
    public Task<PasswordVerificationResult?> CheckAsync(Account? account, string password, CancellationToken ct) =>
        RunAsync(
            PasswordVerificationResult? () =>
            {
                // Created by the first check of all, with or without an account: otherwise the time it takes would
                // give away the first address without one.
                var placeholder = noAccount.Value;
                var candidate = account?.PasswordHash is null ? placeholder : account;
                var result = hasher.VerifyHashedPassword(candidate, candidate.PasswordHash!, password);
                return candidate == placeholder ? PasswordVerificationResult.Failed : result;
            },
            ct
        );

    public void Dispose() => permits.Dispose();

    private async Task<T?> RunAsync<T>(Func<T?> work, CancellationToken ct)
    {
        using var permit = await permits.AcquireAsync(permitCount: 1, ct);
        return permit.IsAcquired
            ? await Task.Factory.StartNew(
                () => Behind(work),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            )
            : default;
    }

    /// <summary>Works behind all other threads of this machine, on a thread that ends with the work. The runtime's own
    /// priorities mean nothing on Linux.</summary>
    private static T? Behind<T>(Func<T?> work)
    {
        if (OperatingSystem.IsLinux())
            _ = SetPriority(PriorityOfThread, ThisThread, MinPriority);
        else
            Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
        return work();
    }

    [DllImport("libc", EntryPoint = "setpriority")]
    private static extern int SetPriority(int which, int who, int priority);
}
