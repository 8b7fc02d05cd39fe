using NodaTime;

namespace UpperBack.Live.Classes;

/// <summary>How long a class was: as long as it was led, however late somebody ended it. Pure.</summary>
internal static class ClassLength
{
    /// <summary>Until when a class was led: until it ended, but no longer than it was planned, counted from its start,
    /// or than its leaders went on beyond that: to their last cue, and to the end of the step they cued last.</summary>
    /// <param name="startedAt">When it started.</param>
    /// <param name="endedAt">When it was ended, or since when nobody led it.</param>
    /// <param name="planned">How long it was to be.</param>
    /// <param name="lastCueAt">When the last cue was sent.</param>
    /// <param name="lastStepEndsAt">When the step that was cued last is over by the run sheet; null without
    /// one.</param>
    public static Instant LedUntil(
        Instant startedAt,
        Instant endedAt,
        Duration planned,
        Instant lastCueAt,
        Instant? lastStepEndsAt
    )
    {
        var led = Instant.Max(startedAt + planned, Instant.Max(lastCueAt, lastStepEndsAt ?? startedAt));
        return Instant.Max(startedAt, Instant.Min(endedAt, led));
    }
}
