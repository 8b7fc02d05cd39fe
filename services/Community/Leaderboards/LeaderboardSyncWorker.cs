using System.Data.Common;
using StackExchange.Redis;
using UpperBack.Community.Streaks;
using UpperBack.Infrastructure.Workers;

namespace UpperBack.Community.Leaderboards;

/// <summary>Carries changes from SQL to the boards after commit, rebuilds the boards at start and whenever Redis was
/// emptied or away.</summary>
internal sealed class LeaderboardSyncWorker(
    StreakChanges changes,
    BoardWriter boards,
    TimeProvider clock,
    ILogger<LeaderboardSyncWorker> log
) : PollingWorker(clock, log, changes.Signal)
{
    private const int MaxAtOnce = 500;

    private bool isBehind = true;
    private bool hasWarned;

    protected override TimeSpan Interval { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Changes come in bursts: waiting this long writes a member once for several of them.</summary>
    protected override TimeSpan DebounceDelay { get; } = TimeSpan.FromMilliseconds(50);

    protected override async Task RunRoundAsync(CancellationToken ct)
    {
        var wasBehind = isBehind;

        // A round that fails may have lost the changes that it took.
        isBehind = true;
        if (wasBehind)
        {
            // What is queued is in SQL already: the rebuild covers it.
            changes.Clear();
            await boards.RebuildAsync(ct);
        }
        else
        {
            await boards.EnsureBuiltAsync(ct);
        }

        hasWarned = false;
        var changed = changes.Drain(MaxAtOnce);
        await boards.UpdateAsync(changed, ct);
        isBehind = false;
        if (changed.Count == MaxAtOnce)
            Trigger();
    }

    /// <summary>Told once while Redis or the database is away; the next round does not wait for a change.</summary>
    protected override void LogFailure(Exception exception)
    {
        if (exception is not (RedisException or TimeoutException or DbException))
            base.LogFailure(exception);
        else if (!hasWarned)
            Log.BoardsBehind(exception.Message);
        hasWarned = true;
        Trigger();
    }
}
