using System.Diagnostics;
using System.Globalization;

namespace UpperBack.Crowd.Floor;

/// <summary><see cref="FloorServer"/> as a process of its own, so that what it costs can be told from what the crowd
/// costs.</summary>
internal sealed class FloorProcess : IDisposable
{
    private FloorProcess(Process process, int port) =>
        (Process, Address) = (process, new IPEndPoint(IPAddress.Loopback, port));

    public Process Process { get; }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Address { get; }

    public static async Task<FloorProcess> StartAsync()
    {
        var process = Process.Start(
            new ProcessStartInfo("dotnet", [typeof(FloorProcess).Assembly.Location, FloorServer.Switch])
            {
                RedirectStandardOutput = true,
            }
        )!;
        var port = await process.StandardOutput.ReadLineAsync();
        return new FloorProcess(process, int.Parse(port ?? "", CultureInfo.InvariantCulture));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Process.Kill();
        Process.WaitForExit();
        Process.Dispose();
    }
}
