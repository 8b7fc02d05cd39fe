using System.Data.Common;
using System.Net.Sockets;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections.Features;
using UpperBack.Infrastructure.Telemetry;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Mirror;

/// <summary>The mirror's address: a WebSocket whose first message says whether it shares or watches.</summary>
internal sealed class MirrorEndpoint(
    ShareMirror share,
    WatchMirror watch,
    MirrorMetrics metrics,
    TimeProvider clock,
    ILogger<MirrorEndpoint> log
)
{
    /// <summary>What the kernel keeps of a leader's pictures when they read slowly: what is in it comes late.</summary>
    private const int LeaderSendBuffer = 64 * 1024;

    private static readonly TimeSpan HelloTimeout = TimeSpan.FromSeconds(10);

    private static readonly Problem Unavailable = Problem.Of(
        ErrorCodes.Unavailable,
        "The server cannot do this at the moment. Try again in a few seconds."
    );

    public static RouteHandlerBuilder Map(IEndpointRouteBuilder app) =>
        app.MapGet("/hubs/mirror/{sessionId}", (SessionId sessionId, HttpContext context, MirrorEndpoint mirror) =>
                mirror.HandleAsync(sessionId, context)
            )
            .ExcludeFromDescription();

    private async Task<IResult> HandleAsync(SessionId sessionId, HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
            return Problem
                .Of(
                    ErrorCodes.Malformed,
                    "Share your picture from the page of the class.",
                    "$",
                    "This address takes WebSockets only."
                )
                .ToHttp();

        // A proxy tells classes apart by how their address is written: one spelled otherwise would be on two nodes.
        if (context.Request.Path.Value != $"/hubs/mirror/{sessionId}")
            return RoomAccess.NoClass.ToHttp();

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var reader = new MirrorReader(socket);
        try
        {
            await ServeAsync(sessionId, context, socket, reader);
        }
        catch (Exception ex) when (ex is WebSocketException or OperationCanceledException)
        {
            // The connection was lost, or said nothing: there is nobody to tell.
        }

        return TypedResults.Empty;
    }

    private async Task ServeAsync(SessionId sessionId, HttpContext context, WebSocket socket, MirrorReader reader)
    {
        var ct = context.RequestAborted;
        var (member, name) = (context.User.MemberId(), context.User.DisplayName());
        switch (await ReadHelloAsync(reader, ct))
        {
            case MirrorShare hello when MirrorText.IsPublicKey(hello.PublicKey):
                using (var sharer = new SharerSocket(socket, member, name, hello, metrics, clock))
                    await RunAsync(sharer, reader, () => share.RunAsync(sessionId, sharer, reader, ct));
                break;
            case MirrorWatch hello when MirrorText.IsPublicKey(hello.PublicKey):
                LimitBuffer(context);
                using (
                    var leader = new LeaderSocket(socket, member, name, hello, context.User.IsAdmin(), metrics, clock)
                )
                    await RunAsync(leader, reader, () => watch.RunAsync(sessionId, leader, reader, ct));
                break;
            default:
                using (var refused = new RefusedSocket(socket, member, name, clock))
                    await RunAsync(refused, reader, () => Task.FromResult<Problem?>(MirrorText.Malformed));
                break;
        }
    }

    private async Task<MirrorClientMessage?> ReadHelloAsync(MirrorReader reader, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(HelloTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        return await reader.ReadAsync(either.Token) == WebSocketMessageType.Text ? reader.ReadText() : null;
    }

    /// <summary>Serves a socket, tells it why when that ends here, and waits for the other side to close as well: what
    /// it has still on the way would reset the connection, and the reason would not arrive.</summary>
    private async Task RunAsync(MirrorSocket connection, MirrorReader reader, Func<Task<Problem?>> serve)
    {
        try
        {
            if (await serve() is { } why)
                connection.End(why);
        }
        catch (DbException ex)
        {
            log.MirrorFailed(ex);
            connection.End(Unavailable);
        }

        await connection.CloseAsync();
        while (await reader.ReadAsync(CancellationToken.None) != WebSocketMessageType.Close) { }
    }

    private static void LimitBuffer(HttpContext context)
    {
        try
        {
            if (context.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
                socket.SendBufferSize = LeaderSendBuffer;
        }
        catch (Exception ex) when (ex is SocketException or ObjectDisposedException)
        {
            // It is gone already, which whoever reads it learns.
        }
    }

    /// <summary>One that is told why it cannot be served, and nothing else.</summary>
    private sealed class RefusedSocket(WebSocket socket, MemberId member, string name, TimeProvider clock)
        : MirrorSocket(socket, member, name, "", clock)
    {
        protected override bool TryNext(out MirrorOutput output)
        {
            output = default;
            return false;
        }

        protected override void Forget() { }
    }
}
