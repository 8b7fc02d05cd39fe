using Microsoft.Extensions.Options;
using NodaTime;
using StackExchange.Redis;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Workers;
using UpperBack.Live.Classes;
using UpperBack.Live.Presence;
using UpperBack.Live.Rooms;
using UpperBack.Live.Storage;

namespace UpperBack.Live.Workers;

/// <summary>Brings every unfinished room to its next state when it is due: records the attendance of ended classes,
/// ends classes that nobody ended, closes rooms. It works from SQL, so it resumes after a crash what was
/// interrupted.</summary>
internal sealed class RoomLifecycleWorker(
    LiveDatabase database,
    RoomRegistry registry,
    RoomLoader loader,
    SessionLookup sessions,
    AttendanceRecorder attendance,
    EndClass endClass,
    PresenceLeases leases,
    RoomLifecycleSignal signal,
    IOptions<LiveOptions> options,
    TimeProvider clock,
    ILogger<RoomLifecycleWorker> log
) : PollingWorker(clock, log, signal.Signal)
{
    // Leaders get the whole time to come back to a process that was down itself.
    private readonly Instant startedAt = clock.Now();

    protected override TimeSpan Interval { get; } = TimeSpan.FromSeconds(10);

    protected override void LogFailure(Exception exception) => Log.LifecycleFailed(exception);

    protected override async Task RunRoundAsync(CancellationToken ct)
    {
        var unclosed = await database.QueryAsync<SessionId>(
            "select session_id from rooms where closed_at is null",
            null,
            ct
        );

        // A room that another node closed is still in memory here.
        foreach (var sessionId in unclosed.Union(registry.Loaded.Select(room => room.SessionId)).ToArray())
        {
            try
            {
                await MaintainAsync(sessionId, ct);
            }
            catch (Exception ex) when (!ct.IsCancellationRequested)
            {
                // One room must not keep the others from their next state.
                Log.RoomLifecycleFailed(ex, sessionId.Value);
            }
        }
    }

    private async Task MaintainAsync(SessionId sessionId, CancellationToken ct)
    {
        var plan = await sessions.ReadPlanAsync(sessionId, ct);
        var record = await RoomRows.ReadRecordAsync(database, sessionId, ct);
        if (plan is null || record is null)
            return;

        var status = RoomPolicy.StatusAt(Clock.Now(), plan, record, options.Value);
        if (record.ClassEndedAt is not null && await IsAttendanceDueAsync(sessionId, ct))
            await attendance.RecordClassAsync(sessionId, record, ct);
        if (status == RoomStatus.Live)
            await EndAbandonedClassAsync(plan, ct);
        if (status is RoomPolicy.Closed or RoomPolicy.Cancelled)
            await CloseAsync(sessionId, status, ct);
    }

    private async Task<bool> IsAttendanceDueAsync(SessionId sessionId, CancellationToken ct) =>
        await database.QueryFirstOrDefaultAsync<int>(
            "select count(*) from rooms where session_id = @sessionId and attendance_recorded_at is null",
            new { sessionId },
            ct
        ) > 0;

    private async Task EndAbandonedClassAsync(SessionPlan plan, CancellationToken ct)
    {
        var since = await ReadLeaderlessSinceAsync(plan.SessionId, ct);
        if (
            since is not null
            && Clock.Now()
                >= Instant.Max(since.Value, startedAt) + Duration.FromMinutes(options.Value.LeaderlessMinutes)
        )
            Log.EndedWithoutLeader(plan.SessionId.Value);
        else if (Clock.Now() <= plan.EndsAt + Duration.FromMinutes(options.Value.OverrunMinutes))
            return;

        if (await loader.OpenAsync(plan.SessionId, ct) is { } room)
            await endClass.EndAsync(room, null, plan.InstructorId, CueDraft.Platform, since, ct);
    }

    /// <summary>Stores since when nobody leads a live class: no leader is connected, on any node, and there is no
    /// video.</summary>
    /// <returns>Since when; null when it is led, or without Redis.</returns>
    private async Task<Instant?> ReadLeaderlessSinceAsync(SessionId sessionId, CancellationToken ct)
    {
        try
        {
            var stored = await CueRows.ReadHeadAsync(database, sessionId, ct);
            var isLed =
                (await leases.ReadAsync(sessionId, ct)).Leaders.Any(leader =>
                    leader.Role is RoomRoles.Instructor or RoomRoles.Coach
                    || leader.ConnectionId == stored.LeadConnection
                )
                || (await RoomRows.ReadVideoAsync(database, sessionId, ct)).Status == StreamStatus.Live;
            Instant? since = isLed ? null : stored.LeaderlessSince ?? Clock.Now();
            if (since != stored.LeaderlessSince)
                await database.ExecuteAsync(
                    "update rooms set leaderless_since = @since where session_id = @sessionId",
                    new { since, sessionId },
                    ct
                );
            return since;
        }
        catch (Exception ex) when (ex is RedisException or TimeoutException)
        {
            Log.RoomLifecycleFailed(ex, sessionId.Value);
            return null;
        }
    }

    private async Task CloseAsync(SessionId sessionId, string status, CancellationToken ct)
    {
        var now = Clock.Now();
        await database.ExecuteAsync(
            "update rooms set closed_at = @now where session_id = @sessionId and closed_at is null",
            new { now, sessionId },
            ct
        );
        Log.RoomClosed(sessionId.Value);
        if (registry.FindLoaded(sessionId) is not { } room)
            return;

        var reason =
            status == RoomPolicy.Cancelled
                ? "This class was cancelled."
                : "This class is over. See you at the next one.";
        using (var locked = await room.LockAsync(ct))
            locked.Close(now, new RoomClosedNotice(sessionId, reason, ErrorCodes.RoomClosed.Code));
        registry.Evict(room);
    }
}
