using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace UpperBack.Live.Sending;

/// <summary>SignalR's handler of connections, which leaves it to a <see cref="SocketOutput"/> to show its client that the
/// server is there: SignalR knows nothing of what is sent to a room, and would ping everybody all the time.</summary>
internal sealed class DirectConnectionHandler<THub>(
    HubLifetimeManager<THub> lifetime,
    IHubProtocolResolver protocols,
    IOptions<HubOptions> all,
    IOptions<HubOptions<THub>> options,
    ILoggerFactory logs,
    IUserIdProvider users,
    IServiceScopeFactory scopes
) : HubConnectionHandler<THub>(lifetime, protocols, all, options, logs, users, scopes)
    where THub : Microsoft.AspNetCore.SignalR.Hub
{
    public override Task OnConnectedAsync(ConnectionContext connection)
    {
        // The upgrade may not be made yet.
        if (connection.GetHttpContext()?.Features.Get<IHttpUpgradeFeature>() is SocketUpgrade)
            connection.Features.Set<IConnectionInherentKeepAliveFeature>(new OwnKeepAlive());
        return base.OnConnectedAsync(connection);
    }

    private sealed class OwnKeepAlive : IConnectionInherentKeepAliveFeature
    {
        public bool HasInherentKeepAlive => true;
    }
}
