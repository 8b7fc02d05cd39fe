using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using UpperBack.Streaming.Ingest;

namespace UpperBack.Streaming.Rtmp;

/// <summary>Accepts encoders by RTMP. When its port is in use the rest of the platform runs all the same.</summary>
internal sealed class RtmpServer(
    IIngestGateway gateway,
    IOptions<StreamingOptions> options,
    TimeProvider clock,
    ILogger<RtmpServer> log
) : BackgroundService
{
    private const int MaxPending = 64;
    private const int MaxPendingOfAddress = 16;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly PendingConnections pending = new(MaxPending, MaxPendingOfAddress);

    /// <summary>Where it listens; null while it does not.</summary>
    public IPEndPoint? Endpoint { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken ct)
    {
        if (options.Value.RtmpEndPoint() is not { } address)
            return;

        using var listener = new TcpListener(address);
        try
        {
            listener.Start();
        }
        catch (SocketException ex)
        {
            log.RtmpNotListening(ex, options.Value.Rtmp);
            return;
        }

        Endpoint = (IPEndPoint)listener.LocalEndpoint;
        var running = new List<Task>();
        try
        {
            while (true)
            {
                running.RemoveAll(task => task.IsCompleted);
                try
                {
                    running.Add(ServeAsync(await listener.AcceptSocketAsync(ct), ct));
                }
                catch (SocketException ex)
                {
                    // Too many open files, for instance: open connections go on, and it may succeed later.
                    log.RtmpNotAccepted(ex);
                    await Task.Delay(RetryDelay, clock, ct);
                }
            }
        }
        catch (OperationCanceledException)
        {
            Endpoint = null;
            await Task.WhenAll(running);
        }
    }

    private async Task ServeAsync(Socket socket, CancellationToken ct)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        var place = pending.Add(((IPEndPoint?)socket.RemoteEndPoint)?.Address ?? IPAddress.None);
        try
        {
            if (await new RtmpConnection(stream, gateway, place, clock).RunAsync(ct) is { } refusal)
                log.RtmpRefused(refusal);
        }
        catch (Exception ex) when (!ct.IsCancellationRequested)
        {
            // Whatever broke in one connection must not end the others.
            log.RtmpFailed(ex);
        }
        finally
        {
            place.Leave();
        }
    }
}

internal static class RtmpSetup
{
    /// <summary>Registers the server.</summary>
    public static IServiceCollection AddRtmp(this IServiceCollection services) =>
        services.AddSingleton<RtmpServer>().AddHostedService(provider => provider.GetRequiredService<RtmpServer>());
}
