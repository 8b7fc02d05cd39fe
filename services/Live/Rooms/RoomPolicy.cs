using NodaTime;
using UpperBack.Contracts.Events;

namespace UpperBack.Live.Rooms;

/// <summary>When a room is open, and what a member is in it. Pure.</summary>
internal static class RoomPolicy
{
    /// <summary>The state of a session's room at a moment: one of <see cref="RoomStatus"/>, or <c>planned</c>,
    /// <c>closed</c>, <c>cancelled</c>.</summary>
    public static string StatusAt(Instant now, SessionPlan plan, RoomRecord? room, LiveOptions options)
    {
        if (room?.ClosedAt is not null)
            return Closed;
        if (room?.ClassEndedAt is { } endedAt)
            return now < endedAt + Duration.FromMinutes(options.CloseAfterMinutes) ? RoomStatus.Ended : Closed;
        if (room?.ClassStartedAt is not null)
            return RoomStatus.Live;
        if (plan.Cancelled)
            return Cancelled;
        if (now >= plan.EndsAt + Duration.FromMinutes(options.CloseAfterMinutes))
            return Closed;

        return now >= OpensAt(plan, options) ? RoomStatus.Open : Planned;
    }

    /// <summary>When the room opens.</summary>
    public static Instant OpensAt(SessionPlan plan, LiveOptions options) =>
        plan.StartsAt - Duration.FromMinutes(options.OpenBeforeMinutes);

    /// <summary>Why nobody can join now, or null when they can.</summary>
    public static Problem? RefuseEntry(string status, SessionPlan plan, LiveOptions options) =>
        status switch
        {
            Planned => Problem.Of(
                ErrorCodes.RoomNotOpen,
                $"The room opens {options.OpenBeforeMinutes} minutes before the class. Come back then."
            ),
            Cancelled => Problem.Of(
                ErrorCodes.RoomClosed,
                "This class was cancelled. Look for another one in the timetable."
            ),
            Closed => Problem.Of(
                ErrorCodes.RoomClosed,
                "This class is over and its room is closed. Look for the next one in the timetable."
            ),
            _ => null,
        };

    /// <summary>What a member is in this session's room.</summary>
    public static string RoleOf(MemberId member, SessionPlan plan, bool isAdmin = false) =>
        member == plan.InstructorId ? RoomRoles.Instructor
        : plan.CoachIds.Contains(member) ? RoomRoles.Coach
        : isAdmin ? RoomRoles.Admin
        : RoomRoles.Participant;

    /// <summary>Before the room opens.</summary>
    public const string Planned = "planned";

    /// <summary>After the room closed.</summary>
    public const string Closed = "closed";

    /// <summary>It will not take place.</summary>
    public const string Cancelled = "cancelled";
}

/// <summary>Live's own copy of a session's plan.</summary>
/// <param name="SessionId">Which session.</param>
/// <param name="SeriesId">Its series, or null for a single session.</param>
/// <param name="Revision">Rises with each change of the plan.</param>
/// <param name="Title">What people read.</param>
/// <param name="StartsAt">Planned start.</param>
/// <param name="EndsAt">Planned end.</param>
/// <param name="TimeZone">IANA zone in which it is planned.</param>
/// <param name="Cancelled">True when it will not take place.</param>
/// <param name="InstructorId">Who leads.</param>
/// <param name="CoachIds">Who helps.</param>
/// <param name="RunSheet">What will be done.</param>
/// <param name="Mirror">Whether members may share their picture with the leaders.</param>
internal sealed record SessionPlan(
    SessionId SessionId,
    SeriesId? SeriesId,
    long Revision,
    string Title,
    Instant StartsAt,
    Instant EndsAt,
    string TimeZone,
    bool Cancelled,
    MemberId InstructorId,
    IReadOnlyList<MemberId> CoachIds,
    RunSheet RunSheet,
    MirrorRules Mirror
);

/// <summary>What has happened in a room so far.</summary>
/// <param name="Epoch">Identifies its log.</param>
/// <param name="ClassStartedAt">When the class started, or null.</param>
/// <param name="ClassEndedAt">When it ended, or null.</param>
/// <param name="ClosedAt">When the room was closed, or null.</param>
/// <param name="LedUntil">Until when the class was led; null before it ended, and in a room that was in memory when it
/// ended.</param>
internal sealed record RoomRecord(
    string Epoch,
    Instant? ClassStartedAt,
    Instant? ClassEndedAt,
    Instant? ClosedAt,
    Instant? LedUntil = null
)
{
    /// <summary>When nobody took part any more: the class ended, or its room was closed without one; null before
    /// that.</summary>
    public Instant? OverAt => ClassEndedAt ?? ClosedAt;

    /// <summary>Length of the class in seconds; null before it ended.</summary>
    public int? ClassSeconds => LedUntil - ClassStartedAt is { } length ? (int)Math.Round(length.TotalSeconds) : null;
}
