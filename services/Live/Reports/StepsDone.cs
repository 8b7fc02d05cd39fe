using UpperBack.Live.Rooms;

namespace UpperBack.Live.Reports;

/// <summary>Which steps a class really did, and for how long, from its cues: a step lasts until another is cued or the
/// class ends, whatever the run sheet says. Pure.</summary>
internal static class StepsDone
{
    /// <summary>The steps in the order in which each was first done; rests are left out. A step that was come back to
    /// is one.</summary>
    /// <param name="cues">The room's log.</param>
    /// <param name="sheet">The run sheet that the cues refer to.</param>
    /// <param name="endMs">The class's end, or now, Unix milliseconds.</param>
    /// <param name="watched">What somebody watched.</param>
    public static IReadOnlyList<StepDone> Of(IEnumerable<Cue> cues, RunSheet sheet, long endMs, IntervalSet watched)
    {
        var spans = SpansOf(cues, endMs).Where(span => span.Index >= 0 && span.Index < sheet.Steps.Count).ToArray();
        return
        [
            .. spans
                .GroupBy(span => span.Index)
                .Select(done =>
                {
                    var step = sheet.Steps[done.Key];
                    return new StepDone(
                        step.Index,
                        step.Exercise,
                        step.Name,
                        step.Kind,
                        step.Side,
                        done.First().FromMs,
                        WatchRules.SecondsOf(done.Sum(span => span.ToMs - span.FromMs)),
                        WatchRules.SecondsOf(
                            done.Sum(span => watched.Within(new TimeInterval(span.FromMs, span.ToMs)).LengthMs)
                        ),
                        step.ExerciseName
                    );
                })
                .Where(step => step.Kind != StepKinds.Rest),
        ];
    }

    /// <summary>From each step's cue to the next one, by the moments that the cues refer to.</summary>
    private static IEnumerable<(int Index, long FromMs, long ToMs)> SpansOf(IEnumerable<Cue> cues, long endMs)
    {
        var changes = cues.Where(cue => cue.Content.Kind is CueKinds.Step or CueKinds.ClassEnded)
            .Select(cue => (Index: cue.Content.Kind == CueKinds.Step ? cue.Content.StepIndex ?? -1 : -1, cue.MediaAtMs))
            .OrderBy(change => change.MediaAtMs)
            .ToArray();
        for (var i = 0; i < changes.Length; i++)
        {
            var toMs = Math.Min(endMs, i + 1 < changes.Length ? changes[i + 1].MediaAtMs : endMs);
            if (toMs > changes[i].MediaAtMs)
                yield return (changes[i].Index, changes[i].MediaAtMs, toMs);
        }
    }
}

/// <summary>A step that was done.</summary>
/// <param name="Index">Position in the run sheet, from 0.</param>
/// <param name="Exercise">Slug of the exercise.</param>
/// <param name="Name">What people read.</param>
/// <param name="Kind">Kind of the exercise.</param>
/// <param name="Side"><c>left</c>, <c>right</c> or null.</param>
/// <param name="StartedAtMs">When it was first cued, Unix milliseconds.</param>
/// <param name="Seconds">How long it lasted in all.</param>
/// <param name="WatchedSeconds">How much of that the member watched.</param>
/// <param name="ExerciseName">What the exercise is called, without its variation.</param>
internal sealed record StepDone(
    int Index,
    string Exercise,
    string Name,
    [OneOf(typeof(StepKinds))] string Kind,
    [OneOf(typeof(StepSides))] string? Side,
    long StartedAtMs,
    int Seconds,
    int WatchedSeconds,
    string? ExerciseName = null
);
