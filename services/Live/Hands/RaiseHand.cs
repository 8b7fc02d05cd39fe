using System.Security.Claims;
using UpperBack.Live.Rooms;
using UpperBack.Live.Storage;
using UpperBack.Live.Sync;

namespace UpperBack.Live.Hands;

/// <summary>Raises one's own hand, or lowers it; a leader may lower another's.</summary>
internal sealed class RaiseHand(LiveDatabase database, RoomAccess access, RoomBackplane backplane, TimeProvider clock)
{
    public async Task<Result<bool>> RaiseAsync(
        ClaimsPrincipal caller,
        string connectionId,
        HandRequest request,
        CancellationToken ct
    )
    {
        var entry = access.RequireJoined(connectionId, request.SessionId);
        if (!entry.Succeeded)
            return entry.Problem;
        if (request.MemberId is { } other && other != caller.MemberId())
            return new Validation().That(false, "memberId", "You can only raise your own hand.").Problem!;

        await HandRows.RaiseAsync(
            database,
            request.SessionId,
            caller.MemberId(),
            entry.Value.NameOn(connectionId),
            clock.NowMs(),
            ct
        );
        backplane.Publish(new HandsChanged(request.SessionId));
        return true;
    }

    public async Task<Result<bool>> LowerAsync(
        ClaimsPrincipal caller,
        string connectionId,
        HandRequest request,
        CancellationToken ct
    )
    {
        var whose = request.MemberId ?? caller.MemberId();
        var entry =
            whose == caller.MemberId()
                ? access.RequireJoined(connectionId, request.SessionId)
                : access.RequireLeader(connectionId, request.SessionId);
        if (!entry.Succeeded)
            return entry.Problem;

        await HandRows.LowerAsync(database, request.SessionId, whose, ct);
        backplane.Publish(new HandsChanged(request.SessionId));
        return true;
    }
}
