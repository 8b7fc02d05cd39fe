using NodaTime;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Live.Storage;

/// <summary>Turns what a participant watched into the attendance that other services receive.</summary>
internal static class AttendanceRows
{
    /// <summary>Records a participant's attendance as it is now, and publishes it, unless nothing was watched or
    /// nothing changed.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="sessionId">Which session.</param>
    /// <param name="member">Whose.</param>
    /// <param name="classStartedAt">When the class started.</param>
    /// <param name="classSeconds">Length of the class: real once it ended, planned before.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>True when it was recorded.</returns>
    public static async Task<bool> RecordAsync(
        UnitOfWork work,
        SessionId sessionId,
        MemberId member,
        Instant classStartedAt,
        int classSeconds,
        CancellationToken ct
    )
    {
        var recorded = await work.QueryFirstOrDefaultAsync<AttendanceRow>(
            """
            insert into attendances
                (attendance_id, session_id, member_id, revision, watched_seconds, class_seconds, recorded_at)
            select @attendanceId, session_id, member_id, 1, watched_seconds, @classSeconds, @Now
            from participants
            where session_id = @sessionId and member_id = @member and role = 'participant' and watched_seconds > 0
            on conflict (session_id, member_id) do update set
                revision = attendances.revision + 1,
                watched_seconds = excluded.watched_seconds,
                class_seconds = excluded.class_seconds,
                recorded_at = excluded.recorded_at
            where attendances.watched_seconds <> excluded.watched_seconds
                or attendances.class_seconds <> excluded.class_seconds
            returning attendance_id as AttendanceId, revision as Revision, watched_seconds as WatchedSeconds
            """,
            new
            {
                attendanceId = AttendanceId.New(),
                sessionId,
                member,
                classSeconds,
                work.Now,
            },
            ct
        );
        if (recorded is null)
            return false;

        work.Publish(
            new AttendanceRecorded(
                recorded.AttendanceId,
                recorded.Revision,
                sessionId,
                member,
                classStartedAt.ToDateTimeOffset(),
                recorded.WatchedSeconds,
                classSeconds,
                work.Now.ToDateTimeOffset()
            )
        );
        return true;
    }

    private sealed class AttendanceRow
    {
        public AttendanceId AttendanceId { get; init; }

        public long Revision { get; init; }

        public int WatchedSeconds { get; init; }
    }
}
