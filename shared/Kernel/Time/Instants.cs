using NodaTime;
using NodaTime.Text;

namespace UpperBack.Kernel.Time;

/// <summary>Instants as text on every wire.</summary>
public static class Instants
{
    /// <summary>ISO 8601 in UTC, such as <c>2026-11-23T01:00:00Z</c>.</summary>
    public static string Format(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    /// <summary>Reads ISO 8601 with <c>Z</c> or an offset, from the year 1 to 9998: near the ends of the calendar an
    /// offset would lead out of it. Null when the text is anything else.</summary>
    public static Instant? Parse(string? text) =>
        text is not null
        && OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true, Value: { Year: >= 1 and <= 9998 } moment }
            ? moment.ToInstant().ToMicroseconds()
            : null;
}
