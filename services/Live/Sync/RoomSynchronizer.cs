using UpperBack.Infrastructure.Telemetry;
using UpperBack.Live.Rooms;
using UpperBack.Live.Storage;

namespace UpperBack.Live.Sync;

/// <summary>Brings a room in memory up to date with SQL: the log without a gap, whatever was lost between the nodes,
/// and everything else that another node may have changed.</summary>
internal sealed class RoomSynchronizer(
    LiveDatabase database,
    RoomLoader loader,
    UpperBackMetrics metrics,
    TimeProvider clock
)
{
    private const int PageSize = 500;
    private const long RecentNotesMs = 60_000;

    /// <summary>Applies a stored cue: at once when it is the next one, after those before it when some are
    /// missing.</summary>
    public async Task ApplyAsync(Room room, Cue cue, CancellationToken ct)
    {
        using var locked = await room.LockAsync(ct);
        await ApplyAsync(locked, cue, ct);
    }

    /// <inheritdoc cref="ApplyAsync(Room, Cue, CancellationToken)"/>
    public async Task ApplyAsync(LockedRoom locked, Cue cue, CancellationToken ct)
    {
        if (locked.IsNext(cue))
            Append(locked, cue);
        else if (cue.Epoch != locked.Log.Epoch || cue.Offset > locked.Log.Head)
            await CatchUpAsync(locked, ct);
    }

    /// <summary>Reads the cues that SQL has and this room has not. A stored log with another epoch, or shorter than
    /// what was seen here, means that the log was lost: everybody is told to resync.</summary>
    public async Task CatchUpAsync(LockedRoom locked, CancellationToken ct)
    {
        var (room, log) = (locked.Room, locked.Log);
        var stored = await CueRows.ReadHeadAsync(database, room.SessionId, ct);
        room.ApplyLeading(stored.ToLeading(), clock.Now());
        if (room.Connections.IsEmpty)
        {
            // No tick compares a room that nobody is in.
            room.RestoreAbsence(new LeaderAbsence(stored.LeaderlessSince), clock.Now());
            locked.Remove(await RoomRows.ReadRemovedAsync(database, room.SessionId, ct));
            room.Video = await RoomRows.ReadVideoAsync(database, room.SessionId, ct);
        }

        if (stored.Epoch != log.Epoch || stored.Head < log.Head)
        {
            locked.ResetLog(
                await loader.ReadLogAsync(room.SessionId, stored.Epoch, ct),
                (await RoomRows.ReadRecordAsync(database, room.SessionId, ct))!
            );
            for (var i = 0; i < room.Connections.All.Count; i++)
                metrics.Resynced();
            return;
        }

        while (log.Head < stored.Head)
        {
            var missing = await CueRows.ReadAfterAsync(database, room.SessionId, log.Epoch, log.Head, PageSize, ct);
            foreach (var cue in missing)
                Append(locked, cue);
            if (missing.Count == 0)
                return;
        }
    }

    /// <summary>Compares rooms with SQL: the heads of all in one query, and everything of each when messages between
    /// nodes may have been lost.</summary>
    public async Task CompareAsync(IReadOnlyCollection<Room> rooms, bool everything, CancellationToken ct)
    {
        var heads = await CueRows.ReadHeadsAsync(database, [.. rooms.Select(room => room.SessionId)], ct);
        foreach (var room in rooms)
        {
            if (heads.GetValueOrDefault(room.SessionId) is not { } stored)
                continue;

            room.ApplyLeading(stored.ToLeading(), clock.Now());
            if (room.Position != new LogPosition(stored.Epoch, stored.Head))
            {
                using var locked = await room.LockAsync(ct);
                await CatchUpAsync(locked, ct);
            }

            if (everything)
                await ReadEverythingAsync(room, ct);
        }
    }

    /// <summary>Reads the plan again.</summary>
    public async Task ReadPlanAsync(Room room, CancellationToken ct)
    {
        if (await RoomRows.ReadPlanAsync(database, room.SessionId, ct) is { } plan)
            await ReplanAsync(room, plan, ct);
    }

    /// <summary>Adopts another plan; whose role changes by it has the new one at once, also for those who see
    /// them.</summary>
    public async Task ReplanAsync(Room room, SessionPlan plan, CancellationToken ct)
    {
        if (plan.Revision <= room.Plan.Revision)
            return;

        using var locked = await room.LockAsync(ct);
        locked.Replan(plan);
    }

    /// <summary>Reads again who leads, and whether prepared cues are sent automatically.</summary>
    public async Task ReadLeadingAsync(Room room, CancellationToken ct) =>
        room.ApplyLeading((await CueRows.ReadHeadAsync(database, room.SessionId, ct)).ToLeading(), clock.Now());

    /// <summary>Shows a member under another name wherever the room shows them.</summary>
    public async Task RenameAsync(Room room, MemberId member, string name, CancellationToken ct)
    {
        using (var locked = await room.LockAsync(ct))
            locked.Rename(member, name);
        room.PendingUpdates.HandsChanged();
    }

    /// <summary>Reads again who was removed, and takes out those who are still here.</summary>
    public async Task ReadRemovalsAsync(Room room, CancellationToken ct)
    {
        using var locked = await room.LockAsync(ct);
        locked.Remove(await RoomRows.ReadRemovedAsync(database, room.SessionId, ct));
    }

    private async Task ReadEverythingAsync(Room room, CancellationToken ct)
    {
        await ReadPlanAsync(room, ct);
        await ReadRemovalsAsync(room, ct);
        room.PendingUpdates.HandsChanged();
        room.Video = await RoomRows.ReadVideoAsync(database, room.SessionId, ct);
        var sinceMs = clock.NowMs() - RecentNotesMs;
        foreach (var note in await FormNoteRows.ReadSinceAsync(database, room.SessionId, sinceMs, ct))
        {
            room.ShowNote(note);
            room.ShowMarks(note);
        }
    }

    private void Append(LockedRoom locked, Cue cue)
    {
        locked.Append(cue);
        metrics.CueFannedOut(TimeSpan.FromMilliseconds(clock.NowMs() - cue.AtMs));
    }
}
