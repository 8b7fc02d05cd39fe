using NodaTime;
using UpperBack.Community.Members;
using UpperBack.Community.Streaks;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Messaging;

namespace UpperBack.Community.Attending;

/// <summary>Records that the platform failed a member in a class, which that member then cannot miss; the class itself
/// may be reported before or after. Folds their streak again.</summary>
internal sealed class RecordProtection(StreakProjection streaks) : IHandle<ViewerOutageDetected>
{
    public async Task HandleAsync(ViewerOutageDetected outage, UnitOfWork work, CancellationToken ct)
    {
        var startedAt = Instant.FromDateTimeOffset(outage.ClassStartedAt).ToMicroseconds();
        var member = await work.QueryFirstOrDefaultAsync<MemberProjection>(
            MemberProjection.Sql,
            new { memberId = outage.MemberId },
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
                outage.SessionId,
                outage.MemberId,
                startedAt,
                day = Zones.Find(member?.TimeZone) is { } zone ? startedAt.DayIn(zone) : (LocalDate?)null,
                LostSeconds = Math.Max(0, outage.LostSeconds),
                work.Now,
            },
            ct
        );
        if (isNew > 0)
            await streaks.RefoldAsync(work, outage.MemberId, ct);
    }
}
