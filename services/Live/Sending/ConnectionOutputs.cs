using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace UpperBack.Live.Sending;

/// <summary>Finds how a connection of the hub is written to.</summary>
internal sealed class ConnectionOutputs(IOptions<LiveOptions> options, ILogger<ConnectionOutputs> log)
{
    public ConnectionOutput Open(HubCallerContext caller)
    {
        var connection = caller.Features.Get<HubConnectionContext>()
            ?? throw new InvalidOperationException("The hub's connections are not among their features.");
        if (caller.GetHttpContext()?.Features.Get<SocketOutput>() is { } socket)
        {
            socket.Open(connection.Protocol, Lost);
            return socket;
        }

        return new StockOutput(connection, options.Value.MaxQueuedMessages, Lost);

        void Lost(Exception? reason)
        {
            if (reason is null)
                log.SlowReaderDropped(caller.ConnectionId);
            else
                log.ConnectionLost(reason, caller.ConnectionId);
            caller.Abort();
        }
    }
}

/// <summary>SignalR's manager of connections, which puts each among its own features: what is written once is handed to
/// it as it is.</summary>
internal sealed class ConnectionFeatureManager<THub>(ILogger<DefaultHubLifetimeManager<THub>> log)
    : DefaultHubLifetimeManager<THub>(log)
    where THub : Microsoft.AspNetCore.SignalR.Hub
{
    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        connection.Features.Set(connection);
        return base.OnConnectedAsync(connection);
    }
}
