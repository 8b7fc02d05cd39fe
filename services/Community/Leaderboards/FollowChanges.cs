using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace UpperBack.Community.Leaderboards;

/// <summary>Carries changes from SQL to the boards after commit, rebuilds the boards at start and whenever Redis was emptied or away.</summary>
internal sealed class FollowChanges(BoardChanges changes, BoardWriter boards, TimeProvider clock, ILogger<FollowChanges> log) : BackgroundService
{
    private const int MostAtOnce = 500;

    // Changes come in crowds: waiting this long writes a member once for several of them.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken ct)
    {
        var behind = true;
        var complained = false;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                if (behind)
                    await boards.RebuildAsync(ct);
                else
                    await boards.EnsureBuiltAsync(ct);
                behind = complained = false;
                await changes.WaitAsync(Look, ct);
                await Task.Delay(Gathering, clock, ct);
                await boards.UpdateAsync(changes.Take(MostAtOnce), ct);
            }
            catch (Exception failure) when (failure is RedisException or RedisTimeoutException or DbException)
            {
                if (!complained)
                    log.BoardsBehind(failure.Message);
                behind = complained = true;
                changes.Clear();
                await Task.Delay(Pause, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
        }
    }
}
