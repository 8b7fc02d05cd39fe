using Microsoft.Extensions.Options;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Workers;

namespace UpperBack.Community.Streaks;

/// <summary>Folds streaks again that are due: the member's day is over, or something was recorded late. Several
/// processes share the work: each skips rows that another holds.</summary>
internal sealed class StreakRolloverWorker(
    CommunityDatabase database,
    StreakProjection streaks,
    IOptions<CommunityOptions> options,
    TimeProvider clock,
    ILogger<StreakRolloverWorker> log
) : PollingWorker(clock, log)
{
    private const int BatchSize = 50;
    private const int MarkedAtOnce = 5000;

    protected override TimeSpan Interval => TimeSpan.FromSeconds(options.Value.CheckSeconds);

    // Late events come in bursts: waiting this long folds a member once for all of them.
    protected override TimeSpan DebounceDelay => TimeSpan.FromMilliseconds(200);

    protected override async Task RunRoundAsync(CancellationToken ct)
    {
        await MarkOutdatedAsync(ct);
        try
        {
            while (await CheckBatchAsync(BatchSize, ct) == BatchSize) { }
        }
        catch (Exception ex) when (!ct.IsCancellationRequested)
        {
            LogFailure(ex);
            await ForEachAsync(await ReadDueAsync(database, BatchSize, "", ct), CheckOneAsync, ct);
        }
    }

    protected override void LogFailure(Exception exception) => Log.CheckFailed(exception);

    /// <summary>Makes due whatever an earlier version folded, while it runs beside this one, too: with other rules, or
    /// without a board that there is now.</summary>
    private async Task MarkOutdatedAsync(CancellationToken ct)
    {
        var outdated = """
            (folded_version < @Version or coalesce(scored_version, 0) <> version)
            and (next_check_at is null or next_check_at > @now)
            """;
        var args = new
        {
            streaks.Version,
            now = Clock.Now(),
            MarkedAtOnce,
        };
        if (
            await database.QueryFirstOrDefaultAsync<int?>($"select 1 from streaks where {outdated} limit 1", args, ct)
            is null
        )
            return;

        int marked;
        do
        {
            // Holds this name alone, like every transaction that locks many rows, so that none can deadlock with it.
            await using var work = await database.BeginAsync(ct);
            await work.LockAsync(StreakProjection.Classes, ct);
            marked = await work.ExecuteAsync(
                $"""
                update streaks set next_check_at = @now
                where member_id in (select member_id from streaks where {outdated} limit @MarkedAtOnce)
                """,
                args,
                ct
            );
            await work.CommitAsync(ct);
        } while (marked == MarkedAtOnce);
    }

    private async Task CheckOneAsync(MemberId memberId, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        await work.LockSharedAsync(StreakProjection.Classes, ct);
        await streaks.RefoldAsync(work, memberId, ct);
        await work.CommitAsync(ct);
    }

    private async Task<int> CheckBatchAsync(int max, CancellationToken ct)
    {
        if (
            await database.QueryFirstOrDefaultAsync<int?>(
                "select 1 from streaks where next_check_at <= @now limit 1",
                new { now = Clock.Now() },
                ct
            )
            is null
        )
            return 0;

        await using var work = await database.BeginAsync(ct);

        // Shares this name before it locks a row, like every transaction that locks one, so that none can deadlock with
        // it.
        await work.LockSharedAsync(StreakProjection.Classes, ct);
        var due = await ReadDueAsync(work, max, work.Dialect.SkipLocked, ct);
        foreach (var memberId in due)
            await streaks.RefoldAsync(work, memberId, ct);
        await work.CommitAsync(ct);
        return due.Count;
    }

    private Task<IReadOnlyList<MemberId>> ReadDueAsync(IQueries from, int max, string locking, CancellationToken ct) =>
        from.QueryAsync<MemberId>(
            $"""
            select member_id from streaks where next_check_at <= @now order by next_check_at
                limit @max {locking}
            """,
            new { now = Clock.Now(), max },
            ct
        );
}
