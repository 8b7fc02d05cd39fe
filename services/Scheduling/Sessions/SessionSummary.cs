using NodaTime;
using UpperBack.Contracts.Events;
using UpperBack.Scheduling.Members;

namespace UpperBack.Scheduling.Sessions;

/// <summary>A session as one viewer sees it.</summary>
/// <param name="LocalStart">Start on the viewer's clock.</param>
/// <param name="LocalDate">Start in the viewer's calendar.</param>
/// <param name="TimeZone">The class's own zone.</param>
/// <param name="Status">See <see cref="SessionStatus"/>.</param>
/// <param name="SeatsLeft">Free coached seats.</param>
/// <param name="Waiting">How many wait for one.</param>
/// <param name="Leads">True for its instructor and its coaches, who take no seats.</param>
/// <param name="StartedAt">When the class began, if it did.</param>
/// <param name="EndedAt">When it was over, if it is.</param>
internal record SessionSummary(
    SessionId SessionId,
    SeriesId? SeriesId,
    string Title,
    Instant StartsAt,
    Instant EndsAt,
    LocalDateTime LocalStart,
    LocalDate LocalDate,
    string TimeZone,
    [OneOf(typeof(SessionStatus))] string Status,
    string InstructorName,
    string Programme,
    int Week,
    int CoachedSeats,
    int SeatsLeft,
    int Waiting,
    MyBooking MyBooking,
    bool Leads,
    Instant? StartedAt,
    Instant? EndedAt
);

/// <summary>The viewer's own claim on a coached seat.</summary>
/// <param name="Status">See <see cref="SeatStatus"/>.</param>
/// <param name="Position">Place in the waitlist, from 1.</param>
internal sealed record MyBooking([OneOf(typeof(SeatStatus))] string Status, int? Position);

/// <summary>A session with its run sheet.</summary>
internal sealed record SessionDetail : SessionSummary
{
    public SessionDetail(SessionSummary summary)
        : base(summary) { }

    public required MemberId InstructorId { get; init; }

    public required IReadOnlyList<MemberId> CoachIds { get; init; }

    /// <summary>The coaches by name.</summary>
    public required IReadOnlyList<NamedMember> Coaches { get; init; }

    /// <summary>True when its leaders were chosen for it alone, so that they stay when its series gets
    /// others.</summary>
    public required bool HasOwnLeaders { get; init; }

    /// <summary>True when the viewer may say who leads it, and cancel it: its instructor, its series' instructor, an
    /// administrator.</summary>
    public required bool MayChange { get; init; }

    /// <summary>Whether members with a coached seat may show themselves to the leaders.</summary>
    public required MirrorRules Mirror { get; init; }

    public required RunSheet RunSheet { get; init; }
}

/// <summary>The row behind a summary; every query of sessions selects <see cref="Columns"/>.</summary>
internal class SessionRow
{
    /// <summary>Columns and joins for a viewer, given as <c>@viewer</c>.</summary>
    public const string Columns = """
        session.session_id as SessionId, session.series_id as SeriesId, session.title as Title,
        session.starts_at as StartsAt,
        session.ends_at as EndsAt, session.time_zone as TimeZone, session.programme as Programme, session.week as Week,
        session.coached_seats as CoachedSeats, session.instructor_id as InstructorId, session.coach_ids as CoachIds,
        session.cancelled_at as CancelledAt, session.started_at as StartedAt, session.ended_at as EndedAt,
        instructor.display_name as InstructorName, mine.status as MyStatus,
        (select count(*) from coached_seats seat where seat.session_id = session.session_id
        and seat.status = 'booked') as Booked,
        (select count(*) from coached_seats seat where seat.session_id = session.session_id
        and seat.status = 'waitlisted') as Waiting,
        (select count(*) from coached_seats seat
            where seat.session_id = session.session_id and seat.status = 'waitlisted'
                and seat.place <= mine.place) as MyPosition
        """;

    public const string From = """
        sessions session
        left join members instructor on instructor.member_id = session.instructor_id
        left join coached_seats mine on mine.session_id = session.session_id and mine.member_id = @viewer
        """;

    public SessionId SessionId { get; init; }

    public SeriesId? SeriesId { get; init; }

    public string Title { get; init; } = "";

    public Instant StartsAt { get; init; }

    public Instant EndsAt { get; init; }

    public string TimeZone { get; init; } = "";

    public string Programme { get; init; } = "";

    public int Week { get; init; }

    public int CoachedSeats { get; init; }

    public MemberId InstructorId { get; init; }

    public string CoachIds { get; init; } = "";

    public Instant? CancelledAt { get; init; }

    public Instant? StartedAt { get; init; }

    public Instant? EndedAt { get; init; }

    public string? InstructorName { get; init; }

    public string? MyStatus { get; init; }

    public long Booked { get; init; }

    public long Waiting { get; init; }

    public long MyPosition { get; init; }

    /// <summary>The session on the viewer's clock.</summary>
    public SessionSummary ToSummary(MemberId viewer, DateTimeZone viewerZone, Instant now)
    {
        var localStart = StartsAt.InZone(viewerZone).LocalDateTime;
        return new SessionSummary(
            SessionId,
            SeriesId,
            Title,
            StartsAt,
            EndsAt,
            localStart,
            localStart.Date,
            TimeZone,
            SessionStatus.Of(new SessionMoments(EndsAt, CancelledAt, StartedAt, EndedAt), now),
            InstructorName ?? "Instructor",
            Programme,
            Week,
            CoachedSeats,
            (int)Math.Max(0, CoachedSeats - Booked),
            (int)Waiting,
            new MyBooking(MyStatus ?? SeatStatus.None, MyStatus == SeatStatus.Waitlisted ? (int)MyPosition : null),
            InstructorId == viewer || StoredJson.Read<IReadOnlyList<MemberId>>(CoachIds).Contains(viewer),
            StartedAt,
            EndedAt
        );
    }
}
