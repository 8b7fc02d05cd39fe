using UpperBack.Infrastructure.Workers;
using UpperBack.Live.Rooms;
using UpperBack.Live.Storage;
using UpperBack.Live.Sync;

namespace UpperBack.Live.Workers;

/// <summary>Sends the prepared cues of every class that has them sent automatically, whatever happens to the leader's
/// connection. Every node does: a cue's id and the end of the stored log ensure that each is sent once, and none during
/// another step.</summary>
internal sealed class PreparedCueWorker(
    LiveDatabase database,
    RoomRegistry registry,
    RoomLoader loader,
    RoomSynchronizer synchronizer,
    CueAppender appender,
    TimeProvider clock,
    ILogger<PreparedCueWorker> log
) : PollingWorker(clock, log)
{
    private const int TicksPerPoll = 8;

    private int ticks;

    protected override TimeSpan Interval { get; } = TimeSpan.FromMilliseconds(250);

    protected override void LogFailure(Exception exception) => Log.PreparedFailed(exception);

    protected override async Task RunRoundAsync(CancellationToken ct)
    {
        if (ticks++ % TicksPerPoll == 0)
            await FindRoomsAsync(ct);
        foreach (var room in registry.Loaded.Where(room => room.IsLive && room.Leading.PreparedSince is not null))
        {
            try
            {
                await SendDueAsync(room, ct);
            }
            catch (Exception ex) when (!ct.IsCancellationRequested)
            {
                // One class must not keep the others from their cues.
                Log.PreparedFailed(ex);
            }
        }
    }

    /// <summary>Loads and compares the rooms that nobody is in on this node: the ticks leave them out, and after a
    /// restart they are not in memory.</summary>
    private async Task FindRoomsAsync(CancellationToken ct)
    {
        var sending = await database.QueryAsync<SessionId>(
            """
            select session_id from rooms
            where closed_at is null and prepared_since is not null
                and class_started_at is not null and class_ended_at is null
            """,
            null,
            ct
        );
        foreach (var sessionId in sending)
        {
            if (await loader.OpenAsync(sessionId, ct) is { Connections.IsEmpty: true } room)
                await synchronizer.CompareAsync([room], everything: false, ct);
        }
    }

    private async Task SendDueAsync(Room room, CancellationToken ct)
    {
        using var locked = await room.LockAsync(ct);
        if (DueNow(locked).Count == 0)
            return;

        // Another node may have begun the next step, or have sent some of them.
        await synchronizer.CatchUpAsync(locked, ct);
        foreach (var due in DueNow(locked))
        {
            var leading = room.Leading;
            var draft = new CueDraft(
                leading.Member ?? room.Plan.InstructorId,
                leading.DisplayName ?? CueDraft.Platform,
                due.Id,
                new CueContent(CueKinds.Text, due.Text),
                due.DueMs
            );
            await appender.AppendPreparedAsync(locked, draft);
        }
    }

    private IReadOnlyList<DueCue> DueNow(LockedRoom locked) =>
        locked.Room is not { IsLive: true, Leading.PreparedSince: { } since } room
            ? []
            : PreparedCues.DueNow(
                room.Plan.RunSheet,
                locked.Log.Step,
                since.ToUnixTimeMilliseconds(),
                id => locked.Log.FindRepeated(default, id) is not null,
                Clock.NowMs()
            );
}
