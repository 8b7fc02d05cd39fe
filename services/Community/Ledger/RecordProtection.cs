using NodaTime;
using UpperBack.Community.Members;
using UpperBack.Community.Streaks;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Messaging;
using UpperBack.Kernel.Time;

namespace UpperBack.Community.Ledger;

/// <summary>Remembers that the platform failed a member in a class, which makes that class one that they cannot miss,
/// whether it has been heard of yet or not, and folds their streak anew.</summary>
internal sealed class RecordProtection(StreakProjection streaks) : IHandle<ViewerOutageDetected>
{
    public async Task HandleAsync(ViewerOutageDetected spoilt, UnitOfWork work, CancellationToken ct)
    {
        var startedAt = Instant.FromDateTimeOffset(spoilt.ClassStartedAt).ToMicroseconds();
        var member = await work.QueryFirstOrDefaultAsync<MemberProjection>(
            MemberProjection.Sql,
            new { memberId = spoilt.MemberId },
            ct
        );
        var isNew = await work.ExecuteAsync(
            """
            insert into protections (session_id, member_id, class_started_at, day, lost_seconds, recorded_at)
            values (@SessionId, @MemberId, @startedAt, @day, @LostSeconds, @Now)
            on conflict (session_id, member_id) do nothing
            """,
            new
            {
                spoilt.SessionId,
                spoilt.MemberId,
                startedAt,
                day = Zones.Find(member?.TimeZone) is { } zone ? startedAt.InZone(zone).Date : (LocalDate?)null,
                LostSeconds = Math.Max(0, spoilt.LostSeconds),
                work.Now,
            },
            ct
        );
        if (isNew > 0)
            await streaks.RefoldAsync(work, spoilt.MemberId, ct);
    }
}
