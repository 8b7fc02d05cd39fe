using System.IO.Pipelines;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Claims;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace UpperBack.Live.Sending;

/// <summary>Puts a <see cref="SocketOutput"/> under the WebSocket of a connection to the hub, when the connection's
/// bytes go to a socket of this process as they are. The hub goes on with the connection when its request has ended: it
/// is given a request of its own, of which nothing is left but who asked.</summary>
internal sealed class SocketUpgrade(SilenceWorker silence, IOptions<LiveOptions> options, ILogger<SocketUpgrade> log)
{
    /// <summary>Before the hub's endpoint, which makes the WebSocket.</summary>
    public RequestDelegate Guard(RequestDelegate hub) =>
        options.Value.SendsDirectly ? context => RunAsync(context, hub) : hub;

    private async Task RunAsync(HttpContext context, RequestDelegate hub)
    {
        var features = context.Features;
        if (
            !context.WebSockets.IsWebSocketRequest
            || features.Get<ITlsHandshakeFeature>() is not null
            || features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true }
            || features.Get<IConnectionSocketFeature>()?.Socket is not { } socket
            || features.Get<DetachableConnection>() is not { } connection
        )
        {
            await hub(context);
            return;
        }

        // Sends the server's consent; the WebSocket itself is made anew when the request has ended. What is written to
        // it answers what a client writes once it has the consent; one that did not wait may hear the answer first.
        await context.WebSockets.AcceptWebSocketAsync(
            new WebSocketAcceptContext { KeepAliveInterval = Timeout.InfiniteTimeSpan }
        );
        if (context.RequestAborted.IsCancellationRequested)
            return;

        connection.Detach(Serving(hub, socket, context.User, context.Request.Query["id"].ToString()));
    }

    /// <summary>What goes on; of the request it has what it is given.</summary>
    private Func<ConnectionContext, Task> Serving(
        RequestDelegate hub,
        Socket socket,
        ClaimsPrincipal user,
        string id
    ) =>
        async connection =>
        {
            try
            {
                await ServeAsync(connection, hub, socket, user, id);
            }
            catch (Exception) when (connection.ConnectionClosed.IsCancellationRequested)
            {
                // It was given up while it began.
            }
            catch (Exception ex)
            {
                log.ConnectionFailed(ex, connection.ConnectionId);
            }
        };

    private async Task ServeAsync(
        ConnectionContext connection,
        RequestDelegate hub,
        Socket socket,
        ClaimsPrincipal user,
        string id
    )
    {
        socket.Blocking = false;
        var output = new SocketOutput(socket, connection.Abort, options.Value.MaxQueuedMessages);
        silence.Watch(output);
        await using var stream = new MessageStream(connection.Transport.Input.AsStream(), output);

        // The sign-in's own expiry is not among them, for the hub does not close connections when it comes.
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(new HttpRequestFeature { Method = HttpMethods.Get });
        features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        features.Set<IHttpWebSocketFeature>(new AcceptedWebSocket(stream));
        features.Set(output);
        await hub(new DefaultHttpContext(features) { User = user, Request = { QueryString = QueryOf(id) } });
    }

    /// <summary>What the client and the hub agreed on before, when they did.</summary>
    private static QueryString QueryOf(string id) => id.Length == 0 ? default : QueryString.Create("id", id);

    private sealed class AcceptedWebSocket(Stream stream) : IHttpWebSocketFeature
    {
        public bool IsWebSocketRequest => true;

        public Task<WebSocket> AcceptAsync(WebSocketAcceptContext context) =>
            Task.FromResult(
                WebSocket.CreateFromStream(
                    stream,
                    new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = Timeout.InfiniteTimeSpan }
                )
            );
    }
}
