using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Scheduling.Members;

namespace UpperBack.Scheduling.Bookings;

/// <summary>Gives free seats of a session to those who have waited longest.</summary>
internal static class Promotion
{
    /// <summary>Skips members who lead the class by now or were removed from it.</summary>
    public static async Task RunAsync(UnitOfWork work, LockedSession session, CancellationToken ct)
    {
        while (SeatAllocation.Promotions(await session.CountAsync(work, ct)) > 0)
        {
            var first = await work.QueryFirstOrDefaultAsync<MemberId>(
                """
                select member_id from coached_seats where session_id = @SessionId and status = 'waitlisted'
                    order by place limit 1
                """,
                new { session.SessionId },
                ct
            );
            // mutation waitlist: var mayHaveIt = !session.IsLedBy(first);
            var mayHaveIt = !session.IsLedBy(first) && !await Removals.ContainAsync(work, session.SessionId, first, ct);
            await work.ExecuteAsync(
                mayHaveIt
                    ? "update coached_seats set status = 'booked' where session_id = @SessionId and member_id = @first"
                    : "delete from coached_seats where session_id = @SessionId and member_id = @first",
                new { session.SessionId, first },
                ct
            );
            var revision = (await LockedSession.TakeAsync(work, session.SessionId, ct))!.Revision;
            session.Publish(work, first, mayHaveIt ? SeatStatus.Booked : SeatStatus.None, revision);
        }
    }
}
