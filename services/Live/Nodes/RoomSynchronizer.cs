using UpperBack.Contracts.Ids;
using UpperBack.Contracts.Live;
using UpperBack.Infrastructure.Telemetry;
using UpperBack.Kernel.Time;
using UpperBack.Live.Cues;
using UpperBack.Live.FormNotes;
using UpperBack.Live.Presence;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Nodes;

/// <summary>Keeps a room in memory level with SQL: the log without a gap whatever was lost between the nodes, and
/// everything else that another node may have changed.</summary>
internal sealed class RoomSynchronizer(
    LiveDatabase database,
    RoomRegistry registry,
    PresenceLeases leases,
    UpperBackMetrics metrics,
    TimeProvider clock
)
{
    private const int PageSize = 500;
    private const long NotesOfMs = 60_000;

    /// <summary>Takes in a stored cue: at once when it is the next, with those before it when some are
    /// missing.</summary>
    public async Task ApplyAsync(Room room, Cue cue, CancellationToken ct)
    {
        using var inside = await room.LockAsync(ct);
        await ApplyLockedAsync(room, cue, ct);
    }

    /// <summary>The same, inside <see cref="Room.LockAsync"/>.</summary>
    public async Task ApplyLockedAsync(Room room, Cue cue, CancellationToken ct)
    {
        if (cue.Epoch == room.Log.Epoch && cue.Offset == room.Log.Head + 1)
            Broadcast(room, cue);
        else if (cue.Epoch != room.Log.Epoch || cue.Offset > room.Log.Head)
            await CatchUpLockedAsync(room, ct);
    }

    /// <summary>Reads what the log has and this room has not. A log that is another one, or shorter than what was seen
    /// here, was lost: everybody is told to begin anew.</summary>
    public async Task CatchUpLockedAsync(Room room, CancellationToken ct)
    {
        var stored = await CueRows.ReadHeadAsync(database, room.SessionId, ct);
        room.ApplyLeading(stored.ToLeading(), clock.Now());
        if (room.Connections.IsEmpty)
            room.Recall(new LeaderAbsence(stored.LeaderlessSince), clock.Now());
        if (stored.Epoch != room.Log.Epoch || stored.Head < room.Log.Head)
        {
            room.ResetLog(
                await registry.ReadLogAsync(room.SessionId, stored.Epoch, ct),
                (await registry.ReadStoredRecordAsync(room.SessionId, ct))!
            );
            for (var i = 0; i < room.Connections.All.Count; i++)
                metrics.Resynced();
            return;
        }

        while (room.Log.Head < stored.Head)
        {
            var missing = await CueRows.ReadAfterAsync(
                database,
                room.SessionId,
                room.Log.Epoch,
                room.Log.Head,
                PageSize,
                ct
            );
            foreach (var cue in missing)
                Broadcast(room, cue);
            if (missing.Count == 0)
                return;
        }
    }

    private void Broadcast(Room room, Cue cue)
    {
        room.Broadcast(cue);
        metrics.CueFannedOut(TimeSpan.FromMilliseconds(clock.NowMs() - cue.AtMs));
    }

    /// <summary>Compares rooms with SQL: the heads of all in one query, and everything of each when words may have been
    /// lost.</summary>
    public async Task CompareAsync(IReadOnlyCollection<Room> rooms, bool everything, CancellationToken ct)
    {
        var heads = await CueRows.ReadHeadsAsync(database, [.. rooms.Select(room => room.SessionId)], ct);
        foreach (var room in rooms)
        {
            if (heads.GetValueOrDefault(room.SessionId) is not { } stored)
                continue;

            room.ApplyLeading(stored.ToLeading(), clock.Now());
            if (stored.Epoch != room.Log.Epoch || stored.Head != room.Log.Head)
            {
                using var inside = await room.LockAsync(ct);
                await CatchUpLockedAsync(room, ct);
            }

            if (everything)
                await ReadEverythingAsync(room, ct);
        }
    }

    /// <summary>Reads the plan again; the room is told when something else will be done.</summary>
    public async Task ReadPlanAsync(Room room, CancellationToken ct)
    {
        if (await registry.ReadStoredPlanAsync(room.SessionId, ct) is { } plan)
            await ReplanAsync(room, plan, ct);
    }

    /// <summary>Goes by another plan; who is something else by it is something else at once, also for those who see
    /// them.</summary>
    public async Task ReplanAsync(Room room, SessionPlan plan, CancellationToken ct)
    {
        foreach (var (before, after) in room.Replan(plan))
        {
            // The next tick finds that the lease of what they are now is missing, and takes it.
            await leases.ReturnAsync(room.SessionId, before, ct);
            room.PendingUpdates.Retell(after.Connection.Member);
        }
    }

    /// <summary>Reads again who leads, and whether prepared cues leave by themselves.</summary>
    public async Task ReadLeadAsync(Room room, CancellationToken ct) =>
        room.ApplyLeading((await CueRows.ReadHeadAsync(database, room.SessionId, ct)).ToLeading(), clock.Now());

    /// <summary>Calls a member by their new name, wherever the room shows it.</summary>
    public async Task RenameAsync(Room room, MemberId member, string name, CancellationToken ct)
    {
        using (await room.LockAsync(ct))
            room.Rename(member, name);
        room.PendingUpdates.HandsChanged();
        await leases.RenameAsync(room.SessionId, member, name, ct);
        room.PendingUpdates.Retell(member);
    }

    /// <summary>Reads again who was taken out, and takes out those who are still here.</summary>
    public async Task ReadRemovalsAsync(Room room, CancellationToken ct)
    {
        var seats = new List<RoomMembership>();
        using (await room.LockAsync(ct))
        {
            room.Removed = [.. await registry.ReadRemovedAsync(room.SessionId, ct)];
            foreach (
                var membership in room.Connections.All.Where(membership =>
                    room.Removed.Contains(membership.Connection.Member)
                )
            )
            {
                seats.Add(membership);
                room.Connections.Remove(membership.Connection.Id);
                membership.Connection.Exit(room.SessionId);
                membership.Connection.Send(client =>
                    client.RoomClosed(RemoveMember.Reason with { SessionId = room.SessionId })
                );
            }
        }

        foreach (var membership in seats)
            await leases.ReturnAsync(room.SessionId, membership, ct);
    }

    private async Task ReadEverythingAsync(Room room, CancellationToken ct)
    {
        await ReadPlanAsync(room, ct);
        await ReadRemovalsAsync(room, ct);
        room.PendingUpdates.HandsChanged();
        room.Video = (await registry.ReadVideoAsync(room.SessionId, ct)).Status;
        foreach (var note in await FormNoteRows.ReadSinceAsync(database, room.SessionId, clock.NowMs() - NotesOfMs, ct))
        {
            room.ShowNote(note);
            room.ShowMarks(note);
        }
    }
}
