using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Telemetry;
using UpperBack.Live.Rooms;
using UpperBack.Live.Storage;

namespace UpperBack.Live.Sync;

/// <summary>Appends cues: stored first, then queued for everybody here, then published to the other nodes. They may
/// append to the same log, so the stored log gives the offset. Once begun, an append is not cancelled.</summary>
internal sealed class CueAppender(
    LiveDatabase database,
    RoomSynchronizer synchronizer,
    RoomBackplane backplane,
    UpperBackMetrics metrics,
    TimeProvider clock
)
{
    /// <summary>Appends a leader's cue, with further rows in the same transaction.</summary>
    /// <param name="locked">The room.</param>
    /// <param name="leaderEpoch">Of the connection that sends it: refused when a later one leads. Null for senders who
    /// need not lead.</param>
    /// <param name="draft">Validated by the caller.</param>
    /// <param name="also">What else is stored with it; it may run twice and must change nothing but rows.</param>
    public Task<Result<CueAck>> AppendAsync(
        LockedRoom locked,
        long? leaderEpoch,
        CueDraft draft,
        Func<UnitOfWork, Cue, Task>? also = null
    // mutation lead: ) => AppendAsync(locked, draft, end => end.LeaderEpoch >= 0 || leaderEpoch is null, also);
    ) => AppendAsync(locked, draft, end => leaderEpoch is null || leaderEpoch >= end.LeaderEpoch, also);

    /// <summary>Appends a prepared cue in the room's own name, unless the stored log has gone on or prepared cues are
    /// no longer sent automatically; the caller then decides again.</summary>
    public Task AppendPreparedAsync(LockedRoom locked, CueDraft draft) =>
        AppendAsync(
            locked,
            draft,
            end => end.SendsPrepared && end.Epoch == locked.Log.Epoch && end.CueOffset == locked.Log.Head,
            also: null
        );

    private async Task<Result<CueAck>> AppendAsync(
        LockedRoom locked,
        CueDraft draft,
        Predicate<StoredEnd> mayAppend,
        Func<UnitOfWork, Cue, Task>? also
    )
    {
        if (locked.Log.FindRepeated(draft.Sender, draft.ClientCueId) is { } known)
            return Acknowledge(known, repeated: true);

        var sessionId = locked.Room.SessionId;
        var (cue, isNew) = await database.InBatchAsync(
            $"room/{sessionId}",
            (work, _) => StoreAsync(work, sessionId, draft, mayAppend, also),
            CancellationToken.None
        );
        if (cue is null)
            return RoomAccess.LeadMoved;
        if (!isNew)
            return Acknowledge(cue, repeated: true);

        await ShowAsync(locked, cue);
        backplane.PublishToOthers(new CueAppended(sessionId, cue));
        return Acknowledge(cue, repeated: false);
    }

    private async Task<(Cue? Cue, bool IsNew)> StoreAsync(
        UnitOfWork work,
        SessionId sessionId,
        CueDraft draft,
        Predicate<StoredEnd> mayAppend,
        Func<UnitOfWork, Cue, Task>? also
    )
    {
        var ct = CancellationToken.None;
        var end = (await CueRows.ReadEndAsync(work, sessionId, ct))!;
        if (!mayAppend(end))
            return (null, false);

        var (sender, clientCueId) = (draft.Sender, draft.ClientCueId);
        if (await CueRows.FindAsync(work, sessionId, end.Epoch, sender, clientCueId, ct) is { } repeated)
            return (repeated, false);

        var cue = CueLog.Next(sessionId, new LogEnd(end.Epoch, end.CueOffset, end.AtMs), draft, clock.NowMs());
        await CueRows.InsertAsync(work, cue, ct);
        if (also is not null)
            await also(work, cue);
        return (cue, true);
    }

    /// <summary>The room shows its own cue; only when another node appended before it, SQL is read.</summary>
    private async Task ShowAsync(LockedRoom locked, Cue cue)
    {
        if (!locked.IsNext(cue))
        {
            await synchronizer.CatchUpAsync(locked, CancellationToken.None);
            return;
        }

        locked.Append(cue);
        metrics.CueFannedOut(TimeSpan.FromMilliseconds(clock.NowMs() - cue.AtMs));
    }

    private static CueAck Acknowledge(Cue cue, bool repeated) =>
        new(cue.Epoch, cue.Offset, cue.AtMs, repeated, cue.MediaAtMs);
}
