using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using UpperBack.Kernel.Time;

namespace UpperBack.Infrastructure.Workers;

/// <summary>A background worker that looks for work at its start, then an interval after each round, and at once when
/// it is triggered. What a round throws is logged and never ends the worker: what was not done is found again by the
/// next round, so a round takes its work from what is stored, not from memory.</summary>
/// <param name="clock">Its waits go by this clock.</param>
/// <param name="log">The worker's own log.</param>
/// <param name="wake">Set to trigger it, where others hold the signal; by default it has its own.</param>
public abstract partial class PollingWorker(TimeProvider clock, ILogger log, AsyncSignal? wake = null)
    : BackgroundService
{
    private static readonly TimeSpan MinRetryDelay = TimeSpan.FromSeconds(1);

    private readonly AsyncSignal signal = wake ?? new AsyncSignal();

    /// <summary>Longest wait from the end of a round to the next; read before each wait.</summary>
    protected abstract TimeSpan Interval { get; }

    /// <summary>How long a round waits after it was woken, where triggers come in crowds that one round can
    /// serve.</summary>
    protected virtual TimeSpan DebounceDelay => TimeSpan.Zero;

    /// <summary>The clock, for derived workers: a parameter of theirs would be captured a second time.</summary>
    protected TimeProvider Clock => clock;

    /// <summary>The log, likewise.</summary>
    protected ILogger Log => log;

    /// <summary>There is something to do: does not wait for the interval, nor for the round.</summary>
    public void Trigger() => signal.Set();

    /// <summary>Does what there is to do now.</summary>
    protected abstract Task RunRoundAsync(CancellationToken ct);

    /// <summary>Does the same for each: what fails for one is logged and holds up none of the others.</summary>
    protected async Task ForEachAsync<T>(
        IEnumerable<T> items,
        Func<T, CancellationToken, Task> act,
        CancellationToken ct
    )
    {
        foreach (var item in items)
        {
            try
            {
                await act(item, ct);
            }
            catch (Exception ex) when (!ct.IsCancellationRequested)
            {
                LogFailure(ex);
            }
        }
    }

    /// <summary>Says that a round failed.</summary>
    protected virtual void LogFailure(Exception exception) => RoundFailed(exception, GetType().Name);

    /// <summary>Runs rounds until it is cancelled. A worker that has to prepare something, or to wait for it, overrides
    /// this and calls it last.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (!await TryRoundAsync(stoppingToken))
                await DelayAsync(TimeSpan.FromTicks(Math.Min(Interval.Ticks, MinRetryDelay.Ticks)), stoppingToken);
            await signal
                .WaitAsync(Interval, clock, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (DebounceDelay > TimeSpan.Zero)
                await DelayAsync(DebounceDelay, stoppingToken);
        }
    }

    private async Task<bool> TryRoundAsync(CancellationToken ct)
    {
        try
        {
            await RunRoundAsync(ct);
            return true;
        }
        catch (Exception ex)
        {
            // What breaks because it is being stopped is no failure.
            if (!ct.IsCancellationRequested)
                LogFailure(ex);
            return false;
        }
    }

    private async Task DelayAsync(TimeSpan delay, CancellationToken ct) =>
        await Task.Delay(delay, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    [LoggerMessage(1, LogLevel.Warning, "{Worker} failed; it tries again")]
    private partial void RoundFailed(Exception exception, string worker);
}
