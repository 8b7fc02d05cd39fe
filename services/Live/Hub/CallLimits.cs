using System.Threading.RateLimiting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using UpperBack.Contracts.Live;
using UpperBack.Kernel.Http;

namespace UpperBack.Live.Hub;

/// <summary>How many hub calls a connection may make, and all connections of a member together. Joins are dear, for
/// each is answered with the whole room: they are counted once more.</summary>
internal sealed class CallLimits(IOptions<LiveOptions> options) : IDisposable
{
    private const int Burst = 4;
    private const int ConnectionsWorth = 3;

    private readonly PartitionedRateLimiter<object> ofConnection = ASecond(options.Value.CallsPerSecond);
    private readonly PartitionedRateLimiter<object> ofMember = ASecond(options.Value.CallsPerSecond * ConnectionsWorth);
    private readonly PartitionedRateLimiter<object> patience = ASecond(options.Value.CallsPerSecond);
    private readonly PartitionedRateLimiter<object> noise = ASecond(options.Value.CallsPerSecond);
    private readonly PartitionedRateLimiter<object> joins = Create(
        options.Value.JoinsPerMinute / 2,
        1,
        TimeSpan.FromMinutes(1) / options.Value.JoinsPerMinute
    );

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

    private static PartitionedRateLimiter<object> ASecond(int calls) =>
        Create(calls * Burst, calls, TimeSpan.FromSeconds(1));

    private static PartitionedRateLimiter<object> Create(int atOnce, int more, TimeSpan every) =>
        PartitionedRateLimiter.Create<object, object>(who =>
            RateLimitPartition.GetTokenBucketLimiter(who, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = atOnce,
                TokensPerPeriod = more,
                ReplenishmentPeriod = every,
                QueueLimit = 0,
            })
        );
}
