using UpperBack.Live.Rooms;

namespace UpperBack.Live.Mirror;

/// <summary>Who may share their picture in a class, and who may see those who do. Pure.</summary>
internal static class MirrorPolicy
{
    public static readonly Problem Off = Problem.Of(
        ErrorCodes.MirrorOff,
        "Pictures of participants are switched off on this platform."
    );

    public static readonly Problem Full = Problem.Of(
        ErrorCodes.MirrorFull,
        "As many people share their picture in this class as can. Try again when somebody has left."
    );

    public static readonly Problem FullOfLeaders = Problem.Of(
        ErrorCodes.MirrorFull,
        "This class is watched from as many places as it can be. Close one of them."
    );

    public static readonly Problem Replaced = Problem.Of(
        ErrorCodes.MirrorReplaced,
        "You share your picture from another window or device now."
    );

    public static readonly Problem Elsewhere = Problem.Of(
        ErrorCodes.Unavailable,
        "The pictures of this class are somewhere else now. They come back by themselves."
    );

    private static readonly Problem Removed = Problem.Of(
        ErrorCodes.MemberRemoved,
        "You were removed from this class, and your picture is not sent any more."
    );

    private static readonly Problem NotAllowed = Problem.Of(
        ErrorCodes.MirrorNotAllowed,
        "There are no pictures of participants in this class."
    );

    private static readonly Problem Over = Problem.Of(
        ErrorCodes.RoomClosed,
        "This class is over, and with it all pictures have ended."
    );

    private static readonly Problem NoSeat = Problem.Of(
        ErrorCodes.MirrorNoSeat,
        "Only who has a place with personal feedback in this class can share their picture."
    );

    private static readonly Problem NotLeader = Problem.Of(
        ErrorCodes.NotLeader,
        "Only who leads or coaches this class sees the pictures."
    );

    /// <summary>Why a member may not share now, or null when they may.</summary>
    /// <param name="mirror">The class.</param>
    /// <param name="status">See <see cref="RoomPolicy.StatusAt"/>.</param>
    /// <param name="member">Who.</param>
    /// <param name="ofAge">Whether they say to have the class's minimum age.</param>
    /// <param name="options">The settings.</param>
    public static Problem? RefuseShare(
        MirrorSession mirror,
        string status,
        MemberId member,
        bool ofAge,
        LiveOptions options
    )
    {
        if (mirror.Removed.Contains(member))
            return Removed;
        if (RefuseAnybody(mirror.Plan, status, options) is { } refusal)
            return refusal;
        if (!mirror.Seats.Contains(member))
            return NoSeat;

        var age = mirror.Plan.Mirror.MinimumAge;
        return age > 0 && !ofAge
            ? Problem.Of(
                ErrorCodes.MirrorAge,
                $"Sharing your picture in this class is for people of {age} years and older."
            )
            : null;
    }

    /// <summary>Why somebody may not see the pictures now, or null when they may.</summary>
    /// <param name="mirror">The class.</param>
    /// <param name="status">See <see cref="RoomPolicy.StatusAt"/>.</param>
    /// <param name="member">Who.</param>
    /// <param name="isAdmin">Whether they are an administrator of the platform, who sees them while leading.</param>
    /// <param name="options">The settings.</param>
    public static Problem? RefuseWatch(
        MirrorSession mirror,
        string status,
        MemberId member,
        bool isAdmin,
        LiveOptions options
    )
    {
        var leads =
            RoomPolicy.RoleOf(member, mirror.Plan) != RoomRoles.Participant || (isAdmin && mirror.LeadMember == member);
        return leads ? RefuseAnybody(mirror.Plan, status, options) : NotLeader;
    }

    private static Problem? RefuseAnybody(SessionPlan plan, string status, LiveOptions options)
    {
        if (status == RoomStatus.Ended)
            return Over;
        if (RoomPolicy.RefuseEntry(status, plan, options) is { } refusal)
            return refusal;
        return plan.Mirror.Allowed ? null : NotAllowed;
    }
}

/// <summary>What a class's mirror goes by, as it is stored now.</summary>
/// <param name="Plan">The plan, without its run sheet.</param>
/// <param name="Record">What has happened in the room; null before it was opened.</param>
/// <param name="LeadMember">Who leads; null when nobody does.</param>
/// <param name="Node">Which node has the class's mirror; null before one had it.</param>
/// <param name="Seats">Who of those asked for has a coached seat.</param>
/// <param name="Removed">Whom of those asked for a leader took out.</param>
internal sealed record MirrorSession(
    SessionPlan Plan,
    RoomRecord? Record,
    MemberId? LeadMember,
    string? Node,
    IReadOnlySet<MemberId> Seats,
    IReadOnlySet<MemberId> Removed
);
