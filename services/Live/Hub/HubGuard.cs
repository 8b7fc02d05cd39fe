using System.Data.Common;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using StackExchange.Redis;
using UpperBack.Contracts;

namespace UpperBack.Live.Hub;

/// <summary>Around every hub call: not too many a connection, no missing argument, and every failure a catalogued error.
/// What is logged of a failure is logged here; the framework would log each refusal as if the server were broken.</summary>
internal sealed class HubGuard(IOptions<LiveOptions> options, ILogger<HubGuard> log) : IHubFilter, IDisposable
{
    private readonly PartitionedRateLimiter<string> calls = PartitionedRateLimiter.Create<string, string>(connectionId =>
        RateLimitPartition.GetTokenBucketLimiter(connectionId, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Value.CallsPerSecond * 4,
            TokensPerPeriod = options.Value.CallsPerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        }));

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext context, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        using var lease = calls.AttemptAcquire(context.Context.ConnectionId);
        if (!lease.IsAcquired)
            throw HubErrors.From(ErrorCodes.RateLimited, "That was a little fast. Wait a moment and try again.");
        if (context.HubMethodArguments.Contains(null))
            throw HubErrors.Unreadable(context.HubMethodName, $"{context.HubMethodName} needs its argument. See /docs/hub.");

        try
        {
            return await next(context);
        }
        catch (HubException)
        {
            throw;
        }
        catch (OperationCanceledException) when (context.Context.ConnectionAborted.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception failure) when (failure is DbException or RedisException or TimeoutException)
        {
            log.HubMethodFailed(failure, context.HubMethodName);
            throw HubErrors.From(ErrorCodes.Unavailable, "This cannot be done at the moment. Try again soon.");
        }
        catch (Exception failure)
        {
            log.HubMethodFailed(failure, context.HubMethodName);
            throw HubErrors.From(ErrorCodes.Unexpected, "Something went wrong on our side, and we have noted it. Try again in a moment.");
        }
    }

    public void Dispose() => calls.Dispose();
}
