using System.Security.Claims;
using UpperBack.Infrastructure.Data;
using UpperBack.Live.Rooms;
using UpperBack.Live.Sync;

namespace UpperBack.Live.Cues;

/// <summary>A leader's cue: checked, stored, queued for everybody, acknowledged.</summary>
internal sealed class SendCue(RoomAccess access, CueAppender appender, TimeProvider clock)
{
    public async Task<Result<CueAck>> RunAsync(
        ClaimsPrincipal caller,
        string connectionId,
        SendCueRequest request,
        CancellationToken ct
    )
    {
        var entry = access.RequireLeader(connectionId, request.SessionId);
        if (!entry.Succeeded)
            return entry.Problem;

        var room = entry.Value;
        using var locked = await room.LockAsync(ct);
        if (CueRules.Check(request, room.Plan.RunSheet, room.IsLive, clock.NowMs()) is { } refusal)
            return refusal;

        var draft = new CueDraft(
            caller.MemberId(),
            room.NameOn(connectionId),
            request.ClientCueId,
            request.Content,
            request.MediaAtMs
        );
        return await appender.AppendAsync(locked, room.LeaderEpochOf(connectionId), draft);
    }
}
