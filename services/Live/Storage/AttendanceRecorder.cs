using NodaTime;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Storage;

/// <summary>Records attendance: one member's when they leave for good, everybody's when the class has ended.</summary>
internal sealed class AttendanceRecorder(LiveDatabase database, ILogger<AttendanceRecorder> log)
{
    private const int BatchSize = 200;

    /// <summary>Records what one member watched so far, against the planned length while the class is on.</summary>
    public async Task RecordMemberAsync(Room room, MemberId member, CancellationToken ct)
    {
        await database.InBatchAsync(
            async (work, token) =>
            {
                if (
                    await ClassTimes.ReadAsync(work, room.SessionId, token)
                    is not { ClassStartedAt: { } startedAt } times
                )
                    return false;

                var length = times.LedUntil is { } ledUntil
                    ? ledUntil - startedAt
                    : room.Plan.EndsAt - room.Plan.StartsAt;
                return await AttendanceRows.RecordAsync(
                    work,
                    room.SessionId,
                    member,
                    startedAt,
                    (int)Math.Round(length.TotalSeconds),
                    token
                );
            },
            ct
        );
    }

    /// <summary>Records everybody's attendance of an ended class. Recording it again changes nothing, so after a
    /// crash it is simply done again.</summary>
    public async Task RecordClassAsync(SessionId sessionId, RoomRecord record, CancellationToken ct)
    {
        if (record is not { ClassStartedAt: { } startedAt, ClassEndedAt: { } endedAt, ClassSeconds: { } classSeconds })
            return;

        var members = await ReadWatchersAsync(sessionId, record.LedUntil < endedAt ? record.LedUntil : null, ct);
        foreach (var batch in members.Chunk(BatchSize))
        {
            await using var work = await database.BeginAsync($"attendance/{sessionId}", ct);
            foreach (var member in batch)
                await AttendanceRows.RecordAsync(work, sessionId, member, startedAt, classSeconds, ct);
            await work.CommitAsync(ct);
        }

        await database.ExecuteAsync(
            "update rooms set attendance_recorded_at = @endedAt where session_id = @sessionId",
            new { sessionId, endedAt },
            ct
        );
        log.AttendanceRecorded(members.Count, sessionId.Value);
    }

    /// <summary>Waits for watch reports in progress; a later one amends what is recorded.</summary>
    /// <param name="sessionId">Which session.</param>
    /// <param name="ledUntil">Until when the class was led, when it was ended later: what was watched after it does not
    /// count.</param>
    /// <param name="ct">Cancels.</param>
    private async Task<IReadOnlyList<MemberId>> ReadWatchersAsync(
        SessionId sessionId,
        Instant? ledUntil,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ClassTimes.LockName(sessionId), ct);
        if (ledUntil is { } until)
            await WatchedRows.TrimAsync(work, sessionId, until.ToUnixTimeMilliseconds(), ct);
        var watchers = await work.QueryAsync<MemberId>(
            """
            select member_id from participants
            where session_id = @sessionId and role = @Participant and watched_seconds > 0 order by member_id
            """,
            new { sessionId, RoomRoles.Participant },
            ct
        );
        await work.CommitAsync(ct);
        return watchers;
    }
}
