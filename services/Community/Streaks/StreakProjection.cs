using NodaTime;
using UpperBack.Community.Ledger;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Community.Streaks;

/// <summary>Keeps the folded rows of a member in step with the ledger, within the transaction that changed
/// it.</summary>
internal sealed class StreakProjection(StreakChanges changes, IEnumerable<IStreakScore> scores)
{
    /// <summary>Which rules and scores streaks are folded by at present: a row with a lower number is due.</summary>
    public readonly int Version = Math.Max(
        StreakRule.All.Max(rule => rule.Since),
        scores.Select(score => score.Since).DefaultIfEmpty().Max()
    );

    // A class may run past midnight and its record may be late; anything older is history that nobody waits for.
    private static readonly Duration PublishWindow = Duration.FromHours(12);

    /// <summary>Name that every fold shares, and that a class which may have broken streaks holds alone: so each streak
    /// is either folded with that class, or stored in time to be made due by it.</summary>
    public const string Classes = "classes-held";

    /// <summary>Locks a member's streak until the transaction ends.</summary>
    public static async Task LockMemberAsync(UnitOfWork work, MemberId memberId, CancellationToken ct)
    {
        await work.LockSharedAsync(Classes, ct);
        await work.ExecuteAsync(
            """
            insert into streaks (member_id, version) values (@memberId, 1)
            on conflict (member_id) do update set version = streaks.version + 1
            """,
            new { memberId },
            ct
        );
    }

    /// <summary>Folds a member's streak again, stores it, publishes a newly kept day, and has the boards follow after
    /// commit.</summary>
    public async Task RefoldAsync(UnitOfWork work, MemberId memberId, CancellationToken ct)
    {
        await LockMemberAsync(work, memberId, ct);
        await FoldLockedAsync(work, memberId, ct);
    }

    /// <summary>The same for a streak that this transaction has locked already.</summary>
    public async Task FoldLockedAsync(UnitOfWork work, MemberId memberId, CancellationToken ct)
    {
        var inputs = await StreakInputs.ReadAsync(work, memberId, "Etc/UTC", ct);
        var streak = inputs.Fold(work.Now);
        await StoreAsync(work, memberId, streak, ct);
        if (inputs.Member is not null)
            await PublishDayKeptAsync(work, memberId, streak, ct);
        work.AfterCommit(() => changes.Add(memberId));
    }

    private Task StoreAsync(UnitOfWork work, MemberId memberId, Streak streak, CancellationToken ct) =>
        work.ExecuteAsync(
            """
            update streaks set current_days = @Current, longest_days = @Longest, freezes = @Freezes,
                last_kept_day = @LastKeptDay, next_check_at = @MayChangeAt,
                scores = @scores, folded_version = @Version, scored_version = version
            where member_id = @memberId
            """,
            new
            {
                memberId,
                streak.Current,
                streak.Longest,
                streak.Freezes,
                streak.LastKeptDay,
                streak.MayChangeAt,
                scores = StoredScores.Write(scores, streak, work.Now),
                Version,
            },
            ct
        );

    /// <summary>Once for a member, day and session; only of the newest kept day, and only within
    /// <see cref="PublishWindow"/>.</summary>
    private static async Task PublishDayKeptAsync(
        UnitOfWork work,
        MemberId memberId,
        Streak streak,
        CancellationToken ct
    )
    {
        if (streak.LastKeptDay is not { } day)
            return;

        var keepers = streak.KeepersOf(day).Where(keeper => keeper.ClassStartedAt > work.Now - PublishWindow).ToArray();
        if (keepers.Length == 0)
            return;

        var published = await work.QueryAsync<SessionId>(
            "select session_id from told_days where member_id = @memberId and day = @day",
            new { memberId, day },
            ct
        );
        if (streak.KeepersOf(day).Any(keeper => published.Contains(keeper.SessionId)))
            return;

        var sessionId = keepers[0].SessionId;
        await work.ExecuteAsync(
            "insert into told_days (member_id, day, session_id, told_at) values (@memberId, @day, @sessionId, @Now)",
            new
            {
                memberId,
                day,
                sessionId,
                work.Now,
            },
            ct
        );
        work.Publish(
            new DayKept(
                memberId,
                sessionId,
                day.ToDateOnly(),
                streak.Current,
                streak.Longest,
                streak.Freezes,
                work.Now.ToDateTimeOffset()
            )
        );
    }
}
