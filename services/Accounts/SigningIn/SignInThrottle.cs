using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace UpperBack.Accounts.SigningIn;

/// <summary>Limits sign-ins before a password is hashed. Those to one account run one after the other: guesses sent
/// at the same time would otherwise all be tried before the first of them was counted. One address gets at most half
/// of the hashing capacity, running and waiting. The queues are bounded.</summary>
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

    /// <summary>Takes one of the permits of a client address; disposing returns it.</summary>
    public RateLimitLease ComeFrom(IPAddress? address) => places.AttemptAcquire(address);

    /// <summary>Waits for the turn of this email address, unless too many wait already; disposing ends it.</summary>
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
