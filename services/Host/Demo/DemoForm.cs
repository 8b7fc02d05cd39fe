using System.Collections.Concurrent;
using UpperBack.Contracts.Live;

namespace UpperBack.Host.Demo;

/// <summary>How one simulated participant looks: they move with the class as they see it, and may do it wrong until a
/// note for that has come.</summary>
/// <param name="figures">The drawings.</param>
/// <param name="number">Which of those who share, from 0; nobody else looks like the first.</param>
/// <param name="hasFault">Whether they do exercises wrong.</param>
internal sealed class DemoForm(DemoFigures figures, int number, bool hasFault)
{
    /// <summary>What the class's video takes to their screen.</summary>
    private const long VideoMs = 2000;

    /// <summary>Nobody moves quite with the others.</summary>
    private const long LateMs = 350;

    private readonly ConcurrentDictionary<string, bool> corrected = new();
    private volatile RunSheet? runSheet;
    private volatile Moment? moment;

    /// <summary>The class's steps, from now on.</summary>
    public void Follow(RunSheet steps) => runSheet = steps;

    /// <summary>The class comes to a step.</summary>
    public void OnCue(Cue cue)
    {
        if (cue.Content is { Kind: CueKinds.Step, StepIndex: { } index })
            moment = new Moment(index, cue.MediaAtMs);
    }

    /// <summary>Whether a note corrects what is seen of them now. What a leader wrote in words of their own may be for
    /// anything.</summary>
    public bool IsCorrectedBy(FormNote note) =>
        hasFault
        && figures.Movements.TryGetValue(note.Exercise ?? Exercise, out var movement)
        && (note.Fault is null || note.Fault == movement.Fault);

    /// <summary>From now on they do the note's exercise well.</summary>
    public void Correct(FormNote note) => corrected[note.Exercise ?? Exercise] = true;

    /// <summary>The frame of the class that they see, media time in Unix milliseconds.</summary>
    public static long SeenAtMs(long nowMs) => nowMs - VideoMs;

    /// <summary>What their camera would see: a still, WebP.</summary>
    public ReadOnlyMemory<byte> Draw(bool isLookIn, long nowMs)
    {
        var present = Present;
        var movement = figures.MovementOf(present?.Step);
        var progress = present is var (step, beganAtMs)
            ? DemoMotion.ProgressOf(
                step,
                figures.Movements[movement].LiftOn,
                SeenAtMs(nowMs) - (LateMs * number) - beganAtMs
            )
            : 0;
        return figures.Find(
            movement,
            number == 0 ? 0 : 1 + ((number - 1) % (figures.People - 1)),
            hasFault && !corrected.ContainsKey(Exercise),
            isLookIn,
            progress
        );
    }

    private string Exercise => Present?.Step.Exercise ?? DemoFigures.Rest;

    private (RunSheetStep Step, long BeganAtMs)? Present =>
        moment is { } at && runSheet is { } sheet && at.Step < sheet.Steps.Count
            ? (sheet.Steps[at.Step], at.BeganAtMs)
            : null;

    private sealed record Moment(int Step, long BeganAtMs);
}
