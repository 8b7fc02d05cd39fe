using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using UpperBack.Kernel.Http;

namespace UpperBack.Accounts.SigningIn;

/// <summary>Before a password is hashed. Lets sign-ins to one account through one after the other: guesses sent at the
/// same time would otherwise all be tried before the first of them was counted. And leaves others room: from one place
/// nobody takes more than half of the turns at hashing, under way and waiting. Not everybody may wait.</summary>
internal sealed class SignInThrottle(IOptions<AccountsOptions> options) : IDisposable
{
    private const int MaxQueue = 64;

    private readonly ConcurrencyLimiter[] lanes =
    [
        .. Enumerable
            .Range(0, 256)
            .Select(_ => new ConcurrencyLimiter(
                new ConcurrencyLimiterOptions { PermitLimit = 1, QueueLimit = MaxQueue }
            )),
    ];

    private readonly PartitionedRateLimiter<IPAddress?> places = PartitionedRateLimiter.Create<IPAddress?, string>(
        address =>
            RateLimitPartition.GetConcurrencyLimiter(ClientAddress.GroupOf(address), _ => new ConcurrencyLimiterOptions
            {
                PermitLimit = Math.Max(1, (options.Value.HashesWaiting + 1) / 2),
                QueueLimit = 0,
            })
    );

    /// <summary>Takes one of the turns that whoever comes from there may have at once; disposing gives it
    /// back.</summary>
    public RateLimitLease ComeFrom(IPAddress? address) => places.AttemptAcquire(address);

    /// <summary>Waits for this address's turn, unless too many wait already; disposing ends it.</summary>
    public ValueTask<RateLimitLease> AcquireAsync(string normalizedEmail, CancellationToken ct) =>
        lanes[(uint)normalizedEmail.GetHashCode(StringComparison.Ordinal) % lanes.Length]
            .AcquireAsync(permitCount: 1, ct);

    public void Dispose()
    {
        places.Dispose();
        foreach (var lane in lanes)
            lane.Dispose();
    }
}
