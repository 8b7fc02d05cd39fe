using System.ComponentModel.DataAnnotations;
using UpperBack.Contracts.Ids;

namespace UpperBack.Contracts.Events;

/// <summary>A fact one service tells the others. Delivered at least once, in any order: where order matters the event
/// carries a revision, and the higher one wins.</summary>
public interface IIntegrationEvent;

/// <summary>A member signed up or their profile or roles changed; always the whole present state.</summary>
/// <param name="MemberId">Who.</param>
/// <param name="Revision">Rises with every change of this member.</param>
/// <param name="DisplayName">What others see.</param>
/// <param name="TimeZone">IANA zone id.</param>
/// <param name="OnBoards">True when the member opted in to leaderboards.</param>
/// <param name="Roles">See <see cref="Contracts.Roles"/>.</param>
/// <param name="OccurredAt">When.</param>
public sealed record MemberChanged(
    MemberId MemberId,
    long Revision,
    string DisplayName,
    string TimeZone,
    bool OnBoards,
    IReadOnlyList<string> Roles,
    DateTimeOffset OccurredAt
) : IIntegrationEvent;

/// <summary>A class session was planned, moved or cancelled; always the whole present plan.</summary>
/// <param name="SessionId">Which session.</param>
/// <param name="SeriesId">Its series, or null for a single session.</param>
/// <param name="Revision">Rises with every change of this session.</param>
/// <param name="Title">What people read.</param>
/// <param name="StartsAt">Planned start.</param>
/// <param name="EndsAt">Planned end.</param>
/// <param name="TimeZone">IANA zone the class is planned in.</param>
/// <param name="Cancelled">True when it will not take place.</param>
/// <param name="InstructorId">Who leads.</param>
/// <param name="CoachIds">Who coaches beside the instructor.</param>
/// <param name="RunSheet">What will be done.</param>
/// <param name="OccurredAt">When the plan changed.</param>
/// <param name="Mirror">Whether members may share their picture with the leaders; null for anybody with a coached
/// seat.</param>
public sealed record SessionChanged(
    SessionId SessionId,
    SeriesId? SeriesId,
    long Revision,
    string Title,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    string TimeZone,
    bool Cancelled,
    MemberId InstructorId,
    IReadOnlyList<MemberId> CoachIds,
    RunSheet RunSheet,
    DateTimeOffset OccurredAt,
    MirrorRules? Mirror = null
) : IIntegrationEvent;

/// <summary>What a class's plan says of members' pictures.</summary>
/// <param name="Allowed">False when there are none in this class.</param>
/// <param name="MinimumAge">How old a member must say to be; 0 for any age.</param>
public sealed record MirrorRules(bool Allowed, [Range(0, MirrorRules.MaxMinimumAge)] int MinimumAge)
{
    /// <summary>The highest age that can be asked for, in years.</summary>
    public const int MaxMinimumAge = 99;

    /// <summary>What holds where the plan says nothing.</summary>
    public static readonly MirrorRules Default = new(Allowed: true, MinimumAge: 0);
}

/// <summary>A member's claim on a coached seat of a session changed.</summary>
/// <param name="SessionId">Which session.</param>
/// <param name="MemberId">Whose claim.</param>
/// <param name="Revision">Rises with every change of the session's seats.</param>
/// <param name="Status">See <see cref="SeatStatus"/>.</param>
/// <param name="OccurredAt">When.</param>
public sealed record CoachedSeatChanged(
    SessionId SessionId,
    MemberId MemberId,
    long Revision,
    string Status,
    DateTimeOffset OccurredAt
) : IIntegrationEvent;

/// <summary>What a member's claim on a coached seat can be.</summary>
public static class SeatStatus
{
    /// <summary>Holds a coached seat.</summary>
    public const string Booked = "booked";

    /// <summary>Waits for one.</summary>
    public const string Waitlisted = "waitlisted";

    /// <summary>Has no claim (any more).</summary>
    public const string None = "none";
}

/// <summary>The instructor started the class.</summary>
/// <param name="SessionId">Which session.</param>
/// <param name="StartedAt">When it started.</param>
public sealed record ClassStarted(SessionId SessionId, DateTimeOffset StartedAt) : IIntegrationEvent;

/// <summary>The class is over: it was led from <paramref name="StartedAt"/> to <paramref name="EndedAt"/>.</summary>
/// <param name="SessionId">Which session.</param>
/// <param name="SeriesId">Its series, or null for a single session.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="EndedAt">Until when it was led; its length counts to here.</param>
/// <param name="OverAt">When it was ended, which may be later; null where the two were not told apart.</param>
public sealed record ClassEnded(
    SessionId SessionId,
    SeriesId? SeriesId,
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt,
    DateTimeOffset? OverAt = null
) : IIntegrationEvent;

