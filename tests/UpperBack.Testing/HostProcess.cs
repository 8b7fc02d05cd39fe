using System.Diagnostics;

namespace UpperBack.Testing;

/// <summary>The executable as an operator runs it: a process of its own, which can be killed.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private readonly Process process;

    private HostProcess(Process process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Processor time that it has used so far, on all cores.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="dataFolder">Where its data is.</param>
    /// <param name="settings">Further arguments of the command line.</param>
    public static async Task<HostProcess> StartAsync(string dataFolder, params string[] settings)
    {
        var address = new Uri($"http://127.0.0.1:{UpperBackServer.FindFreePort()}");
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "UpperBack.Host.dll"), "--urls", address.ToString(), "--data", dataFolder, "--demo", "off",
                "--Streaming:Rtmp", "off", "--Logging:LogLevel:Default", "Warning",
            },
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production" },
        };
        foreach (var setting in settings)
            start.ArgumentList.Add(setting);
        var host = new HostProcess(Process.Start(start)!, address);
        using var http = host.Client();
        await Eventually.Is(() => host.IsReadyAsync(http), ready => ready, TimeSpan.FromSeconds(60));
        return host;
    }

    /// <summary>Runs a verb of the executable to its end.</summary>
    public static async Task RunVerbAsync(params string[] words)
    {
        using var verb = Process.Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "UpperBack.Host.dll"), .. words, "--Logging:LogLevel:Default", "Warning"]);
        await verb.WaitForExitAsync();
        if (verb.ExitCode != 0)
            throw new InvalidOperationException($"{words[0]} ended with {verb.ExitCode}.");
    }

    /// <summary>A port of loopback that nobody uses now.</summary>
    public static int FindFreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>An HTTP client that is nobody.</summary>
    public HttpClient Client() => new() { BaseAddress = Address };

    /// <summary>Ends it as a power cut does: nothing is said, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop, as Ctrl-C does, and tells how it ended.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);
        return process.ExitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
    }

    private async Task<bool> IsReadyAsync(HttpClient http)
    {
        if (process.HasExited)
            throw new InvalidOperationException($"The host ended with {process.ExitCode} before it was ready.");

        try
        {
            return (await http.GetAsync("/health/ready")).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
