using System.Threading.RateLimiting;

namespace UpperBack.Accounts.SigningIn;

/// <summary>Lets sign-ins of one address through one after the other: guesses sent at the same time would otherwise all be tried
/// before the first of them was counted. Not everybody may wait.</summary>
internal sealed class SignInGate : IDisposable
{
    private const int LongestQueue = 64;

    private readonly ConcurrencyLimiter[] lanes =
    [
        .. Enumerable.Range(0, 256).Select(_ => new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = 1, QueueLimit = LongestQueue })),
    ];

    /// <summary>Waits for this address's turn, unless too many wait already; disposing ends it.</summary>
    public ValueTask<RateLimitLease> EnterAsync(string normalizedEmail, CancellationToken ct) =>
        lanes[(uint)normalizedEmail.GetHashCode(StringComparison.Ordinal) % lanes.Length].AcquireAsync(permitCount: 1, ct);

    public void Dispose()
    {
        foreach (var lane in lanes)
            lane.Dispose();
    }
}
