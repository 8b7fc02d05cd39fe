using NodaTime;
using NodaTime.Text;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Scheduling.Members;

namespace UpperBack.Scheduling.Series;

/// <summary>A series as its row says it.</summary>
internal sealed class SeriesRow
{
    public const string Columns = """
        series.series_id as SeriesId, series.title as Title, series.programme as Programme,
        series.start_date as StartDate,
        series.local_time as LocalTime, series.time_zone as TimeZone, series.rule as Rule,
        series.duration_minutes as DurationMinutes,
        series.coached_seats as CoachedSeats, series.instructor_id as InstructorId, series.coach_ids as CoachIds,
        series.mirror_allowed as MirrorAllowed, series.mirror_minimum_age as MirrorMinimumAge,
        series.cancelled_at as CancelledAt, series.planned_until as PlannedUntil,
        instructor.display_name as InstructorName
        """;

    public const string From = "series left join members instructor on instructor.member_id = series.instructor_id";

    /// <summary>The only form of a local time on the wire and in rows.</summary>
    public static readonly LocalTimePattern TimePattern = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");

    public SeriesId SeriesId { get; init; }

    public string Title { get; init; } = "";

    public string Programme { get; init; } = "";

    public LocalDate StartDate { get; init; }

    public string LocalTime { get; init; } = "";

    public string TimeZone { get; init; } = "";

    public string Rule { get; init; } = "";

    public int DurationMinutes { get; init; }

    public int CoachedSeats { get; init; }

    public MemberId InstructorId { get; init; }

    public string CoachIds { get; init; } = "[]";

    public bool MirrorAllowed { get; init; }

    public int MirrorMinimumAge { get; init; }

    public MirrorRules Mirror => new(MirrorAllowed, MirrorMinimumAge);

    public Instant? CancelledAt { get; init; }

    public LocalDate? PlannedUntil { get; init; }

    public string? InstructorName { get; init; }

    /// <summary>When its classes are; the rule was checked before it was stored.</summary>
    public Recurrence ToRecurrence()
    {
        var (recurrence, error) = Recurrence.Read(
            Rule,
            StartDate,
            TimePattern.Parse(LocalTime).GetValueOrThrow(),
            Zones.Get(TimeZone)
        );
        return recurrence
            ?? throw new InvalidOperationException($"The stored rule of series {SeriesId} cannot be read: {error}");
    }

    /// <summary>Series as they are shown, with the names of those who coach.</summary>
    public static async Task<IReadOnlyList<SeriesView>> ToViewsAsync(
        IQueries queries,
        IReadOnlyList<SeriesRow> rows,
        Instant now,
        CancellationToken ct
    )
    {
        var coaches = rows.ToDictionary(
            row => row.SeriesId,
            row => StoredJson.Read<IReadOnlyList<MemberId>>(row.CoachIds)
        );
        var named = await Leaders.NameAsync(queries, [.. coaches.Values.SelectMany(ids => ids).Distinct()], ct);
        var byId = named.ToDictionary(member => member.MemberId);
        return [.. rows.Select(row => row.ToView([.. coaches[row.SeriesId].Select(id => byId[id])], now))];
    }

    /// <summary>The series with its coaches by name.</summary>
    public SeriesView ToView(IReadOnlyList<NamedMember> coaches, Instant now) =>
        new(
            SeriesId,
            Title,
            Programme,
            StartDate,
            LocalTime,
            TimeZone,
            Rule,
            RuleText.Of(RecurrenceRule.Read(Rule).Rule!, StartDate, LocalTime),
            DurationMinutes,
            CoachedSeats,
            InstructorId,
            InstructorName ?? "Instructor",
            [.. coaches.Select(coach => coach.MemberId)],
            coaches,
            Ended: CancelledAt is not null || ToRecurrence().IsOverAfter(now),
            Mirror
        );
}

/// <summary>A recurring class.</summary>
/// <param name="LocalTime">Start of every class in <paramref name="TimeZone"/>, such as 06:30.</param>
/// <param name="Rule">RFC 5545.</param>
/// <param name="RuleText">The rule in words.</param>
/// <param name="Coaches">The coaches by name.</param>
/// <param name="Ended">True when it was cancelled or its last class has begun.</param>
/// <param name="Mirror">Whether members with a coached seat may show themselves to the leaders.</param>
internal sealed record SeriesView(
    SeriesId SeriesId,
    string Title,
    string Programme,
    LocalDate StartDate,
    string LocalTime,
    string TimeZone,
    string Rule,
    string RuleText,
    int DurationMinutes,
    int CoachedSeats,
    MemberId InstructorId,
    string InstructorName,
    IReadOnlyList<MemberId> CoachIds,
    IReadOnlyList<NamedMember> Coaches,
    bool Ended,
    MirrorRules Mirror
);
