using System.Security.Claims;

namespace UpperBack.Streaming.Access;

/// <summary>Whether a viewer with a right token may have a session's media: it must be of this session, and the viewer
/// still in it.</summary>
internal sealed class MediaAuthorization(RemovedViewers removed)
{
    private static readonly Problem OtherSession = Problem.Of(
        ErrorCodes.Forbidden,
        "Your access is for another class. Open this one to be let in."
    );
    private static readonly Problem Removed = Problem.Of(
        ErrorCodes.MemberRemoved,
        "You were removed from this class, so you can no longer watch it."
    );

    /// <summary>Why not; null when they may.</summary>
    public async ValueTask<Problem?> RefuseAsync(ClaimsPrincipal viewer, SessionId sessionId, CancellationToken ct)
    {
        if (
            !SessionId.TryParse(viewer.FindFirstValue(MediaTokens.SessionClaim), out var allowed)
            || allowed != sessionId
        )
            return OtherSession;

        return await RefuseMemberAsync(viewer.MemberId(), sessionId, ct);
    }

    /// <summary>Why a member may not; null when they may.</summary>
    public async ValueTask<Problem?> RefuseMemberAsync(MemberId member, SessionId sessionId, CancellationToken ct) =>
        await removed.ContainsAsync(sessionId, member, ct) ? Removed : null;
}
