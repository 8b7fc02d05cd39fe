using NodaTime;

namespace UpperBack.Community.Ledger;

/// <summary>One record of one attendance, as the ledger holds it; of the records of one attendance the highest revision
/// counts. A day that any of them kept stays kept: no later record changes that.</summary>
/// <param name="Id">Which attendance.</param>
/// <param name="Revision">Rises with each record.</param>
/// <param name="SessionId">Which session.</param>
/// <param name="ClassStartedAt">When the class started.</param>
/// <param name="Zone">The member's zone then.</param>
/// <param name="Day">The day of <paramref name="ClassStartedAt"/> in <paramref name="Zone"/>, as it was when
/// recorded.</param>
/// <param name="WatchedSeconds">What the member watched of the class.</param>
/// <param name="KeepsDay">Whether that was enough, by the rule of the time.</param>
internal sealed record Attendance(
    AttendanceId Id,
    long Revision,
    SessionId SessionId,
    Instant ClassStartedAt,
    DateTimeZone Zone,
    LocalDate Day,
    int WatchedSeconds,
    bool KeepsDay
)
{
    /// <summary>Earlier class first; the same whatever the order before.</summary>
    public static readonly Comparison<Attendance> ByTime = (one, other) =>
        one.ClassStartedAt != other.ClassStartedAt ? one.ClassStartedAt.CompareTo(other.ClassStartedAt)
        : one.Zone != other.Zone ? string.CompareOrdinal(one.Zone.Id, other.Zone.Id)
        : one.Id.Value.CompareTo(other.Id.Value);

    /// <summary>The records that count. Which of two records with one revision wins is arbitrary, but never
    /// chance.</summary>
    public static IEnumerable<Attendance> Latest(IEnumerable<Attendance> records) =>
        records
            .GroupBy(record => record.Id)
            .Select(same =>
                same.OrderByDescending(record => record.Revision)
                    .ThenByDescending(record => record.WatchedSeconds)
                    .ThenByDescending(record => record.KeepsDay)
                    .ThenBy(record => record.ClassStartedAt)
                    .ThenBy(record => record.Zone.Id, StringComparer.Ordinal)
                    .First() with
                {
                    KeepsDay = same.Any(record => record.KeepsDay),
                }
            );
}
