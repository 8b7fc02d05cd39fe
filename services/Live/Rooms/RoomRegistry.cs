using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Options;
using NodaTime;
using UpperBack.Contracts;
using UpperBack.Contracts.Events;
using UpperBack.Contracts.Ids;
using UpperBack.Contracts.Live;
using UpperBack.Kernel.Http;
using UpperBack.Kernel.Problems;
using UpperBack.Kernel.Time;
using UpperBack.Live.Cues;

namespace UpperBack.Live.Rooms;

/// <summary>The rooms of this process. A room is loaded from SQL when somebody first needs it, and let go when it is
/// closed.</summary>
internal sealed class RoomRegistry(LiveDatabase database, IOptions<LiveOptions> options, TimeProvider clock)
{
    /// <summary>JSON of what Live keeps in columns.</summary>
    public static readonly JsonSerializerOptions Json = JsonSetup.Configure(new JsonSerializerOptions());

    private static readonly TimeSpan ProjectionGrace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(25);

    private readonly ConcurrentDictionary<SessionId, Room> rooms = new();
    private readonly SemaphoreSlim loading = new(1, 1);

    /// <summary>Rooms that are in memory.</summary>
    public ICollection<Room> Loaded => rooms.Values;

    /// <summary>The room when it is in memory, else null.</summary>
    public Room? FindLoaded(SessionId sessionId) => rooms.GetValueOrDefault(sessionId);

    /// <summary>The room of a session, loaded and, when it never existed, begun; null when there is no such
    /// session.</summary>
    public async Task<Room?> OpenAsync(SessionId sessionId, CancellationToken ct)
    {
        if (FindLoaded(sessionId) is { } known)
            return known;

        await loading.WaitAsync(ct);
        try
        {
            if (FindLoaded(sessionId) is { } loadedMeanwhile)
                return loadedMeanwhile;
            if (await ReadStoredPlanAsync(sessionId, ct) is not { } plan)
                return null;

            var facts = await ReadOrBeginAsync(sessionId, ct);
            var room = new Room(
                plan,
                facts,
                await ReadLogAsync(sessionId, facts.Epoch, ct),
                await ReadRemovedAsync(sessionId, ct)
            );
            room.Video = (await ReadVideoAsync(sessionId, ct)).Status;
            rooms[sessionId] = room;

            // A plan that changed while this one was being read was told to nobody: from here on it is told to the
            // room.
            room.Replan((await ReadStoredPlanAsync(sessionId, ct))!);
            return room;
        }
        finally
        {
            loading.Release();
        }
    }

    /// <summary>Lets a room go; it can be loaded again.</summary>
    public void Evict(Room room) => rooms.TryRemove(new(room.SessionId, room));

    /// <summary>What is planned for a session, or null when it is unknown. Word of a session that was planned a moment
    /// ago may still be on its way here: its id tells its age, and a young one is waited for.</summary>
    public async Task<SessionPlan?> FindPlanAsync(SessionId sessionId, CancellationToken ct)
    {
        var plan = await ReadPlanAsync(sessionId, ct);
        for (
            var age = AgeOf(sessionId);
            plan is null && age > -ProjectionGrace && age < ProjectionGrace;
            age = AgeOf(sessionId)
        )
        {
            await Task.Delay(PollInterval, clock, ct);
            plan = await ReadPlanAsync(sessionId, ct);
        }

        return plan;
    }

    /// <summary>What is planned for a session, or null when nothing was heard of it.</summary>
    public async Task<SessionPlan?> ReadPlanAsync(SessionId sessionId, CancellationToken ct) =>
        FindLevel(sessionId)?.Plan ?? await ReadStoredPlanAsync(sessionId, ct);

    /// <summary>What is planned for a session, for anybody but those whom a leader took out of it.</summary>
    public async Task<Result<SessionPlan>> RequireOpenAsync(SessionId sessionId, MemberId member, CancellationToken ct)
    {
        if (await FindPlanAsync(sessionId, ct) is not { } plan)
            return RoomAccess.NoClass;

        return await IsRemovedAsync(sessionId, member, ct) ? RoomAccess.Removed : plan;
    }

    /// <summary>Whether a leader took a member out of a session, as it is stored: on whichever node that was.</summary>
    public async Task<bool> IsRemovedAsync(SessionId sessionId, MemberId member, CancellationToken ct) =>
        await database.QueryFirstOrDefaultAsync<int>(
            "select count(*) from removals where session_id = @sessionId and member_id = @member and is_removed",
            new { sessionId, member },
            ct
        ) > 0;

    /// <summary>What is planned for a session, for one of its leaders; others are refused.</summary>
    public async Task<Result<SessionPlan>> RequireLedAsync(SessionId sessionId, MemberId member, CancellationToken ct)
    {
        if (await FindPlanAsync(sessionId, ct) is not { } plan)
            return RoomAccess.NoClass;

        return RoomPolicy.RoleOf(member, plan) == RoomRoles.Participant
            ? Problem.Of(ErrorCodes.NotLeader, "Only the instructor and the coaches of this class may read this.")
            : plan;
    }

