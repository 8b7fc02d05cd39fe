using NodaTime;

namespace UpperBack.Kernel.Time;

/// <summary>IANA time zones by id.</summary>
public static class Zones
{
    /// <summary>The zone with this id, or null when there is none.</summary>
    public static DateTimeZone? Find(string? id) => id is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(id);

    /// <summary>The zone with this id, which was checked before it was stored.</summary>
    public static DateTimeZone Get(string id) => DateTimeZoneProviders.Tzdb[id];

    /// <summary>The zone with this id; UTC when there is none, or none is known yet.</summary>
    public static DateTimeZone FindOrUtc(string? id) => Find(id) ?? DateTimeZone.Utc;

    /// <summary>The day an instant is on in a zone. In a member's own zone it is the day their attendance, practice or
    /// check-in counts for.</summary>
    public static LocalDate DayIn(this Instant instant, DateTimeZone zone) => instant.InZone(zone).Date;
}
