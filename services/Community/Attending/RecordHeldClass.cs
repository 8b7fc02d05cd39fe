using NodaTime;
using UpperBack.Community.Streaks;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Messaging;

namespace UpperBack.Community.Attending;

/// <summary>Records that a class of a series was held, so that its day can be missed. A single session keeps a day, but
/// staying away from it is no miss.</summary>
internal sealed class RecordHeldClass(StreakRolloverWorker rollover) : IHandle<ClassEnded>
{
    // The shortest day there is, less a little: a member whose next midnight is further from the class than this may be
    // past its day.
    private static readonly Duration MinDay = Duration.FromHours(22);

    public async Task HandleAsync(ClassEnded held, UnitOfWork work, CancellationToken ct)
    {
        if (held.SeriesId is null)
            return;

        await work.LockAsync(StreakProjection.Classes, ct);
        var startedAt = Instant.FromDateTimeOffset(held.StartedAt).ToMicroseconds();
        var isNew = await work.ExecuteAsync(
            """
            insert into held_classes (session_id, started_at, ended_at, recorded_at)
            values (@SessionId, @startedAt, @endedAt, @Now)
            on conflict (session_id, started_at) do nothing
            """,
            new
            {
                held.SessionId,
                startedAt,
                endedAt = Instant.FromDateTimeOffset(held.EndedAt).ToMicroseconds(),
                work.Now,
            },
            ct
        );
        if (isNew == 0)
            return;

        // A class of today can break a streak only at midnight, when every streak is checked anyway. A class of an
        // earlier day that is reported late may have broken some already: the worker checks them now, in batches.
        var due = await work.ExecuteAsync(
            "update streaks set next_check_at = @Now where next_check_at > @classOver",
            new { work.Now, classOver = Instant.Max(startedAt + MinDay, work.Now) },
            ct
        );
        if (due > 0)
            work.AfterCommit(rollover.Trigger);
    }
}