    /// <summary>What happened in a session's room, or null when it was never opened.</summary>
    public async Task<RoomRecord?> ReadRecordAsync(SessionId sessionId, CancellationToken ct) =>
        FindLevel(sessionId)?.Record ?? await ReadStoredRecordAsync(sessionId, ct);

    /// <summary>The room when it is in memory and level with SQL: the ticks compare only those that somebody is
    /// in.</summary>
    private Room? FindLevel(SessionId sessionId) =>
        FindLoaded(sessionId) is { Connections.IsEmpty: false } room ? room : null;

    /// <summary>The plan as it is stored.</summary>
    public async Task<SessionPlan?> ReadStoredPlanAsync(SessionId sessionId, CancellationToken ct)
    {
        var row = await database.QueryFirstOrDefaultAsync<PlanRow>(
            """
            select session_id as SessionId, series_id as SeriesId, revision as Revision, time_zone as TimeZone, title as Title, starts_at as StartsAt, ends_at as EndsAt, cancelled as Cancelled,
                   instructor_id as InstructorId, coach_ids as CoachIds, run_sheet as RunSheet
            from sessions where session_id = @sessionId
            """,
            new { sessionId },
            ct
        );
        return row is null
            ? null
            : new SessionPlan(
                row.SessionId,
                row.SeriesId,
                row.Revision,
                row.Title,
                row.StartsAt,
                row.EndsAt,
                row.TimeZone,
                row.Cancelled,
                row.InstructorId,
                JsonSerializer.Deserialize<List<MemberId>>(row.CoachIds, Json)!,
                JsonSerializer.Deserialize<RunSheet>(row.RunSheet, Json)!
            );
    }

    /// <summary>What happened in a room, as it is stored.</summary>
    public async Task<RoomRecord?> ReadStoredRecordAsync(SessionId sessionId, CancellationToken ct)
    {
        var row = await database.QueryFirstOrDefaultAsync<FactsRow>(
            """
            select epoch as Epoch, class_started_at as ClassStartedAt, class_ended_at as ClassEndedAt, closed_at as ClosedAt,
                   coalesce(led_until, class_ended_at) as LedUntil
            from rooms where session_id = @sessionId
            """,
            new { sessionId },
            ct
        );
        return row is null
            ? null
            : new RoomRecord(row.Epoch, row.ClassStartedAt, row.ClassEndedAt, row.ClosedAt, row.LedUntil);
    }

    /// <summary>Time since the id was made, which a UUID of version 7 begins with; forever for any other.</summary>
    private TimeSpan AgeOf(SessionId sessionId)
    {
        Span<byte> bytes = stackalloc byte[16];
        return sessionId.Value.Version == 7 && sessionId.Value.TryWriteBytes(bytes, bigEndian: true, out _)
            ? TimeSpan.FromMilliseconds(clock.NowMs() - (BinaryPrimitives.ReadInt64BigEndian(bytes) >>> 16))
            : TimeSpan.MaxValue;
    }

    private async Task<RoomRecord> ReadOrBeginAsync(SessionId sessionId, CancellationToken ct)
    {
        var epoch = Guid.NewGuid().ToString("n")[..12];
        await using (var work = await database.BeginAsync(ct))
        {
            await work.ExecuteAsync(
                "insert into rooms (session_id, epoch, opened_at) values (@sessionId, @epoch, @Now) on conflict (session_id) do nothing",
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

        return (await ReadStoredRecordAsync(sessionId, ct))!;
    }

    /// <summary>The recent part of a log, as it is stored.</summary>
    public async Task<CueLog> ReadLogAsync(SessionId sessionId, string epoch, CancellationToken ct)
    {
        var log = new CueLog(epoch, options.Value.MaxRecoveredCues);
        foreach (
            var cue in (
                await CueRows.ReadLastAsync(database, sessionId, epoch, options.Value.MaxRecoveredCues, ct)
            ).Reverse()
        )
            log.Append(cue);
        return log;
    }

    /// <summary>How a session's video stands, as it is stored.</summary>
    public async Task<StreamNotice> ReadVideoAsync(SessionId sessionId, CancellationToken ct)
    {
        var row = await database.QueryFirstOrDefaultAsync<VideoRow>(
            "select status as Status, missing as Missing from streams where session_id = @sessionId",
            new { sessionId },
            ct
        ) ?? new VideoRow();
        return new StreamNotice(sessionId, row.Status, row.Missing);
    }

    /// <summary>Whom a leader took out of a session, as it is stored.</summary>
    public Task<IReadOnlyList<MemberId>> ReadRemovedAsync(SessionId sessionId, CancellationToken ct) =>
        database.QueryAsync<MemberId>(
            "select member_id from removals where session_id = @sessionId and is_removed",
            new { sessionId },
            ct
        );

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
    }

    private sealed class FactsRow
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
