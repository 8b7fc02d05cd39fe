using System.Threading.RateLimiting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace UpperBack.Live.Hub;

/// <summary>How many hub calls a connection may make, and all connections of a member together. Joins are
/// expensive, for each is answered with the whole room: they have a limit of their own too.</summary>
internal sealed class CallLimits(IOptions<LiveOptions> options) : IDisposable
{
    private const int Burst = 4;
    private const int ConnectionsPerMember = 3;

    private readonly PartitionedRateLimiter<object> byConnection = PerSecond(options.Value.CallsPerSecond);
    private readonly PartitionedRateLimiter<object> byMember = PerSecond(
        options.Value.CallsPerSecond * ConnectionsPerMember
    );
    private readonly PartitionedRateLimiter<object> refusals = PerSecond(options.Value.CallsPerSecond);
    private readonly PartitionedRateLimiter<object> otherMessages = PerSecond(options.Value.CallsPerSecond);
    private readonly PartitionedRateLimiter<object> joins = Create(
        options.Value.JoinsPerMinute / 2,
        1,
        TimeSpan.FromMinutes(1) / options.Value.JoinsPerMinute
    );

    /// <summary>Counts a call.</summary>
    /// <returns>Why it is refused, for people; null when it is allowed.</returns>
    public string? Refuse(HubCallerContext caller, string method)
    {
        var member = caller.User!.MemberId();
        if (!TryTake(byConnection, caller.ConnectionId) || !TryTake(byMember, member))
            return "Too many calls at once. Wait a second and try again.";
        return method == nameof(ILiveSessionHub.Join) && !TryTake(joins, member)
            ? "You came into a room very often just now. Wait a few seconds and try again."
            : null;
    }

    /// <summary>Counts a refusal, which has its cost too.</summary>
    /// <returns>True when the member was refused so often that the connection should be closed.</returns>
    public bool HasTooManyRefusals(HubCallerContext caller) => !TryTake(refusals, caller.User!.MemberId());

    /// <summary>Counts what a connection sends that is not a call: pings, and what cannot be read.</summary>
    /// <param name="connection">Any object that identifies the connection.</param>
    /// <returns>True when it is so much that the connection should be closed.</returns>
    public bool HasTooManyOtherMessages(object connection) => !TryTake(otherMessages, connection);

    public void Dispose()
    {
        foreach (
            var limiter in (PartitionedRateLimiter<object>[])[byConnection, byMember, joins, refusals, otherMessages]
        )
            limiter.Dispose();
    }

    private static bool TryTake(PartitionedRateLimiter<object> limiter, object who)
    {
        using var lease = limiter.AttemptAcquire(who);
        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<object> PerSecond(int calls) =>
        Create(calls * Burst, calls, TimeSpan.FromSeconds(1));

    private static PartitionedRateLimiter<object> Create(int burst, int refill, TimeSpan period) =>
        PartitionedRateLimiter.Create<object, object>(who =>
            RateLimitPartition.GetTokenBucketLimiter(who, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = burst,
                TokensPerPeriod = refill,
                ReplenishmentPeriod = period,
                QueueLimit = 0,
            })
        );
}
