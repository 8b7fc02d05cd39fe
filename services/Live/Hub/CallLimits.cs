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

    private readonly PartitionedRateLimiter<HubCallerContext> ofConnection = Create(caller => caller.ConnectionId, options.Value.CallsPerSecond, TimeSpan.FromSeconds(1), Burst);
    private readonly PartitionedRateLimiter<HubCallerContext> ofMember =
        Create(MemberOf, options.Value.CallsPerSecond * ConnectionsWorth, TimeSpan.FromSeconds(1), Burst);
    private readonly PartitionedRateLimiter<HubCallerContext> joins = Create(MemberOf, options.Value.JoinsPerMinute, TimeSpan.FromMinutes(1), burst: 1);
    private readonly PartitionedRateLimiter<HubCallerContext> patience = Create(caller => caller.ConnectionId, options.Value.CallsPerSecond, TimeSpan.FromSeconds(1), Burst);

    /// <summary>Counts a call.</summary>
    /// <returns>Why it is too much, in words for people; null when it is not.</returns>
    public string? Refuse(HubCallerContext caller, string method)
    {
        if (!TryTake(ofConnection, caller) || !TryTake(ofMember, caller))
            return "Too many calls at once. Wait a second and try again.";
        return method == nameof(ILiveSessionHub.Join) && !TryTake(joins, caller)
            ? "You came into a room very often just now. Wait a few seconds and try again."
            : null;
    }

    /// <summary>Counts a refusal: refusing, too, costs something.</summary>
    /// <returns>True when the connection was refused so often that it is better closed.</returns>
    public bool IsOutOfPatience(HubCallerContext caller) => !TryTake(patience, caller);

    public void Dispose()
    {
        foreach (var limiter in (PartitionedRateLimiter<HubCallerContext>[])[ofConnection, ofMember, joins, patience])
            limiter.Dispose();
    }

    private static string MemberOf(HubCallerContext caller) => caller.User!.MemberId().ToString();

    private static bool TryTake(PartitionedRateLimiter<HubCallerContext> limiter, HubCallerContext caller)
    {
        using var lease = limiter.AttemptAcquire(caller);
        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<HubCallerContext> Create(Func<HubCallerContext, string> who, int limit, TimeSpan per, int burst) =>
        PartitionedRateLimiter.Create<HubCallerContext, string>(caller => RateLimitPartition.GetTokenBucketLimiter(who(caller), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = limit * burst,
            TokensPerPeriod = per > TimeSpan.FromSeconds(1) ? 1 : limit,
            ReplenishmentPeriod = per > TimeSpan.FromSeconds(1) ? per / limit : per,
            QueueLimit = 0,
        }));
}
