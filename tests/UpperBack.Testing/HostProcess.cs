using UpperBack.Testing.Servers;

namespace UpperBack.Testing;

/// <summary>The executable as an operator runs it: a process of its own, which can be stopped, killed, frozen and
/// started again. It ends with this process, however that ends.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "UpperBack.Host.dll");
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly string dataFolder;
    private readonly string[] settings;
    private Child? process;

    /// <summary>One that was not started yet.</summary>
    internal HostProcess(string dataFolder, params string[] settings)
    {
        this.dataFolder = dataFolder;
        this.settings = settings;
    }

    /// <summary>Where it listens; the same after it was started again.</summary>
    public Uri Address { get; } = new($"http://127.0.0.1:{UpperBackServer.FindFreePort()}");

    /// <summary>Whether it runs; a frozen one does.</summary>
    public bool IsRunning => process is { HasExited: false };

    /// <summary>Its number among the processes of this machine.</summary>
    public int ProcessId => process!.Id;

    /// <summary>Processor time that it has used so far, on all cores.</summary>
    public TimeSpan ProcessorTime => process!.ProcessorTime;

    /// <summary>The last lines of its log.</summary>
    public string LogEnd => process?.LogEnd ?? "";

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="dataFolder">Where its data is; its log is written there too.</param>
    /// <param name="settings">Further arguments of the command line.</param>
    public static async Task<HostProcess> StartAsync(string dataFolder, params string[] settings)
    {
        var host = new HostProcess(dataFolder, settings);
        await host.StartAgainAsync();
        return host;
    }

    /// <summary>Runs a verb of the executable to its end.</summary>
    public static async Task RunVerbAsync(params string[] arguments)
    {
        var log = Path.GetTempFileName();
        await Child.RunAsync(log, ["dotnet", Program, .. arguments, "--Logging:LogLevel:Default", "Warning"]);
        File.Delete(log);
    }

    /// <summary>An HTTP client that is nobody.</summary>
    public HttpClient Client() => Machine.Client(Address);

    /// <summary>Ends it as a power cut does: nothing is said, nothing is flushed.</summary>
    public Task KillAsync() => process!.KillAsync();

    /// <summary>Asks it to stop, as Ctrl-C does, and tells how it ended.</summary>
    public Task<int> StopAsync() => StopAsync(SignalNumber.Interrupt);

    /// <summary>Asks it to stop, as a container engine or systemd does, and tells how it ended.</summary>
    public Task<int> TerminateAsync() => StopAsync(SignalNumber.Terminate);

    /// <summary>Starts it again with its settings, at its address, and waits until it is ready.</summary>
    public async Task StartAgainAsync()
    {
        if (IsRunning)
            return;

        Directory.CreateDirectory(dataFolder);
        process = Child.Start(
            Path.Combine(dataFolder, FormattableString.Invariant($"host-{Address.Port}.log")),
            [
                "dotnet",
                Program,
                "--urls",
                Address.ToString(),
                "--data",
                dataFolder,
                "--demo",
                "off",
                "--Streaming:Rtmp",
                "off",
                "--Logging:LogLevel:Default",
                "Warning",
                .. Unlimited.Settings,
                .. settings,
            ],
            new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Production" }
        );
        using var http = Client();
        http.Timeout = TimeSpan.FromSeconds(10);
        await process.UntilReadyAsync(() => IsReadyAsync(http), Timeout);
    }

    /// <summary>It stands still: connections stay open, and nothing answers.</summary>
    public void Freeze() => process!.Freeze();

    /// <summary>It goes on.</summary>
    public void Thaw() => process!.Thaw();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await process.DisposeAsync();
    }

    private async Task<int> StopAsync(SignalNumber signal) =>
        await process!.StopAsync(signal, Machine.Allow(Timeout))
        ?? throw new TimeoutException(
            $"The host did not stop within {Timeout.TotalSeconds:0} s. It said last:\n{LogEnd}"
        );

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            return (await http.GetAsync("/health/ready")).IsSuccessStatusCode;
        }
        catch (Exception ex) when (ex is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
