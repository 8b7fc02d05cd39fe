using System.Data.Common;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Connections.Features;
using Microsoft.AspNetCore.SignalR;
using StackExchange.Redis;

namespace UpperBack.Live.Hub;

/// <summary>Around every connection and every hub call: limits, no missing argument, and every failure as a catalogued
/// error. Failures are logged here; the framework would log each refusal as if the server were broken.</summary>
internal sealed class HubErrorFilter(CallLimits limits, ConnectionPlaces places, ILogger<HubErrorFilter> log)
    : IHubFilter
{
    private const string PlaceKey = "place";

    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        // With other transports, the request that carries the connection has the place.
        if (context.Context.Features.Get<IHttpTransportFeature>()?.TransportType != HttpTransportType.LongPolling)
        {
            await next(context);
            return;
        }

        var place = places.TryTake(
            context.Context.User!.MemberId(),
            context.Context.GetHttpContext()?.Connection.RemoteIpAddress
        ) ?? throw HubErrors.From(ErrorCodes.TooManyConnections, ConnectionPlaces.Refusal);
        var connecting = next(context);
        await connecting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (connecting.IsCompletedSuccessfully)
            context.Context.Items[PlaceKey] = place;
        else
            place.Dispose();
        await connecting;
    }

    public async Task OnDisconnectedAsync(
        HubLifetimeContext context,
        Exception? exception,
        Func<HubLifetimeContext, Exception?, Task> next
    )
    {
        using var place = context.Context.Items.TryGetValue(PlaceKey, out var taken) ? (IDisposable?)taken : null;
        await next(context, exception);
    }

    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext context,
        Func<HubInvocationContext, ValueTask<object?>> next
    )
    {
        if (limits.Refuse(context.Context, context.HubMethodName) is { } refusal)
        {
            if (limits.HasTooManyRefusals(context.Context))
            {
                log.FloodCutOff(context.Context.ConnectionId, context.Context.User!.MemberId());
                context.Context.Abort();
            }

            throw HubErrors.From(ErrorCodes.RateLimited, refusal);
        }

        if (context.HubMethodArguments.Contains(null))
            throw HubErrors.Unreadable(
                context.HubMethodName,
                $"{context.HubMethodName} needs its argument. See /docs/hub."
            );

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
        catch (Exception ex) when (ex is DbException or RedisException or TimeoutException)
        {
            log.HubMethodFailed(ex, context.HubMethodName);
            throw HubErrors.From(ErrorCodes.Unavailable, "This cannot be done at the moment. Try again soon.");
        }
        catch (Exception ex)
        {
            log.HubMethodFailed(ex, context.HubMethodName);
            throw HubErrors.From(
                ErrorCodes.Unexpected,
                "Something went wrong on our side, and we have noted it. Try again in a moment."
            );
        }
    }
}
