using NodaTime;
using NodaTime.Text;

namespace UpperBack.Kernel.Time;

/// <summary>Instants as text on every wire.</summary>
public static class Instants
{
    /// <summary>ISO 8601 in UTC, such as <c>2026-11-23T01:00:00Z</c>.</summary>
    public static string Format(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    /// <summary>Reads ISO 8601 with <c>Z</c> or an offset; null when the text is anything else.</summary>
    public static Instant? Parse(string? text) =>
        text is not null && OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true } parsed ? parsed.Value.ToInstant().ToMicroseconds() : null;
}
