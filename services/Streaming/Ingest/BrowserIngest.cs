using System.Net.WebSockets;
using System.Text.Json;
using UpperBack.Streaming.Streams;

namespace UpperBack.Streaming.Ingest;

/// <summary>Receives the stream of the instructor's browser by WebSocket. One task reads; another sends how far it has
/// come, once a second, and in the end why it ended.</summary>
internal sealed class BrowserIngest(IIngestGateway gateway, TimeProvider clock, ILogger<BrowserIngest> log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);
    private static readonly JsonSerializerOptions Json = JsonSetup.Configure(new JsonSerializerOptions());

    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/sessions/{sessionId}/ingest", (SessionId sessionId, HttpContext context, BrowserIngest ingest) =>
                ingest.HandleAsync(sessionId, context)
            )
            .WithSummary("WebSocket: stream from the instructor's browser")
            .Produces(StatusCodes.Status101SwitchingProtocols)
            .ProducesProblem(StatusCodes.Status400BadRequest);

    private async Task<IResult> HandleAsync(SessionId sessionId, HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
            return Problem
                .Of(
                    ErrorCodes.Malformed,
                    "Go live from the console of the class.",
                    "$",
                    "This address takes WebSockets only."
                )
                .ToHttp();

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var opened = await gateway.OpenAsync(sessionId, context.User.MemberId(), "browser", context.RequestAborted);
        if (!opened.Succeeded)
        {
            await CloseAsync(socket, new IngestTermination(opened.Problem.Code, opened.Problem.Detail));
            await LeaveAsync(socket, Task.CompletedTask);
            return TypedResults.Empty;
        }

        await using var ingest = opened.Value;
        await RunAsync(socket, ingest, context.RequestAborted);
        return TypedResults.Empty;
    }

    private async Task RunAsync(WebSocket socket, IIngest ingest, CancellationToken ct)
    {
        await SendAsync(socket, new { type = "accepted", take = ingest.Number });
        var reader = new BrowserReader(socket, ingest, clock);
        var reading = reader.RunAsync(ct);
        while (!reading.IsCompleted && !ingest.Ended.IsCancellationRequested && reader.SinceLastMessage < Timeout)
        {
            using var wait = CancellationTokenSource.CreateLinkedTokenSource(ingest.Ended, ct);
            await Task.WhenAny(reading, Task.Delay(Interval, clock, wait.Token));
            await wait.CancelAsync();
            if (!reading.IsCompleted && reader.LatestUs is { } mediaUs && socket.State == WebSocketState.Open)
                await SendAsync(socket, new { type = "ack", mediaUs });
        }

        var end = reading.IsCompleted ? await reading : null;
        end ??= ingest.EndReason;
        end ??= reading.IsCompleted
            ? null
            : new IngestTermination(
                ErrorCodes.StreamMalformed,
                $"Nothing came for {Timeout.TotalSeconds} seconds. Go live again."
            );

        if (end is not null)
            log.EncoderSessionEnded(ingest.SessionId.Value, ingest.Number, end.Message);

        // Whoever waits for the encoder's return should not have to wait for this connection to close.
        await ingest.DisposeAsync();
        await CloseAsync(socket, end);
        await LeaveAsync(socket, reading);
    }

    /// <summary>Waits for the other side to close as well: what it has still on the way would reset the connection, and
    /// the reason would not arrive.</summary>
    private async Task LeaveAsync(WebSocket socket, Task reading)
    {
        using var timeout = new CancellationTokenSource(CloseTimeout, clock);
        await Task.WhenAny(reading, Task.Delay(System.Threading.Timeout.InfiniteTimeSpan, clock, timeout.Token));
        if (reading.IsCompleted)
            await BrowserReader.DrainAsync(socket, timeout.Token);
        socket.Abort();
        await reading;
    }

    /// <summary>Says why, when there is a reason, and closes.</summary>
    private async Task CloseAsync(WebSocket socket, IngestTermination? end)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
            return;

        if (end is not null)
            await SendAsync(
                socket,
                new
                {
                    type = "end",
                    code = end.Code.Code,
                    message = end.Message,
                }
            );

        using var timeout = new CancellationTokenSource(CloseTimeout, clock);
        try
        {
            await socket.CloseOutputAsync(
                end is null ? WebSocketCloseStatus.NormalClosure : WebSocketCloseStatus.PolicyViolation,
                null,
                timeout.Token
            );
        }
        catch (Exception ex) when (ex is WebSocketException or OperationCanceledException)
        {
            socket.Abort();
        }
    }

    private async Task SendAsync<T>(WebSocket socket, T message)
    {
        using var timeout = new CancellationTokenSource(CloseTimeout, clock);
        try
        {
            await socket.SendAsync(
                JsonSerializer.SerializeToUtf8Bytes(message, Json),
                WebSocketMessageType.Text,
                endOfMessage: true,
                timeout.Token
            );
        }
        catch (Exception ex) when (ex is WebSocketException or OperationCanceledException)
        {
            // A browser that does not read a short message in seconds has left; the reader notices that as well.
            socket.Abort();
        }
    }
}
