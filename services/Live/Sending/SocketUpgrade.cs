using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace UpperBack.Live.Sending;

/// <summary>Puts a <see cref="SocketOutput"/> under the WebSocket of a connection to the hub, when the connection's
/// bytes go to a socket of this process as they are.</summary>
internal sealed class SocketUpgrade(
    IHttpUpgradeFeature inner,
    IFeatureCollection features,
    Socket socket,
    IConnectionLifetimeFeature lifetime,
    SilenceWorker silence,
    int maxWaiting
) : IHttpUpgradeFeature
{
    public bool IsUpgradableRequest => inner.IsUpgradableRequest;

    /// <summary>Before the hub's endpoint, which makes the WebSocket.</summary>
    public static RequestDelegate Guard(RequestDelegate hub, SilenceWorker silence, LiveOptions options) =>
        context =>
        {
            var features = context.Features;
            if (
                options.SendsDirectly
                && context.WebSockets.IsWebSocketRequest
                && features.Get<ITlsHandshakeFeature>() is null
                && features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } upgrade
                && features.Get<IConnectionSocketFeature>()?.Socket is { } socket
                && features.Get<IConnectionLifetimeFeature>() is { } lifetime
            )
            {
                features.Set<IHttpUpgradeFeature>(
                    new SocketUpgrade(upgrade, features, socket, lifetime, silence, options.MaxQueuedMessages)
                );

                // It knows the former upgrade; the hub's endpoint makes another, by its own options.
                features.Set<IHttpWebSocketFeature>(null);
            }

            return hub(context);
        };

    /// <summary>Upgrades, and keeps the output among the request's features. From here on the server's own stream is
    /// only read from: the first that is written is the answer to something that the client wrote after it had the
    /// server's consent.</summary>
    public async Task<Stream> UpgradeAsync()
    {
        var connection = await inner.UpgradeAsync();
        socket.Blocking = false;
        var output = new SocketOutput(socket, lifetime.Abort, maxWaiting);
        features.Set(output);
        silence.Watch(output);
        return new MessageStream(connection, output);
    }
}
