using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace UpperBack.Live.Sending;

/// <summary>SignalR's handler of connections, told that those with a <see cref="SocketOutput"/> keep themselves alive:
/// it knows nothing of what a room sends past it, and would write to everybody every 15 s.</summary>
internal sealed class DirectHubHandler<THub>(
    HubLifetimeManager<THub> lifetimes,
    IHubProtocolResolver protocols,
    IOptions<HubOptions> options,
    IOptions<HubOptions<THub>> ownOptions,
    ILoggerFactory logs,
    IUserIdProvider users,
    IServiceScopeFactory scopes
) : HubConnectionHandler<THub>(lifetimes, protocols, options, ownOptions, logs, users, scopes)
    where THub : Microsoft.AspNetCore.SignalR.Hub
{
    public override Task OnConnectedAsync(ConnectionContext connection)
    {
        if (connection.GetHttpContext()?.Features.Get<SocketOutput>() is { } output)
            connection.Features.Set<IConnectionInherentKeepAliveFeature>(output);
        return base.OnConnectedAsync(connection);
    }
}
