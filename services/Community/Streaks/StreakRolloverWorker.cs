using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using UpperBack.Contracts.Ids;
using UpperBack.Kernel.Time;

namespace UpperBack.Community.Streaks;

/// <summary>Folds streaks again that are due: the member's day is over, or something was recorded late. Several
/// processes share the work: each skips rows that another holds.</summary>
internal sealed class StreakRolloverWorker(
    CommunityDatabase database,
    StreakProjection streaks,
    IOptions<CommunityOptions> options,
    TimeProvider clock,
    ILogger<StreakRolloverWorker> log
) : BackgroundService
{
    private const int BatchSize = 50;

    // Late events come in bursts: waiting this long folds a member once for all of them.
    private static readonly TimeSpan DebounceDelay = TimeSpan.FromMilliseconds(200);

    private readonly AsyncSignal signal = new();

    /// <summary>Asks for a check now. Does not wait.</summary>
    public void Trigger() => signal.Set();

    protected override async Task ExecuteAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await MarkOutdatedAsync(ct);
                while (await CheckBatchAsync(ct) == BatchSize) { }
            }
            catch (DbException ex)
            {
                log.CheckFailed(ex);
            }

            await signal
                .WaitAsync(TimeSpan.FromSeconds(options.Value.CheckSeconds), clock, ct)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.Delay(DebounceDelay, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Makes due whatever an earlier version folded: with other rules, or without a board that there is
    /// now.</summary>
    private async Task MarkOutdatedAsync(CancellationToken ct)
    {
        const string Outdated = "folded_version < @Version and (next_check_at is null or next_check_at > @now)";
        var args = new { streaks.Version, now = clock.Now() };
        if (
            await database.QueryFirstOrDefaultAsync<int?>($"select 1 from streaks where {Outdated} limit 1", args, ct)
            is null
        )
            return;

        // Holds this name alone, like every transaction that locks many rows, so that none can deadlock with it.
        await using var work = await database.BeginAsync(ct);
        await work.LockAsync(StreakProjection.Classes, ct);
        await work.ExecuteAsync($"update streaks set next_check_at = @now where {Outdated}", args, ct);
        await work.CommitAsync(ct);
    }

    private async Task<int> CheckBatchAsync(CancellationToken ct)
    {
        if (
            await database.QueryFirstOrDefaultAsync<int?>(
                "select 1 from streaks where next_check_at <= @now limit 1",
                new { now = clock.Now() },
                ct
            )
            is null
        )
            return 0;

        await using var work = await database.BeginAsync(ct);

        // Shares this name before it locks a row, like every transaction that locks one, so that none can deadlock with it.
        await work.LockSharedAsync(StreakProjection.Classes, ct);
        var due = await work.QueryAsync<MemberId>(
            $"""
            select member_id from streaks where next_check_at <= @Now order by next_check_at
                limit @BatchSize {work.Dialect.SkipLocked}
            """,
            new { work.Now, BatchSize },
            ct
        );
        foreach (var memberId in due)
            await streaks.RefoldAsync(work, memberId, ct);
        await work.CommitAsync(ct);
        return due.Count;
    }
}
