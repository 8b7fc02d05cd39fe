using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using UpperBack.Accounts.Credentials;

namespace UpperBack.Accounts.Tests;

public sealed class PasswordsTests
{
    [Fact]
    public async Task TwoAreHashedAtOnceAFewWaitAndTheOthersAreToldAtOnceToComeBack()
    {
        using var hasher = new HeldHasher();
        using var passwords = new Passwords(
            hasher,
            Options.Create(new AccountsOptions { HashesAtOnce = 2, HashesWaiting = 3 })
        );

        var asked = Enumerable
            .Range(0, 10)
            .Select(i =>
                i % 2 == 0
                    ? passwords
                        .CheckAsync(null, "whatever", default)
                        .ContinueWith(check => check.Result is not null, TaskScheduler.Default)
                    : passwords
                        .HashAsync(new Account(), "whatever", default)
                        .ContinueWith(hash => hash.Result is not null, TaskScheduler.Default)
            )
            .ToList();

        // Nothing was hashed to its end, and five have their answer already.
        await Eventually.Is(() => asked.Count(one => one.IsCompleted) == 5);
        Assert.All(asked.Where(one => one.IsCompleted), one => Assert.False(one.Result));
        await Eventually.Is(() => hasher.UnderWay == 2);

        hasher.Release();
        var answers = await Task.WhenAll(asked);
        Assert.Equal(5, answers.Count(done => done));
        Assert.Equal(2, hasher.MostAtOnce);
        Assert.False(hasher.WasOnThePool);
        Assert.NotNull(await passwords.HashAsync(new Account(), "afterwards there is room again", default));
    }

    [Fact]
    public async Task UnlessAnOperatorSaysOtherwiseNeverMoreThanTwoAreHashedAtOnce()
    {
        using var hasher = new HeldHasher();
        using var passwords = new Passwords(hasher, Options.Create(new AccountsOptions()));
        var asked = Enumerable
            .Range(0, 20)
            .Select(_ => passwords.HashAsync(new Account(), "whatever", default))
            .ToList();
        await Eventually.Is(() => hasher.UnderWay > 0);
        hasher.Release();

        Assert.All(await Task.WhenAll(asked), Assert.NotNull);
        Assert.InRange(hasher.MostAtOnce, 1, 2);
    }

    [Fact]
    public async Task WhoGivesUpWaitingLeavesTheirTurnToOthers()
    {
        using var hasher = new HeldHasher();
        using var passwords = new Passwords(
            hasher,
            Options.Create(new AccountsOptions { HashesAtOnce = 1, HashesWaiting = 1 })
        );
        using var cancelled = new CancellationTokenSource();
        var first = passwords.HashAsync(new Account(), "first", default);
        var second = passwords.HashAsync(new Account(), "second", cancelled.Token);
        Assert.Null(await passwords.HashAsync(new Account(), "too many", default));

        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        var third = passwords.HashAsync(new Account(), "third", default);
        hasher.Release();

        Assert.NotNull(await first);
        Assert.NotNull(await third);
    }

    [Fact]
    public async Task WithoutAnAccountTheWorkIsTheSameAndTheAnswerIsNo()
    {
        using var hasher = new HeldHasher();
        hasher.Release();
        using var passwords = new Passwords(hasher, Options.Create(new AccountsOptions()));
        var account = new Account();
        account.PasswordHash = await passwords.HashAsync(account, "right", default);
        Assert.Equal(PasswordVerificationResult.Success, await passwords.CheckAsync(account, "right", default));
        var before = hasher.Checks;

        Assert.Equal(PasswordVerificationResult.Failed, await passwords.CheckAsync(account, "wrong", default));
        Assert.Equal(PasswordVerificationResult.Failed, await passwords.CheckAsync(null, "wrong", default));
        Assert.Equal(before + 2, hasher.Checks);
    }

    /// <summary>Hashes as slowly as a test wants, and sees how.</summary>
    private sealed class HeldHasher : IPasswordHasher<Account>, IDisposable
    {
        private readonly ManualResetEventSlim free = new();
        private int underWay;

        public int UnderWay => Volatile.Read(ref underWay);

        public int MostAtOnce { get; private set; }

        public int Checks { get; private set; }

        public bool WasOnThePool { get; private set; }

        public void Release() => free.Set();

        public string HashPassword(Account user, string password)
        {
            Work();
            return password;
        }

        public PasswordVerificationResult VerifyHashedPassword(
            Account user,
            string hashedPassword,
            string providedPassword
        )
        {
            Work();
            lock (free)
                Checks++;
            return hashedPassword == providedPassword
                ? PasswordVerificationResult.Success
                : PasswordVerificationResult.Failed;
        }

        public void Dispose() => free.Dispose();

        private void Work()
        {
            var now = Interlocked.Increment(ref underWay);
            lock (free)
            {
                MostAtOnce = Math.Max(MostAtOnce, now);
                WasOnThePool |= Thread.CurrentThread.IsThreadPoolThread;
            }

            free.Wait();
            Interlocked.Decrement(ref underWay);
        }
    }
}
