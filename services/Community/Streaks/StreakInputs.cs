using NodaTime;
using UpperBack.Community.Ledger;
using UpperBack.Community.Members;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Community.Streaks;

/// <summary>Everything that one member's streak is folded from.</summary>
internal sealed class StreakInputs
{
    private const string AttendancesSql = """
        select attendance_id as AttendanceId, revision, session_id as SessionId, class_started_at as ClassStartedAt,
               time_zone as TimeZone, day, watched_seconds as WatchedSeconds, keeps_day as KeepsDay
        from ledger where member_id = @memberId
        """;

    // All that can be missed: a class in which the platform failed this member cannot.
    private const string ClassesHeldSql = """
        select distinct started_at from held_classes
        where started_at > (select min(class_started_at) from ledger where member_id = @memberId)
          and not exists (select 1 from protections where protections.session_id = held_classes.session_id
              and protections.member_id = @memberId)
        """;

    private readonly IReadOnlyList<Attendance> attendances;
    private readonly IReadOnlyList<Instant> classesHeld;

    private StreakInputs(
        MemberProjection? member,
        string fallbackZone,
        IReadOnlyList<AttendanceRow> rows,
        IReadOnlyList<Instant> classesHeld
    )
    {
        Member = member;
        this.classesHeld = classesHeld;
        Zone = Zones.FindOrUtc(member?.TimeZone ?? fallbackZone);
        var firstZone = Zones.FindOrUtc(member?.FirstTimeZone ?? fallbackZone);
        attendances = [.. rows.Select(row => row.In(firstZone))];
    }

    /// <summary>The member as Accounts described them; null when it has not yet.</summary>
    public MemberProjection? Member { get; }

    /// <summary>The member's present zone.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>Reads them.</summary>
    /// <param name="source">Where they are.</param>
    /// <param name="memberId">Whose.</param>
    /// <param name="fallbackZone">Zone to assume until Accounts has described the member.</param>
    /// <param name="ct">Stops the reading.</param>
    public static async Task<StreakInputs> ReadAsync(
        IQueries source,
        MemberId memberId,
        string fallbackZone,
        CancellationToken ct
    ) =>
        new(
            await source.QueryFirstOrDefaultAsync<MemberProjection>(MemberProjection.Sql, new { memberId }, ct),
            fallbackZone,
            await source.QueryAsync<AttendanceRow>(AttendancesSql, new { memberId }, ct),
            await source.QueryAsync<Instant>(ClassesHeldSql, new { memberId }, ct)
        );

    /// <summary>The streak they make.</summary>
    public Streak Fold(Instant now) => Streak.Fold(attendances, classesHeld, Zone, now);

    private sealed class AttendanceRow
    {
        public AttendanceId AttendanceId { get; init; }

        public long Revision { get; init; }

        public SessionId SessionId { get; init; }

        public Instant ClassStartedAt { get; init; }

        public string? TimeZone { get; init; }

        public LocalDate? Day { get; init; }

        public int WatchedSeconds { get; init; }

        public bool KeepsDay { get; init; }

        public Attendance In(DateTimeZone firstZone)
        {
            var zone = TimeZone is null ? firstZone : Zones.FindOrUtc(TimeZone);
            var day = Day ?? ClassStartedAt.DayIn(zone);
            return new Attendance(
                AttendanceId,
                Revision,
                SessionId,
                ClassStartedAt,
                zone,
                day,
                WatchedSeconds,
                KeepsDay
            );
        }
    }
}
