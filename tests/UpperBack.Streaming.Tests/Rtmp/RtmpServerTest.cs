using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using UpperBack.Streaming.Rtmp;

namespace UpperBack.Streaming.Tests.Rtmp;

/// <summary>A test with an RTMP server whose clock it sets, on a free port.</summary>
public abstract class RtmpServerTest : IAsyncLifetime
{
    protected const string H264 = "-c:v libx264 -preset ultrafast -bf 2 -g 60 -keyint_min 60 -sc_threshold 0";

    private protected FakeGateway Gateway { get; } = new();

    private protected FakeTimeProvider Clock { get; } = new();

    private protected RtmpServer Server { get; private set; } = null!;

    protected string Address => $"rtmp://{Server.Endpoint}/live";

    public async Task InitializeAsync()
    {
        Server = new RtmpServer(
            Gateway,
            Options.Create(new StreamingOptions { Rtmp = $"127.0.0.1:{FreePort()}" }),
            Clock,
            NullLogger<RtmpServer>.Instance
        );
        await Server.StartAsync(default);
        await Eventually.Is(() => Server.Endpoint is not null);
    }

    public async Task DisposeAsync()
    {
        await Server.StopAsync(default);
        Server.Dispose();
    }

    protected static async Task<byte[]> ReadToEndAsync(NetworkStream stream)
    {
        using var all = new MemoryStream();
        try
        {
            await stream.CopyToAsync(all).WaitAsync(TimeSpan.FromSeconds(15));
        }
        catch (IOException)
        {
            // What was not read when the server closed resets the connection.
        }

        return all.ToArray();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
