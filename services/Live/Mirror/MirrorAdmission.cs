using Microsoft.Extensions.Options;
using UpperBack.Live.Rooms;
using UpperBack.Live.Storage;

namespace UpperBack.Live.Mirror;

/// <summary>Lets a socket into the mirror of a class, or says why not.</summary>
internal sealed class MirrorAdmission(
    MirrorRelay relay,
    MirrorAccess access,
    SessionLookup sessions,
    IOptions<LiveOptions> options
)
{
    /// <summary>Whether a member may share now. If so, this node has the mirror of the class from now on.</summary>
    /// <returns>Why not; null when they may.</returns>
    public async Task<Problem?> RefuseAsync(SessionId sessionId, SharerSocket sharer, CancellationToken ct)
    {
        var (view, problem) = await ReadAsync(sessionId, sharer, ct);
        return problem ?? access.Refuse(view!, sessionId, sharer) ?? await ClaimAsync(view!, sessionId, ct);
    }

    /// <summary>Whether somebody may watch now. If so, this node has the mirror of the class from now on.</summary>
    /// <returns>Why not; null when they may.</returns>
    public async Task<Problem?> RefuseAsync(SessionId sessionId, LeaderSocket leader, CancellationToken ct)
    {
        var (view, problem) = await ReadAsync(sessionId, leader, ct);
        return problem ?? access.Refuse(view!, sessionId, leader) ?? await ClaimAsync(view!, sessionId, ct);
    }

    private async Task<(MirrorView? View, Problem? Problem)> ReadAsync(
        SessionId sessionId,
        MirrorSocket socket,
        CancellationToken ct
    )
    {
        if (!options.Value.MirrorEnabled)
            return (null, MirrorPolicy.Off);
        if (await sessions.FindPlanAsync(sessionId, ct) is null)
            return (null, RoomAccess.NoClass);

        var view = await access.ReadAsync([sessionId], [socket.Member], ct);
        if (view.Names.TryGetValue(socket.Member, out var name))
            socket.DisplayName = name;
        return (view, null);
    }

    private async Task<Problem?> ClaimAsync(MirrorView view, SessionId sessionId, CancellationToken ct)
    {
        if (view.Sessions[sessionId].Node != relay.Node)
            await access.ClaimAsync(sessionId, relay.Node, ct);
        return null;
    }
}
