using NodaTime;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Messaging;
using UpperBack.Scheduling.Exercises;

namespace UpperBack.Scheduling.Progress;

/// <summary>Stores which exercises a member practised in a class: all of its run sheet, when they watched at least half
/// of it. Who took part by any record of an attendance took part, in whatever order the records come.</summary>
internal sealed class RecordAttendedClass : IHandle<AttendanceRecorded>
{
    public async Task HandleAsync(AttendanceRecorded attendance, UnitOfWork work, CancellationToken ct)
    {
        var exercises = await FindExercisesAsync(work, attendance.SessionId, ct);
        var zone = await work.QueryFirstOrDefaultAsync<string?>(
            "select time_zone from members where member_id = @MemberId",
            new { attendance.MemberId },
            ct
        );
        await work.ExecuteAsync(
            """
            insert into attended_classes (attendance_id, member_id, session_id, revision, started_at, time_zone,
                took_part, exercises)
            values (@AttendanceId, @MemberId, @SessionId, @Revision, @startedAt, @zone, @tookPart, @exercises)
            on conflict (attendance_id) do update set
                revision = case when attended_classes.revision < excluded.revision then excluded.revision else
                attended_classes.revision end,
                took_part = attended_classes.took_part or excluded.took_part,
                time_zone = coalesce(attended_classes.time_zone, excluded.time_zone)
            """,
            new
            {
                attendance.AttendanceId,
                attendance.MemberId,
                attendance.SessionId,
                attendance.Revision,
                startedAt = Instant.FromDateTimeOffset(attendance.ClassStartedAt).ToMicroseconds(),
                zone,
                tookPart = attendance.ClassSeconds > 0 && attendance.WatchedSeconds * 2L >= attendance.ClassSeconds,
                exercises,
            },
            ct
        );
    }

    /// <summary>A run sheet is long, and a class has many participants: it is read for the first of them.</summary>
    private static async Task<string> FindExercisesAsync(UnitOfWork work, SessionId sessionId, CancellationToken ct)
    {
        var stored = await work.QueryFirstOrDefaultAsync<string?>(
            "select exercises from attended_classes where session_id = @sessionId limit 1",
            new { sessionId },
            ct
        );
        if (stored is not null)
            return stored;

        var runSheet = await work.QueryFirstOrDefaultAsync<string?>(
            "select run_sheet from sessions where session_id = @sessionId",
            new { sessionId },
            ct
        );
        return StoredJson.Write(runSheet is null ? [] : ExercisesOf(StoredJson.Read<RunSheet>(runSheet)));
    }

    /// <summary>The exercises that a run sheet works through.</summary>
    public static IReadOnlyList<string> ExercisesOf(RunSheet runSheet) =>
        [.. runSheet.Steps.Where(step => step.Kind != ExerciseKind.Rest).Select(step => step.Exercise).Distinct()];
}
