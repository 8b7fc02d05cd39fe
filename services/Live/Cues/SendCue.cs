using System.Security.Claims;
using UpperBack.Contracts.Ids;
using UpperBack.Contracts.Live;
using UpperBack.Infrastructure.Data;
using UpperBack.Kernel.Http;
using UpperBack.Kernel.Problems;
using UpperBack.Kernel.Time;
using UpperBack.Live.Nodes;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Cues;

/// <summary>A leader's cue: checked, stored, queued for everybody, acknowledged.</summary>
internal sealed class SendCue(
    LiveDatabase database,
    RoomAccess access,
    RoomSynchronizer synchronizer,
    RoomBackplane backplane,
    TimeProvider clock
)
{
    public async Task<Result<CueAck>> RunAsync(
        ClaimsPrincipal user,
        string connectionId,
        SendCueRequest request,
        CancellationToken ct
    )
    {
        var entry = access.RequireLeader(connectionId, request.SessionId);
        if (!entry.Succeeded)
            return entry.Problem;

        var room = entry.Value;
        using var inside = await room.LockAsync(ct);
        if (CueRules.Check(request, room.Plan.RunSheet, room.IsLive, clock.NowMs()) is { } refusal)
            return refusal;

        var draft = new CueDraft(
            user.MemberId(),
            room.NameOn(connectionId),
            request.ClientCueId,
            request.Content,
            request.MediaAtMs
        );
        return await AppendAsync(room, room.LeadOf(connectionId), draft, (_, _) => Task.CompletedTask);
    }

    /// <summary>Appends a cue, with further rows in the same transaction. Inside <see cref="Room.LockAsync"/>; other
    /// nodes may append to the same log, so it is the stored log that gives the offset. Once under way it is not
    /// abandoned.</summary>
    /// <param name="room">The room, entered.</param>
    /// <param name="lead">The instructor's entry that this comes from, refused when there was a later one; null for
    /// others.</param>
    /// <param name="draft">Checked before.</param>
    /// <param name="also">What else is stored with it; it may run twice and must change nothing but rows.</param>
    public Task<Result<CueAck>> AppendAsync(Room room, long? lead, CueDraft draft, Func<UnitOfWork, Cue, Task> also) =>
        AppendAsync(room, draft, end => lead is null || lead >= end.LeaderEpoch, also);

    /// <summary>Appends a prepared cue in the room's own name, unless the log went on meanwhile or they no longer leave
    /// by themselves: then it is decided anew. Inside <see cref="Room.LockAsync"/>.</summary>
    public Task AppendPreparedAsync(Room room, CueDraft draft) =>
        AppendAsync(
            room,
            draft,
            end => end.SendsPrepared && end.Epoch == room.Log.Epoch && end.CueOffset == room.Log.Head,
            (_, _) => Task.CompletedTask
        );

    private async Task<Result<CueAck>> AppendAsync(
        Room room,
        CueDraft draft,
        Predicate<CueRows.StoredEnd> mayBeAppended,
        Func<UnitOfWork, Cue, Task> also
    )
    {
        if (room.Log.FindRepeated(draft.Sender, draft.ClientCueId) is { } known)
            return Acknowledge(known, repeated: true);

        var (cue, isNew) = await database.InBatchAsync(
            $"room/{room.SessionId}",
            (work, _) => StoreAsync(work, room.SessionId, draft, mayBeAppended, also),
            CancellationToken.None
        );
        if (cue is null)
            return RoomAccess.LeadMoved;
        if (!isNew)
            return Acknowledge(cue, repeated: true);

        await synchronizer.ApplyLockedAsync(room, cue, CancellationToken.None);
        backplane.PublishToOthers(new CueAppended(room.SessionId, cue));
        return Acknowledge(cue, repeated: false);
    }

    private async Task<(Cue? Cue, bool IsNew)> StoreAsync(
        UnitOfWork work,
        SessionId sessionId,
        CueDraft draft,
        Predicate<CueRows.StoredEnd> mayBeAppended,
        Func<UnitOfWork, Cue, Task> also
    )
    {
        var end = (await CueRows.ReadEndAsync(work, sessionId, CancellationToken.None))!;
        if (!mayBeAppended(end))
            return (null, false);
        if (
            await CueRows.FindAsync(
                work,
                sessionId,
                end.Epoch,
                draft.Sender,
                draft.ClientCueId,
                CancellationToken.None
            ) is
            { } repeated
        )
            return (repeated, false);

        var cue = CueLog.Next(sessionId, new LogEnd(end.Epoch, end.CueOffset, end.AtMs), draft, clock.NowMs());
        await CueRows.InsertAsync(work, cue, CancellationToken.None);
        await also(work, cue);
        return (cue, true);
    }

    private static CueAck Acknowledge(Cue cue, bool repeated) =>
        new(cue.Epoch, cue.Offset, cue.AtMs, repeated, cue.MediaAtMs);
}
