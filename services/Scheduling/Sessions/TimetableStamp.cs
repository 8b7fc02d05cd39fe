using NodaTime;

namespace UpperBack.Scheduling.Sessions;

/// <summary>What a timetable's sessions were when it was made, in a few numbers. Within one window each only ever
/// rises, and whatever the page shows raises one of them, whoever writes it: a page of the same stamp is still
/// true.</summary>
internal sealed record TimetableStamp
{
    public long Sessions { get; init; }

    /// <summary>Of the sessions and their seats, added up.</summary>
    public long Revisions { get; init; }

    public long Started { get; init; }

    public long Ended { get; init; }

    public Instant? LastEnd { get; init; }

    /// <summary>Revisions of the instructors, one more for each that is known, added up.</summary>
    public long Instructors { get; init; }

    public static TimetableStamp Of(IReadOnlyList<TimetableRow> rows) =>
        new()
        {
            Sessions = rows.Count,
            Revisions = rows.Sum(row => row.Revisions),
            Started = rows.Count(row => row.StartedAt is not null),
            Ended = rows.Count(row => row.EndedAt is not null),
            LastEnd = rows.Max(row => row.EndedAt),
            Instructors = rows.DistinctBy(row => row.InstructorId).Sum(row => row.InstructorRevision + 1 ?? 0),
        };

    /// <summary>Reads the one that holds at present.</summary>
    /// <param name="database">Where from.</param>
    /// <param name="window">Of which sessions.</param>
    /// <param name="instructors">Who was named on the page.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<TimetableStamp> ReadAsync(
        SchedulingDatabase database,
        TimetableWindow window,
        IEnumerable<MemberId> instructors,
        CancellationToken ct
    ) =>
        (
            await database.QueryFirstOrDefaultAsync<TimetableStamp>(
                $"""
                select
                    count(*) as Sessions, cast(coalesce(sum(revision + seats_revision), 0) as bigint) as Revisions,
                    count(started_at) as Started, count(ended_at) as Ended, max(ended_at) as LastEnd,
                    (select cast(coalesce(sum(revision + 1), 0) as bigint) from members
                        where {database.Dialect.In("member_id", "ids")}) as Instructors
                from (
                    select revision, seats_revision, started_at, ended_at from sessions
                    where starts_at >= @First and starts_at < @Last
                    order by starts_at, session_id
                    limit {TimetablePage.MaxSessions}
                ) shown
                """,
                new
                {
                    window.First,
                    window.Last,
                    ids = database.Dialect.Ids(instructors),
                },
                ct
            )
        )!;
}
