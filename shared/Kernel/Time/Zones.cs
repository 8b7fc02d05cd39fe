using NodaTime;

namespace UpperBack.Kernel.Time;

/// <summary>IANA time zones by id.</summary>
public static class Zones
{
    /// <summary>The zone with this id, or null when there is none.</summary>
    public static DateTimeZone? Find(string? id) => id is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(id);

    /// <summary>The zone with this id, which was checked before it was stored.</summary>
    public static DateTimeZone Get(string id) => DateTimeZoneProviders.Tzdb[id];
}
