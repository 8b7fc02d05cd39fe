using NodaTime;
using UpperBack.Community.Leaderboards;
using UpperBack.Community.Ledger;
using UpperBack.Contracts.Events;
using UpperBack.Contracts.Ids;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Community.Streaks;

/// <summary>Keeps the folded rows of a member in step with the ledger, within the transaction that changed
/// it.</summary>
internal sealed class StreakProjection(BoardChanges boards)
{
    // A class may run past midnight and its record may be late; anything older is history, of which nobody needs to be
    // told.
    private static readonly Duration News = Duration.FromHours(12);

    /// <summary>Name that every fold shares, and that a class which may have broken streaks holds alone: so each streak
    /// is either folded with that class, or stored in time to be made due by it.</summary>
    public const string Classes = "classes-held";

    /// <summary>Takes a member's streak: two transactions about one member take their turns from here on.</summary>
    public static async Task TakeAsync(UnitOfWork work, MemberId memberId, CancellationToken ct)
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

    /// <summary>Folds a member's streak anew, stores it, tells of a newly kept day, and has the boards follow after
    /// commit.</summary>
    public async Task RefoldAsync(UnitOfWork work, MemberId memberId, CancellationToken ct)
    {
        await TakeAsync(work, memberId, ct);
        await FoldTakenAsync(work, memberId, ct);
    }

    /// <summary>The same for a streak that this work has taken already.</summary>
    public async Task FoldTakenAsync(UnitOfWork work, MemberId memberId, CancellationToken ct)
    {
        var facts = await StreakInputs.ReadAsync(work, memberId, "Etc/UTC", ct);
        var streak = facts.Fold(work.Now);
        await StoreAsync(work, memberId, streak, ct);
        if (facts.Member is not null)
            await TellOfKeptDayAsync(work, memberId, streak, ct);
        work.AfterCommit(() => boards.Add(memberId));
    }

    private static async Task StoreAsync(UnitOfWork work, MemberId memberId, Streak streak, CancellationToken ct)
    {
        await work.ExecuteAsync(
            """
            update streaks set current_days = @Current, longest_days = @Longest, freezes = @Freezes,
                last_kept_day = @LastKeptDay, next_check_at = @MayChangeAt
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
            },
            ct
        );
        foreach (var week in IsoWeek.Current(work.Now))
            await work.ExecuteAsync(
                """
                insert into week_minutes (member_id, week, minutes) values (@memberId, @week, @minutes)
                on conflict (member_id, week) do update set minutes = excluded.minutes
                """,
                new
                {
                    memberId,
                    week = week.ToString(),
                    minutes = streak.MinutesIn(week),
                },
                ct
            );
    }

    /// <summary>Once for a member, day and session; only of the newest kept day, and only while it is news.</summary>
    private static async Task TellOfKeptDayAsync(
        UnitOfWork work,
        MemberId memberId,
        Streak streak,
        CancellationToken ct
    )
    {
        if (streak.LastKeptDay is not { } day)
            return;

        var keepers = streak.KeepersOf(day).Where(keeper => keeper.ClassStartedAt > work.Now - News).ToArray();
        if (keepers.Length == 0)
            return;

        var told = await work.QueryAsync<SessionId>(
            "select session_id from told_days where member_id = @memberId and day = @day",
            new { memberId, day },
            ct
        );
        if (streak.KeepersOf(day).Any(keeper => told.Contains(keeper.SessionId)))
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
