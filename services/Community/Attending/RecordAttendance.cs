using Microsoft.Extensions.Options;
using NodaTime;
using UpperBack.Community.Ledger;
using UpperBack.Community.Members;
using UpperBack.Community.Streaks;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Messaging;

namespace UpperBack.Community.Attending;

/// <summary>Appends an attendance to the ledger and folds the member's streak again.</summary>
internal sealed class RecordAttendance(IOptions<CommunityOptions> options, StreakProjection streaks)
    : IHandle<AttendanceRecorded>
{
    public async Task HandleAsync(AttendanceRecorded attendance, UnitOfWork work, CancellationToken ct)
    {
        var startedAt = Instant.FromDateTimeOffset(attendance.ClassStartedAt).ToMicroseconds();

        // Before the zone is read: of two records of one attendance at once, only one may be the first.
        await StreakProjection.LockMemberAsync(work, attendance.MemberId, ct);
        var zone = await FindZoneAsync(attendance, work, ct);
        var rule = new KeptDayRule(options.Value.KeptDayMinutes, options.Value.KeptDayShare);
        var isNew = await work.ExecuteAsync(
            """
            insert into ledger (attendance_id, revision, member_id, session_id, class_started_at, time_zone, day,
                                watched_seconds, class_seconds, keeps_day, recorded_at)
            values (@AttendanceId, @Revision, @MemberId, @SessionId, @startedAt, @zoneId, @day,
                    @WatchedSeconds, @ClassSeconds, @keepsDay, @Now)
            on conflict (attendance_id, revision) do nothing
            """,
            new
            {
                attendance.AttendanceId,
                attendance.Revision,
                attendance.MemberId,
                attendance.SessionId,
                startedAt,
                zoneId = zone?.Id,
                day = zone is null ? (LocalDate?)null : startedAt.DayIn(zone),
                WatchedSeconds = Math.Max(0, attendance.WatchedSeconds),
                ClassSeconds = Math.Max(0, attendance.ClassSeconds),
                keepsDay = rule.Keeps(attendance.WatchedSeconds, attendance.ClassSeconds),
                work.Now,
            },
            ct
        );
        if (isNew > 0)
            await streaks.FoldLockedAsync(work, attendance.MemberId, ct);
    }

    /// <summary>All records of one attendance count in one zone: the one the member had when the first of them
    /// came.</summary>
    private static async Task<DateTimeZone?> FindZoneAsync(
        AttendanceRecorded attendance,
        UnitOfWork work,
        CancellationToken ct
    )
    {
        var first = await work.QueryFirstOrDefaultAsync<FirstRecord>(
            "select time_zone as TimeZone from ledger where attendance_id = @AttendanceId order by position limit 1",
            new { attendance.AttendanceId },
            ct
        );
        if (first is not null)
            return Zones.Find(first.TimeZone);

        var member = await work.QueryFirstOrDefaultAsync<MemberProjection>(
            MemberProjection.Sql,
            new { memberId = attendance.MemberId },
            ct
        );
        return Zones.Find(member?.TimeZone);
    }

    private sealed class FirstRecord
    {
        public string? TimeZone { get; init; }
    }
}
