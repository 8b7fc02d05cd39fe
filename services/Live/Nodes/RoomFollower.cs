using UpperBack.Contracts.Ids;
using UpperBack.Contracts.Live;
using UpperBack.Infrastructure.Telemetry;
using UpperBack.Kernel.Time;
using UpperBack.Live.Cues;
using UpperBack.Live.FormNotes;
using UpperBack.Live.Presence;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Nodes;

/// <summary>Keeps a room in memory level with SQL: the log without a gap whatever was lost between the nodes, and everything else
/// that another node may have changed.</summary>
internal sealed class RoomFollower(LiveDatabase database, RoomDirectory directory, PresenceLeases leases, Measurements measurements, TimeProvider clock)
{
    private const int PageSize = 500;
    private const long NotesOfMs = 60_000;

    /// <summary>Takes in a stored cue: at once when it is the next, with those before it when some are missing.</summary>
    public async Task FollowAsync(Room room, Cue cue, CancellationToken ct)
    {
        using var inside = await room.EnterAsync(ct);
        await FollowInsideAsync(room, cue, ct);
    }

    /// <summary>The same, inside <see cref="Room.EnterAsync"/>.</summary>
    public async Task FollowInsideAsync(Room room, Cue cue, CancellationToken ct)
    {
        if (cue.Epoch == room.Log.Epoch && cue.Offset == room.Log.Head + 1)
            Broadcast(room, cue);
        else if (cue.Epoch != room.Log.Epoch || cue.Offset > room.Log.Head)
            await CatchUpInsideAsync(room, ct);
    }

    /// <summary>Reads what the log has and this room has not. A log that is another one, or shorter than what was seen here, was lost:
    /// everybody is told to begin anew.</summary>
    public async Task CatchUpInsideAsync(Room room, CancellationToken ct)
    {
        var stored = await CueRows.ReadHeadAsync(database, room.SessionId, ct);
        room.Follow(stored.ToLeading(), clock.Now());
        if (room.Connections.IsEmpty)
            room.Recall(new LeaderAbsence(stored.LeaderlessSince), clock.Now());
        if (stored.Epoch != room.Log.Epoch || stored.Head < room.Log.Head)
        {
            room.BeginAnew(await directory.ReadLogAsync(room.SessionId, stored.Epoch, ct), (await directory.ReadStoredFactsAsync(room.SessionId, ct))!);
            for (var i = 0; i < room.Connections.All.Count; i++)
                measurements.Resynced();
            return;
        }

        while (room.Log.Head < stored.Head)
        {
            var missing = await CueRows.ReadAfterAsync(database, room.SessionId, room.Log.Epoch, room.Log.Head, PageSize, ct);
            foreach (var cue in missing)
                Broadcast(room, cue);
            if (missing.Count == 0)
                return;
        }
    }

    private void Broadcast(Room room, Cue cue)
    {
        room.Broadcast(cue);
        measurements.CueFannedOut(TimeSpan.FromMilliseconds(clock.NowMs() - cue.AtMs));
    }

    /// <summary>Compares rooms with SQL: the heads of all in one query, and everything of each when words may have been lost.</summary>
    public async Task CompareAsync(IReadOnlyCollection<Room> rooms, bool everything, CancellationToken ct)
    {
        var heads = await CueRows.ReadHeadsAsync(database, [.. rooms.Select(room => room.SessionId)], ct);
        foreach (var room in rooms)
        {
            if (heads.GetValueOrDefault(room.SessionId) is not { } stored)
                continue;

            room.Follow(stored.ToLeading(), clock.Now());
            if (stored.Epoch != room.Log.Epoch || stored.Head != room.Log.Head)
            {
                using var inside = await room.EnterAsync(ct);
                await CatchUpInsideAsync(room, ct);
            }

            if (everything)
                await ReadEverythingAsync(room, ct);
        }
    }

    /// <summary>Reads the plan again; the room is told when something else will be done.</summary>
    public async Task ReadPlanAsync(Room room, CancellationToken ct)
    {
        if (await directory.ReadStoredPlanAsync(room.SessionId, ct) is { } plan)
            await ReplanAsync(room, plan, ct);
    }

    /// <summary>Goes by another plan; who is something else by it is something else at once, also for those who see them.</summary>
    public async Task ReplanAsync(Room room, SessionPlan plan, CancellationToken ct)
    {
        foreach (var (before, after) in room.Replan(plan))
        {
            // The next tick finds that the lease of what they are now is missing, and takes it.
            await leases.ReturnAsync(room.SessionId, before, ct);
            room.News.Retell(after.Connection.Member);
        }
    }

    /// <summary>Reads again who leads, and whether prepared cues leave by themselves.</summary>
    public async Task ReadLeadAsync(Room room, CancellationToken ct) =>
        room.Follow((await CueRows.ReadHeadAsync(database, room.SessionId, ct)).ToLeading(), clock.Now());

    /// <summary>Calls a member by their new name, wherever the room shows it.</summary>
    public async Task RenameAsync(Room room, MemberId member, string name, CancellationToken ct)
    {
        using (await room.EnterAsync(ct))
            room.Rename(member, name);
        room.News.HandsChanged();
        await leases.RenameAsync(room.SessionId, member, name, ct);
        room.News.Retell(member);
    }

    /// <summary>Reads again who was taken out, and takes out those who are still here.</summary>
    public async Task ReadRemovalsAsync(Room room, CancellationToken ct)
    {
        var seats = new List<RoomSeat>();
        using (await room.EnterAsync(ct))
        {
            room.Removed = [.. await directory.ReadRemovedAsync(room.SessionId, ct)];
            foreach (var seat in room.Connections.All.Where(seat => room.Removed.Contains(seat.Connection.Member)))
            {
                seats.Add(seat);
                room.Connections.Remove(seat.Connection.Id);
                seat.Connection.Exit(room.SessionId);
                seat.Connection.Send(client => client.RoomClosed(RemoveMember.Reason with { SessionId = room.SessionId }));
            }
        }

        foreach (var seat in seats)
            await leases.ReturnAsync(room.SessionId, seat, ct);
    }

    private async Task ReadEverythingAsync(Room room, CancellationToken ct)
    {
        await ReadPlanAsync(room, ct);
        await ReadRemovalsAsync(room, ct);
        room.News.HandsChanged();
        room.Video = await directory.ReadVideoAsync(room.SessionId, ct);
        foreach (var note in await FormNoteRows.ReadSinceAsync(database, room.SessionId, clock.NowMs() - NotesOfMs, ct))
        {
            room.ShowNote(note);
            room.ShowMarks(note);
        }
    }
}
