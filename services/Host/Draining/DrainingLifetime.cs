using System.Runtime.InteropServices;
using UpperBack.Live;

namespace UpperBack.Host.Draining;

/// <summary>Answers SIGTERM, Ctrl-C and SIGQUIT: first those who are connected are sent elsewhere, while everything
/// still works; only then the process stops. The framework's own lifetime would close their connections without a word.
/// A second signal stops at once.</summary>
internal sealed class DrainingLifetime(
    ProcessState state,
    IServiceProvider services,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<DrainingLifetime> log
) : IHostLifetime, IDisposable
{
    /// <summary>Long enough for a proxy to ask for something and to be refused; shorter than it then passes this node
    /// over (<c>fail_timeout</c> in deploy/nginx.conf).</summary>
    public static readonly TimeSpan LeavingTime = TimeSpan.FromSeconds(1.5);

    private readonly List<PosixSignalRegistration> signals = [];
    private readonly CancellationTokenSource atOnce = new();
    private int asked;

    public Task WaitForStartAsync(CancellationToken ct)
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT])
            signals.Add(PosixSignalRegistration.Create(signal, OnSignal));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken ct) => Task.CompletedTask;

    /// <summary>Sends everybody elsewhere, then stops.</summary>
    public async Task DrainAsync()
    {
        if (Interlocked.Exchange(ref asked, 1) == 1)
        {
            await atOnce.CancelAsync();
            return;
        }

        log.Draining();
        state.BeginDraining();
        try
        {
            await LiveModule.DrainAsync(services, atOnce.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            state.BeginLeaving();
            if (state.HasProxy)
                await Task.Delay(LeavingTime, clock, atOnce.Token)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            lifetime.StopApplication();
        }
    }

    public void Dispose()
    {
        foreach (var signal in signals)
            signal.Dispose();
        atOnce.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        _ = Task.Run(DrainAsync);
    }
}
