using System.Data.Common;
using Microsoft.Extensions.Hosting;
using UpperBack.Contracts.Ids;
using UpperBack.Contracts.Live;
using UpperBack.Kernel.Time;
using UpperBack.Live.Nodes;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Cues;

/// <summary>Sends the prepared cues of every class that lets them leave by themselves, whatever becomes of the console.
/// Every node does: a cue's id and the log's end see to it that each is sent once, and that none is sent into another
/// step.</summary>
internal sealed class PreparedSender(
    LiveDatabase database,
    RoomRegistry registry,
    RoomSynchronizer synchronizer,
    SendCue cues,
    TimeProvider clock,
    ILogger<PreparedSender> log
) : BackgroundService
{
    private const int TicksPerPoll = 8;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    protected override async Task ExecuteAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        for (var beat = 0; await timer.WaitForNextTickAsync(ct).ConfigureAwait(false); beat++)
        {
            try
            {
                if (beat % TicksPerPoll == 0)
                    await FindRoomsAsync(ct);
                foreach (
                    var room in registry.Loaded.Where(room => room.IsLive && room.Leading.PreparedSince is not null)
                )
                    await SendDueAsync(room, ct);
            }
            catch (DbException ex)
            {
                log.PreparedFailed(ex);
            }
        }
    }

    /// <summary>Rooms that nobody is in on this node are not compared with SQL otherwise, and after a restart not even
    /// in memory.</summary>
    private async Task FindRoomsAsync(CancellationToken ct)
    {
        var sending = await database.QueryAsync<SessionId>(
            """
            select session_id from rooms
            where closed_at is null and prepared_since is not null and class_started_at is not null and class_ended_at is null
            """,
            null,
            ct
        );
        foreach (var sessionId in sending)
        {
            if (await registry.OpenAsync(sessionId, ct) is { Connections.IsEmpty: true } room)
                await synchronizer.CompareAsync([room], everything: false, ct);
        }
    }

    private async Task SendDueAsync(Room room, CancellationToken ct)
    {
        using var inside = await room.LockAsync(ct);
        if (DueNow(room).Count == 0)
            return;

        // Another node may have gone on to the next step, or have sent some of them.
        await synchronizer.CatchUpLockedAsync(room, ct);
        foreach (var due in DueNow(room))
        {
            var leading = room.Leading;
            var draft = new CueDraft(
                leading.Member ?? room.Plan.InstructorId,
                leading.DisplayName ?? CueDraft.Platform,
                due.Id,
                new CueContent(CueKinds.Text, due.Text),
                due.DueMs
            );
            await cues.AppendPreparedAsync(room, draft);
        }
    }

    private IReadOnlyList<DueCue> DueNow(Room room) =>
        room.Leading.PreparedSince is not { } since || !room.IsLive
            ? []
            : PreparedCues.DueNow(
                room.Plan.RunSheet,
                room.Log.Step,
                since.ToUnixTimeMilliseconds(),
                id => room.Log.FindRepeated(default, id) is not null,
                clock.NowMs()
            );
}
