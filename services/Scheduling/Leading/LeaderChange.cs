using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Scheduling.Bookings;
using UpperBack.Scheduling.Members;
using UpperBack.Scheduling.Sessions;

namespace UpperBack.Scheduling.Leading;

/// <summary>Gives a session other leaders, in a transaction that has locked it.</summary>
internal static class LeaderChange
{
    /// <summary>Publishes it, and frees the seats and waitlist places of the new leaders: leaders need none.</summary>
    /// <returns>True when the leaders changed.</returns>
    public static async Task<bool> ApplyAsync(
        UnitOfWork work,
        LockedSession session,
        ClassLeaders leaders,
        CancellationToken ct
    )
    {
        if (session.Leaders.AreSameAs(leaders))
            return false;

        await SessionPlan.ReplaceLeadersAsync(work, session.SessionId, leaders, ct);
        foreach (var leader in leaders.Everybody)
        {
            var freed = await work.ExecuteAsync(
                "delete from coached_seats where session_id = @SessionId and member_id = @leader",
                new { session.SessionId, leader },
                ct
            );
            if (freed == 0)
                continue;

            var revision = (await LockedSession.TakeAsync(work, session.SessionId, ct))!.Revision;
            session.Publish(work, leader, SeatStatus.None, revision);
        }

        await Promotion.RunAsync(work, (await LockedSession.TakeAsync(work, session.SessionId, ct))!, ct);
        return true;
    }
}
