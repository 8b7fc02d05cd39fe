using NodaTime;
using UpperBack.Contracts.Events;

namespace UpperBack.Scheduling.Sessions;

/// <summary>A session's plan as its row has it.</summary>
internal sealed class StoredPlan
{
    /// <summary>What a statement that changes a plan returns.</summary>
    public const string Columns = """
        session_id as SessionId, series_id as SeriesId, local_date as LocalDate, title as Title,
        programme as Programme, week as Week,
        starts_at as StartsAt, ends_at as EndsAt, time_zone as TimeZone, coached_seats as CoachedSeats,
        instructor_id as InstructorId, coach_ids as CoachIds, mirror_allowed as MirrorAllowed,
        mirror_minimum_age as MirrorMinimumAge, run_sheet as RunSheet, revision as Revision
        """;

    public SessionId SessionId { get; init; }

    public SeriesId? SeriesId { get; init; }

    public LocalDate LocalDate { get; init; }

    public string Title { get; init; } = "";

    public string Programme { get; init; } = "";

    public int Week { get; init; }

    public Instant StartsAt { get; init; }

    public Instant EndsAt { get; init; }

    public string TimeZone { get; init; } = "";

    public int CoachedSeats { get; init; }

    public MemberId InstructorId { get; init; }

    public string CoachIds { get; init; } = "";

    public bool MirrorAllowed { get; init; }

    public int MirrorMinimumAge { get; init; }

    public string RunSheet { get; init; } = "";

    public long Revision { get; init; }

    public SessionPlan ToPlan() =>
        new()
        {
            SessionId = SessionId,
            SeriesId = SeriesId,
            LocalDate = LocalDate,
            Title = Title,
            Programme = Programme,
            Week = Week,
            StartsAt = StartsAt,
            EndsAt = EndsAt,
            TimeZone = TimeZone,
            CoachedSeats = CoachedSeats,
            InstructorId = InstructorId,
            CoachIds = StoredJson.Read<IReadOnlyList<MemberId>>(CoachIds),
            Mirror = new MirrorRules(MirrorAllowed, MirrorMinimumAge),
            RunSheet = StoredJson.Read<RunSheet>(RunSheet),
        };
}
