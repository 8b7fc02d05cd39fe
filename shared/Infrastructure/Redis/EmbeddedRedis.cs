using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Garnet;
using Microsoft.Extensions.Logging.Abstractions;

namespace UpperBack.Infrastructure.Redis;

/// <summary>Garnet in this process, on a free port of the loopback address. What it holds is rebuilt from SQL at start.</summary>
internal sealed class EmbeddedRedis : IDisposable
{
    private readonly GarnetServer server;
    private int disposed;

    public EmbeddedRedis()
    {
        Port = FindFreePort();
        string[] settings =
        [
            "--bind", "127.0.0.1", "--port", Port.ToString(CultureInfo.InvariantCulture), "-q",
            "--memory", "64m", "--page", "1m", "--index", "1m", "--lua", "--device-type", "RandomAccess",
        ];
        server = new GarnetServer(settings, NullLoggerFactory.Instance);
        server.Start();
    }

    public int Port { get; }

    public void Dispose()
    {
        // Garnet itself does not bear it twice.
        if (Interlocked.Exchange(ref disposed, 1) == 0)
            server.Dispose();
    }

    private static int FindFreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
