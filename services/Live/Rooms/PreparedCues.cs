using System.Globalization;

namespace UpperBack.Live.Rooms;

/// <summary>Which of the cues prepared for a step are to be sent now: each from when it is due until its moment is
/// over. Pure.</summary>
internal static class PreparedCues
{
    /// <summary>A cue that could not be sent when it was due is sent within this time, or never.</summary>
    public const long LatestMs = 15_000;

    private const string Prefix = "prepared-";

    /// <summary>Whether this is the id of a prepared cue. It is the same whoever sends the cue, so that it is sent
    /// once.</summary>
    public static bool IsId(string clientCueId) => clientCueId.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The id of a prepared cue.</summary>
    /// <param name="stepAtMs">Media time at which its step began.</param>
    /// <param name="stepIndex">Which step of the run sheet.</param>
    /// <param name="place">Which of the step's cues, from 0.</param>
    public static string IdOf(long stepAtMs, int stepIndex, int place) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{stepAtMs}-{stepIndex}-{place}");

    /// <summary>The cues to send now, the earliest first.</summary>
    /// <param name="sheet">The class's run sheet.</param>
    /// <param name="step">The cue that began the current step; null when there is none.</param>
    /// <param name="sinceMs">Since when they are sent automatically: what was due before is left to the
    /// leaders.</param>
    /// <param name="wasSent">Whether the log has a cue with this id.</param>
    /// <param name="nowMs">The server's clock, Unix milliseconds.</param>
    public static IReadOnlyList<DueCue> DueNow(
        RunSheet sheet,
        Cue? step,
        long sinceMs,
        Func<string, bool> wasSent,
        long nowMs
    )
    {
        if (step?.Content.StepIndex is not { } index || sheet.Steps.ElementAtOrDefault(index)?.Cues is not { } cues)
            return [];

        return
        [
            .. cues.Select(
                    (cue, place) =>
                        new DueCue(
                            IdOf(step.MediaAtMs, index, place),
                            cue.Text,
                            step.MediaAtMs + (cue.AtSeconds * 1000L)
                        )
                )
                .Where(cue =>
                    cue.DueMs <= nowMs && nowMs - cue.DueMs <= LatestMs && cue.DueMs >= sinceMs && !wasSent(cue.Id)
                )
                .OrderBy(cue => cue.DueMs),
        ];
    }
}

/// <summary>A prepared cue to send.</summary>
/// <param name="Id">See <see cref="PreparedCues.IdOf"/>.</param>
/// <param name="Text">What it says.</param>
/// <param name="DueMs">Its moment, which is its media time.</param>
internal sealed record DueCue(string Id, string Text, long DueMs);
