using System.Threading.RateLimiting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using UpperBack.Contracts.Live;
using UpperBack.Kernel.Http;

namespace UpperBack.Live.Hub;

/// <summary>How many hub calls a connection may make, and all connections of a member together. Joins are dear, for each is answered
/// with the whole room: they are counted once more.</summary>
internal sealed class CallLimits(IOptions<LiveOptions> options) : IDisposable
{
    private const int Burst = 4;
    private const int ConnectionsWorth = 3;

    private readonly PartitionedRateLimiter<object> ofConnection = Create(options.Value.CallsPerSecond, TimeSpan.FromSeconds(1), Burst);
    private readonly PartitionedRateLimiter<object> ofMember = Create(options.Value.CallsPerSecond * ConnectionsWorth, TimeSpan.FromSeconds(1), Burst);
    private readonly PartitionedRateLimiter<object> joins = Create(options.Value.JoinsPerMinute, TimeSpan.FromMinutes(1), burst: 1);
    private readonly PartitionedRateLimiter<object> patience = Create(options.Value.CallsPerSecond, TimeSpan.FromSeconds(1), Burst);
    private readonly PartitionedRateLimiter<object> noise = Create(options.Value.CallsPerSecond, TimeSpan.FromSeconds(1), Burst);

    /// <summary>Counts a call.</summary>
    /// <returns>Why it is too much, in words for people; null when it is not.</returns>
    public string? Refuse(HubCallerContext caller, string method)
    {
        var member = caller.User!.MemberId();
        if (!TryTake(ofConnection, caller.ConnectionId) || !TryTake(ofMember, member))
            return "Too many calls at once. Wait a second and try again.";
        return method == nameof(ILiveSessionHub.Join) && !TryTake(joins, member)
            ? "You came into a room very often just now. Wait a few seconds and try again."
            : null;
    }

    /// <summary>Counts a refusal: refusing, too, costs something.</summary>
    /// <returns>True when the member was refused so often that the connection is better closed.</returns>
    public bool IsOutOfPatience(HubCallerContext caller) => !TryTake(patience, caller.User!.MemberId());

    /// <summary>Counts what a connection sends that is no call: signs of life, and what cannot be read.</summary>
    /// <param name="connection">Anything that stands for the connection.</param>
    /// <returns>True when it is so much that the connection is better closed.</returns>
    public bool IsTooMuchNoise(object connection) => !TryTake(noise, connection);

    public void Dispose()
    {
        foreach (var limiter in (PartitionedRateLimiter<object>[])[ofConnection, ofMember, joins, patience, noise])
            limiter.Dispose();
    }

    private static bool TryTake(PartitionedRateLimiter<object> limiter, object who)
    {
        using var lease = limiter.AttemptAcquire(who);
        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<object> Create(int limit, TimeSpan per, int burst) =>
        PartitionedRateLimiter.Create<object, object>(who => RateLimitPartition.GetTokenBucketLimiter(who, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = limit * burst,
            TokensPerPeriod = per > TimeSpan.FromSeconds(1) ? 1 : limit,
            ReplenishmentPeriod = per > TimeSpan.FromSeconds(1) ? per / limit : per,
            QueueLimit = 0,
        }));
}
