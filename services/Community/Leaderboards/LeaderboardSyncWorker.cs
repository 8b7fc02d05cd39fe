using System.Data.Common;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;
using UpperBack.Community.Streaks;

namespace UpperBack.Community.Leaderboards;

/// <summary>Carries changes from SQL to the boards after commit, rebuilds the boards at start and whenever Redis was
/// emptied or away.</summary>
internal sealed class LeaderboardSyncWorker(
    StreakChanges changes,
    BoardWriter boards,
    TimeProvider clock,
    ILogger<LeaderboardSyncWorker> log
) : BackgroundService
{
    private const int MaxAtOnce = 500;

    // Changes come in bursts: waiting this long writes a member once for several of them.
    private static readonly TimeSpan DebounceDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken ct)
    {
        var behind = true;
        var warned = false;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                if (behind)
                    await boards.RebuildAsync(ct);
                else
                    await boards.EnsureBuiltAsync(ct);
                behind = warned = false;
                await changes.WaitAsync(PollInterval, ct);
                await Task.Delay(DebounceDelay, clock, ct);
                await boards.UpdateAsync(changes.Drain(MaxAtOnce), ct);
            }
            catch (Exception ex) when (ex is RedisException or RedisTimeoutException or DbException)
            {
                if (!warned)
                    log.BoardsBehind(ex.Message);
                behind = warned = true;
                changes.Clear();
                await Task.Delay(RetryDelay, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
        }
    }
}