/// <summary>What one member really took part in of one session, as far as it is known now; a higher revision of the
/// same attendance replaces a lower one (a member left, came back and watched on).</summary>
/// <param name="AttendanceId">Which attendance.</param>
/// <param name="Revision">Rises with each record of this attendance.</param>
/// <param name="SessionId">Which session.</param>
/// <param name="MemberId">Who.</param>
/// <param name="ClassStartedAt">When the class started; the attendance counts for this moment's day.</param>
/// <param name="WatchedSeconds">Seconds of the class the member watched, each second once however many tabs.</param>
/// <param name="ClassSeconds">Length of the class in seconds: the real one once it ended, the planned one
/// before.</param>
/// <param name="OccurredAt">When this was recorded.</param>
public sealed record AttendanceRecorded(
    AttendanceId AttendanceId,
    long Revision,
    SessionId SessionId,
    MemberId MemberId,
    DateTimeOffset ClassStartedAt,
    int WatchedSeconds,
    int ClassSeconds,
    DateTimeOffset OccurredAt
) : IIntegrationEvent;

/// <summary>An attendance kept a member's day, and this is the streak it led to.</summary>
/// <param name="MemberId">Whose day.</param>
/// <param name="SessionId">The session that kept it.</param>
/// <param name="Day">The kept day in the member's zone.</param>
/// <param name="CurrentStreak">Kept days in a row, this one included.</param>
/// <param name="LongestStreak">The member's longest streak so far.</param>
/// <param name="Freezes">Freezes in hand.</param>
/// <param name="OccurredAt">When.</param>
public sealed record DayKept(
    MemberId MemberId,
    SessionId SessionId,
    DateOnly Day,
    int CurrentStreak,
    int LongestStreak,
    int Freezes,
    DateTimeOffset OccurredAt
) : IIntegrationEvent;

/// <summary>Two members became friends (each added the other) or stopped being friends.</summary>
/// <param name="FirstId">The lesser id of the two.</param>
/// <param name="SecondId">The greater id of the two.</param>
/// <param name="Revision">Rises with every change between these two.</param>
/// <param name="AreFriends">The present state.</param>
/// <param name="OccurredAt">When.</param>
public sealed record FriendshipChanged(
    MemberId FirstId,
    MemberId SecondId,
    long Revision,
    bool AreFriends,
    DateTimeOffset OccurredAt
) : IIntegrationEvent;

/// <summary>A leader took a participant out of a session, or let them in again; always the whole present
/// state.</summary>
/// <param name="SessionId">Which session.</param>
/// <param name="MemberId">Whom.</param>
/// <param name="Revision">Rises with every change for this session and member.</param>
/// <param name="IsRemoved">The present state: true when they may neither be in the room nor watch.</param>
/// <param name="OccurredAt">When.</param>
public sealed record MemberRemovalChanged(
    SessionId SessionId,
    MemberId MemberId,
    long Revision,
    bool IsRemoved,
    DateTimeOffset OccurredAt
) : IIntegrationEvent;

/// <summary>A session's video began, broke off, came back or ended; always the whole present state.</summary>
/// <param name="SessionId">Which session.</param>
/// <param name="Revision">Rises with every change of this session's video.</param>
/// <param name="Status">One of <see cref="StreamStatus"/>.</param>
/// <param name="OccurredAt">When.</param>
/// <param name="Missing">What does not come although it was announced, see <see cref="StreamMissing"/>; null when all
/// is there.</param>
public sealed record StreamChanged(
    SessionId SessionId,
    long Revision,
    string Status,
    DateTimeOffset OccurredAt,
    string? Missing = null
) : IIntegrationEvent;

/// <summary>What can be missing from a live stream. Clients do without what they do not know.</summary>
public static class StreamMissing
{
    /// <summary>The sound; viewers get silence instead.</summary>
    public const string Audio = "audio";

    /// <summary>The picture; viewers see the last one.</summary>
    public const string Video = "video";
}

/// <summary>What a session's video can be.</summary>
public static class StreamStatus
{
    /// <summary>There was none so far.</summary>
    public const string None = "none";

    /// <summary>It is on.</summary>
    public const string Live = "live";

    /// <summary>It broke off; the encoder is expected back.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>It is over; what was recorded can be replayed.</summary>
    public const string Ended = "ended";
}

/// <summary>The platform failed a member during a class of a series, so its day may not count as missed for
/// them.</summary>
/// <param name="SessionId">Which session.</param>
/// <param name="MemberId">Whom it failed.</param>
/// <param name="ClassStartedAt">When the class started.</param>
/// <param name="LostSeconds">How much of the class's video could not be watched.</param>
/// <param name="OccurredAt">When this was found.</param>
public sealed record ViewerOutageDetected(
    SessionId SessionId,
    MemberId MemberId,
    DateTimeOffset ClassStartedAt,
    int LostSeconds,
    DateTimeOffset OccurredAt
) : IIntegrationEvent;
