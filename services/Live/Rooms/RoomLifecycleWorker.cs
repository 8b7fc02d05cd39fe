using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NodaTime;
using StackExchange.Redis;
using UpperBack.Contracts;
using UpperBack.Contracts.Events;
using UpperBack.Contracts.Ids;
using UpperBack.Contracts.Live;
using UpperBack.Kernel.Time;
using UpperBack.Live.Attendance;
using UpperBack.Live.Classes;
using UpperBack.Live.Cues;
using UpperBack.Live.Presence;

namespace UpperBack.Live.Rooms;

/// <summary>Brings every unfinished room to its next state when its time has come: records the attendance of ended
/// classes, ends classes that nobody ended, closes rooms. It works from SQL, so that what a crash interrupted is taken
/// up at the next start.</summary>
internal sealed class RoomLifecycleWorker(
    LiveDatabase database,
    RoomRegistry registry,
    AttendanceRecorder attendance,
    PresenceLeases leases,
    IServiceProvider services,
    IOptions<LiveOptions> options,
    TimeProvider clock,
    ILogger<RoomLifecycleWorker> log
) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly AsyncSignal signal = new();

    // Who leads may come back to a process that was away itself.
    private readonly Instant begunAt = clock.Now();

    /// <summary>Something ended: do not wait for the next round.</summary>
    public void Trigger() => signal.Set();

    protected override async Task ExecuteAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                // A room that another node closed is still in memory here.
                var unclosed = await database.QueryAsync<SessionId>(
                    "select session_id from rooms where closed_at is null",
                    null,
                    ct
                );
                foreach (var sessionId in unclosed.Union(registry.Loaded.Select(room => room.SessionId)).ToArray())
                    await MaintainAsync(sessionId, ct);
            }
            catch (DbException ex)
            {
                log.LifecycleFailed(ex);
            }

            await signal.WaitAsync(Interval, clock, ct);
        }
    }

    private async Task MaintainAsync(SessionId sessionId, CancellationToken ct)
    {
        var plan = await registry.ReadPlanAsync(sessionId, ct);
        var facts = await registry.ReadStoredRecordAsync(sessionId, ct);
        if (plan is null || facts is null)
            return;

        var status = RoomPolicy.StatusAt(clock.Now(), plan, facts, options.Value);
        if (facts.ClassEndedAt is not null && await AttendanceIsDueAsync(sessionId, ct))
            await attendance.RecordClassAsync(sessionId, facts, ct);
        if (status == RoomStatus.Live)
            await EndWhenNobodyDoesAsync(plan, ct);
        if (status is RoomPolicy.Closed or RoomPolicy.Cancelled)
            await CloseAsync(sessionId, status, ct);
    }

    private async Task<bool> AttendanceIsDueAsync(SessionId sessionId, CancellationToken ct) =>
        await database.QueryFirstOrDefaultAsync<int>(
            "select count(*) from rooms where session_id = @sessionId and attendance_recorded_at is null",
            new { sessionId },
            ct
        ) > 0;

    private async Task EndWhenNobodyDoesAsync(SessionPlan plan, CancellationToken ct)
    {
        var since = await LookForLeadersAsync(plan.SessionId, ct);
        if (
            since is not null
            && clock.Now() >= Instant.Max(since.Value, begunAt) + Duration.FromMinutes(options.Value.LeaderlessMinutes)
        )
            log.EndedWithoutLeader(plan.SessionId.Value);
        else if (clock.Now() <= plan.EndsAt + Duration.FromMinutes(options.Value.OverrunMinutes))
            return;

        if (await registry.OpenAsync(plan.SessionId, ct) is { } room)
            await services
                .GetRequiredService<EndClass>()
                .EndAsync(room, null, plan.InstructorId, CueDraft.Platform, since, ct);
    }

    /// <summary>Notes since when a class that is on is led by nobody: no leader is connected, on any node, and there is
    /// no picture.</summary>
    /// <returns>Since when; null when it is led, or nobody can say.</returns>
    private async Task<Instant?> LookForLeadersAsync(SessionId sessionId, CancellationToken ct)
    {
        try
        {
            var stored = await CueRows.ReadHeadAsync(database, sessionId, ct);
            var isLed =
                (await leases.ReadAsync(sessionId, ct)).Any(lease =>
                    lease.Role is RoomRoles.Instructor or RoomRoles.Coach || lease.ConnectionId == stored.LeadConnection
                )
                || (await registry.ReadVideoAsync(sessionId, ct)).Status == StreamStatus.Live;
            Instant? since = isLed ? null : stored.LeaderlessSince ?? clock.Now();
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
            log.LifecycleFailed(ex);
            return null;
        }
    }

    private async Task CloseAsync(SessionId sessionId, string status, CancellationToken ct)
    {
        await database.ExecuteAsync(
            "update rooms set closed_at = @now where session_id = @sessionId and closed_at is null",
            new { now = clock.Now(), sessionId },
            ct
        );
        log.RoomClosed(sessionId.Value);
        if (registry.FindLoaded(sessionId) is not { } room)
            return;

        using (await room.LockAsync(ct))
        {
            room.ClosedAt = clock.Now();
            var notice = new RoomClosedNotice(
                sessionId,
                status == RoomPolicy.Cancelled
                    ? "This class was cancelled."
                    : "This class is over. See you at the next one.",
                ErrorCodes.RoomClosed.Code
            );
            foreach (var membership in room.Connections.All)
            {
                room.Connections.Remove(membership.Connection.Id);
                membership.Connection.Exit(sessionId);
                membership.Connection.Send(client => client.RoomClosed(notice));
            }
        }

        registry.Evict(room);
    }
}
