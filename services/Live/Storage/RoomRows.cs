using System.Text.Json;
using NodaTime;
using UpperBack.Contracts.Events;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Storage;

/// <summary>Rooms as they are stored, and Live's own copies of what the other services say of their sessions.</summary>
internal static class RoomRows
{
    /// <summary>The plan of a session, or null when it is unknown.</summary>
    public static async Task<SessionPlan?> ReadPlanAsync(
        LiveDatabase database,
        SessionId sessionId,
        CancellationToken ct
    )
    {
        var row = await database.QueryFirstOrDefaultAsync<PlanRow>(
            """
            select session_id as SessionId, series_id as SeriesId, revision as Revision, time_zone as TimeZone,
                   title as Title, starts_at as StartsAt, ends_at as EndsAt, cancelled as Cancelled,
                   instructor_id as InstructorId, coach_ids as CoachIds, run_sheet as RunSheet,
                   mirror_allowed as MirrorAllowed, mirror_minimum_age as MirrorMinimumAge
            from sessions where session_id = @sessionId
            """,
            new { sessionId },
            ct
        );
        return row?.ToPlan();
    }

    /// <summary>What happened in a room, or null when it was never opened.</summary>
    public static async Task<RoomRecord?> ReadRecordAsync(
        LiveDatabase database,
        SessionId sessionId,
        CancellationToken ct
    )
    {
        var row = await database.QueryFirstOrDefaultAsync<RecordRow>(
            """
            select epoch as Epoch, class_started_at as ClassStartedAt, class_ended_at as ClassEndedAt,
                   closed_at as ClosedAt, coalesce(led_until, class_ended_at) as LedUntil
            from rooms where session_id = @sessionId
            """,
            new { sessionId },
            ct
        );
        return row is null
            ? null
            : new RoomRecord(row.Epoch, row.ClassStartedAt, row.ClassEndedAt, row.ClosedAt, row.LedUntil);
    }

    /// <summary>What happened in a room, which is created when it never existed.</summary>
    public static async Task<RoomRecord> ReadOrCreateAsync(
        LiveDatabase database,
        SessionId sessionId,
        CancellationToken ct
    )
    {
        var epoch = Guid.NewGuid().ToString("n")[..12];
        await using (var work = await database.BeginAsync(ct))
        {
            await work.ExecuteAsync(
                """
                insert into rooms (session_id, epoch, opened_at) values (@sessionId, @epoch, @Now)
                on conflict (session_id) do nothing
                """,
                new
                {
                    sessionId,
                    epoch,
                    work.Now,
                },
                ct
            );
            await work.CommitAsync(ct);
        }

        return (await ReadRecordAsync(database, sessionId, ct))!;
    }

    /// <summary>Status of a session's video.</summary>
    public static async Task<StreamNotice> ReadVideoAsync(
        LiveDatabase database,
        SessionId sessionId,
        CancellationToken ct
    )
    {
        var row = await database.QueryFirstOrDefaultAsync<VideoRow>(
            "select status as Status, missing as Missing from streams where session_id = @sessionId",
            new { sessionId },
            ct
        ) ?? new VideoRow();
        return new StreamNotice(sessionId, row.Status, row.Missing);
    }

    /// <summary>Whom a leader removed from a session.</summary>
    public static Task<IReadOnlyList<MemberId>> ReadRemovedAsync(
        LiveDatabase database,
        SessionId sessionId,
        CancellationToken ct
    ) =>
        database.QueryAsync<MemberId>(
            "select member_id from removals where session_id = @sessionId and is_removed",
            new { sessionId },
            ct
        );

    /// <summary>Whether a leader removed a member from a session, on whichever node.</summary>
    public static async Task<bool> IsRemovedAsync(
        LiveDatabase database,
        SessionId sessionId,
        MemberId member,
        CancellationToken ct
    ) =>
        await database.QueryFirstOrDefaultAsync<int>(
            "select count(*) from removals where session_id = @sessionId and member_id = @member and is_removed",
            new { sessionId, member },
            ct
        ) > 0;

    private sealed class PlanRow
    {
        public SessionId SessionId { get; init; }

        public SeriesId? SeriesId { get; init; }

        public long Revision { get; init; }

        public string TimeZone { get; init; } = "";

        public string Title { get; init; } = "";

        public Instant StartsAt { get; init; }

        public Instant EndsAt { get; init; }

        public bool Cancelled { get; init; }

        public MemberId InstructorId { get; init; }

        public string CoachIds { get; init; } = "[]";

        public string RunSheet { get; init; } = "";

        public bool MirrorAllowed { get; init; }

        public int MirrorMinimumAge { get; init; }

        public SessionPlan ToPlan() =>
            new(
                SessionId,
                SeriesId,
                Revision,
                Title,
                StartsAt,
                EndsAt,
                TimeZone,
                Cancelled,
                InstructorId,
                JsonSerializer.Deserialize<List<MemberId>>(CoachIds, LiveJson.Options)!,
                JsonSerializer.Deserialize<RunSheet>(RunSheet, LiveJson.Options)!,
                new MirrorRules(MirrorAllowed, MirrorMinimumAge)
            );
    }

    private sealed class RecordRow
    {
        public string Epoch { get; init; } = "";

        public Instant? ClassStartedAt { get; init; }

        public Instant? ClassEndedAt { get; init; }

        public Instant? ClosedAt { get; init; }

        public Instant? LedUntil { get; init; }
    }

    private sealed class VideoRow
    {
        public string Status { get; init; } = StreamStatus.None;

        public string? Missing { get; init; }
    }
}
