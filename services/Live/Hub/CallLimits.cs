using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace UpperBack.Live.Hub;

/// <summary>How many hub calls a connection may make, and all connections of a member together. Joins are
/// expensive, for each is stored and told to the room: they have a limit of their own too.</summary>
internal sealed class CallLimits : IDisposable
{
    private const int Burst = 4;
    private const int ConnectionsPerMember = 3;

    private static readonly TimeSpan ForgetInterval = TimeSpan.FromSeconds(10);

    private readonly TokenBuckets<string> byConnection;
    private readonly TokenBuckets<MemberId> byMember;
    private readonly TokenBuckets<MemberId> refusals;
    private readonly TokenBuckets<object> otherMessages;
    private readonly TokenBuckets<MemberId> joins;
    private readonly ITimer forgetting;

    public CallLimits(IOptions<LiveOptions> options, TimeProvider clock)
    {
        var (calls, joinsPerMinute) = (options.Value.CallsPerSecond, options.Value.JoinsPerMinute);
        byConnection = PerSecond<string>(calls);
        byMember = PerSecond<MemberId>(calls * ConnectionsPerMember);
        refusals = PerSecond<MemberId>(calls);
        otherMessages = PerSecond<object>(calls);
        joins = new(joinsPerMinute / 2, TimeSpan.FromMinutes(1) / joinsPerMinute, clock);
        forgetting = clock.CreateTimer(ForgetFull, null, ForgetInterval, ForgetInterval);

        TokenBuckets<TKey> PerSecond<TKey>(int count)
            where TKey : notnull => new(count * Burst, TimeSpan.FromSeconds(1) / count, clock);
    }

    /// <summary>Counts a call.</summary>
    /// <returns>Why it is refused, for people; null when it is allowed.</returns>
    public string? Refuse(HubCallerContext caller, string method)
    {
        var member = caller.User!.MemberId();
        if (!byConnection.TryTake(caller.ConnectionId) || !byMember.TryTake(member))
            return "Too many calls at once. Wait a second and try again.";
        return method == nameof(ILiveSessionHub.Join) && !joins.TryTake(member)
            ? "You came into a room very often just now. Wait a few seconds and try again."
            : null;
    }

    /// <summary>Counts a refusal, which has its cost too.</summary>
    /// <returns>True when the member was refused so often that the connection should be closed.</returns>
    public bool HasTooManyRefusals(HubCallerContext caller) => !refusals.TryTake(caller.User!.MemberId());

    /// <summary>Counts what a connection sends that is not a call: pings, and what cannot be read.</summary>
    /// <param name="connection">Any object that identifies the connection.</param>
    /// <returns>True when it is so much that the connection should be closed.</returns>
    public bool HasTooManyOtherMessages(object connection) => !otherMessages.TryTake(connection);

    public void Dispose() => forgetting.Dispose();

    private void ForgetFull(object? state)
    {
        byConnection.ForgetFull();
        byMember.ForgetFull();
        refusals.ForgetFull();
        otherMessages.ForgetFull();
        joins.ForgetFull();
    }
}
