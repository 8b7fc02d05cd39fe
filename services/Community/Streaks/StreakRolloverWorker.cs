using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using UpperBack.Contracts.Ids;
using UpperBack.Kernel.Time;

namespace UpperBack.Community.Streaks;

/// <summary>Looks for members whose day is over, or of whom a late fact came in, and folds their streaks anew. Several
/// processes share the work: each passes over what another is folding.</summary>
internal sealed class StreakRolloverWorker(
    CommunityDatabase database,
    StreakProjection streaks,
    IOptions<CommunityOptions> options,
    TimeProvider clock,
    ILogger<StreakRolloverWorker> log
) : BackgroundService
{
    private const int BatchSize = 50;

    // Late facts come in crowds: waiting this long folds a member once for all of them.
    private static readonly TimeSpan DebounceDelay = TimeSpan.FromMilliseconds(200);

    private readonly AsyncSignal signal = new();

    /// <summary>Asks for a look now. Does not wait.</summary>
    public void Trigger() => signal.Set();

    protected override async Task ExecuteAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
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

        // Shared before any row is taken, as everybody does who takes one: so nobody waits for a row in a circle.
        await work.LockSharedAsync(StreakProjection.Classes, ct);
        var due = await work.QueryAsync<MemberId>(
            $"select member_id from streaks where next_check_at <= @Now order by next_check_at limit @BatchSize {work.Dialect.SkipLocked}",
            new { work.Now, BatchSize },
            ct
        );
        foreach (var memberId in due)
            await streaks.RefoldAsync(work, memberId, ct);
        await work.CommitAsync(ct);
        return due.Count;
    }
}
