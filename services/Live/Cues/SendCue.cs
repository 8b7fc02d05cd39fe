using System.Security.Claims;
using UpperBack.Contracts.Ids;
using UpperBack.Contracts.Live;
using UpperBack.Kernel.Http;
using UpperBack.Kernel.Problems;
using UpperBack.Kernel.Time;
using UpperBack.Infrastructure.Data;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Cues;

/// <summary>A leader's cue: checked, stored, queued for everybody, acknowledged.</summary>
internal sealed class SendCue(LiveDatabase database, RoomAccess access, TimeProvider clock)
{
    public async Task<Result<CueAck>> RunAsync(ClaimsPrincipal user, string connectionId, SendCueRequest request, CancellationToken ct)
    {
        var entry = access.RequireLeader(connectionId, request.SessionId);
        if (!entry.Succeeded)
            return entry.Problem;

        var room = entry.Value;
        using var inside = await room.EnterAsync(ct);
        if (CueRules.Check(request, room.Plan.RunSheet, room.IsLive, clock.NowMs()) is { } refusal)
            return refusal;

        return await AppendAsync(room, user.MemberId(), user.DisplayName(), request.ClientCueId, request.Content, (_, _) => Task.CompletedTask, ct, request.MediaAtMs);
    }

    /// <summary>Appends a cue, with further rows in the same transaction. Inside <see cref="Room.EnterAsync"/>.</summary>
    /// <param name="room">The room, entered.</param>
    /// <param name="sender">Who sends.</param>
    /// <param name="senderName">Their name.</param>
    /// <param name="clientCueId">The sender's id of the cue.</param>
    /// <param name="content">Checked before.</param>
    /// <param name="also">What else is stored with it; it may run twice and must change nothing but rows.</param>
    /// <param name="ct">Cancels the wait, not a commit under way.</param>
    /// <param name="mediaAtMs">When the frame that it refers to was captured; null for now.</param>
    public async Task<CueAck> AppendAsync(
        Room room,
        MemberId sender,
        string senderName,
        string clientCueId,
        CueContent content,
        Func<UnitOfWork, Cue, Task> also,
        CancellationToken ct,
        long? mediaAtMs = null)
    {
        var repeated = room.Log.FindRepeated(sender, clientCueId);
        if (repeated is null && !room.Log.HoldsAll)
            repeated = await CueRows.FindAsync(database, room.SessionId, room.Log.Epoch, sender, clientCueId, ct);
        if (repeated is not null)
            return new CueAck(repeated.Epoch, repeated.Offset, repeated.AtMs, Repeated: true, repeated.MediaAtMs);

        var cue = room.Log.Next(sender, senderName, clientCueId, content, clock.NowMs(), mediaAtMs);

        // Once under way it must not be abandoned: a cue that is stored but not in memory would leave a gap.
        await database.InBatchAsync(
            async (work, _) =>
            {
                await CueRows.InsertAsync(work, cue, CancellationToken.None);
                await also(work, cue);
                return true;
            },
            CancellationToken.None);
        room.Broadcast(cue);
        return new CueAck(cue.Epoch, cue.Offset, cue.AtMs, Repeated: false, cue.MediaAtMs);
    }
}
