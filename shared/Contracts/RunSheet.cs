using System.ComponentModel.DataAnnotations;
using UpperBack.Contracts.Live;

namespace UpperBack.Contracts;

/// <summary>The ordered, timed steps of one class.</summary>
/// <param name="Steps">In order; each starts where the one before it ends.</param>
public sealed record RunSheet(IReadOnlyList<RunSheetStep> Steps)
{
    /// <summary>In order; each starts where the one before it ends.</summary>
    public IReadOnlyList<RunSheetStep> Steps { get; init; } = RunSheetCompletion.Complete(Steps);

    /// <summary>Sum of the steps, in seconds.</summary>
    public int DurationSeconds => Steps.Sum(step => step.DurationSeconds);
}

/// <summary>One timed step of a run sheet.</summary>
/// <param name="Index">Position in the sheet, from 0.</param>
/// <param name="Exercise">Slug of the exercise, for instance <c>cat-cow</c>.</param>
/// <param name="Name">What people read, for instance "Thread the Needle".</param>
/// <param name="Kind">One of <see cref="StepKinds"/>.</param>
/// <param name="Side">One of <see cref="StepSides"/>, or null when the step has no side.</param>
/// <param name="OffsetSeconds">Seconds from the start of the class.</param>
/// <param name="DurationSeconds">Seconds the step lasts.</param>
/// <param name="Instruction">One sentence that says what to do now.</param>
/// <param name="Breath">Breath pace, or null when the step is not paced by breath.</param>
/// <param name="Set">Which set this is, from 1; null when the step has no sets.</param>
/// <param name="Sets">How many sets; null when the step has no sets.</param>
/// <param name="Repetitions">Repetitions in the set; null for holds and paced rounds.</param>
/// <param name="Faults">The faults a form note may name during this step.</param>
/// <param name="Levels">What the step is for a participant of each level, 0 to 4, in order; null when it is the same
/// for everybody. Each device picks its own, so that one cue coaches every level.</param>
/// <param name="Cues">Cues prepared for this step, by rising time; null when there are none.</param>
/// <param name="ExerciseName">What the exercise is called, without variation or pause: "Locust" of "Locust, Y
/// arms".</param>
/// <param name="Variation">Which form of the exercise the class does; null for its own.</param>
/// <param name="Pause">What a rest is for, one of <see cref="StepPauses"/>; null for work.</param>
public sealed record RunSheetStep(
    int Index,
    string Exercise,
    string Name,
    [OneOf(typeof(StepKinds))] string Kind,
    [OneOf(typeof(StepSides))] string? Side,
    int OffsetSeconds,
    int DurationSeconds,
    string Instruction,
    BreathPace? Breath,
    int? Set,
    int? Sets,
    int? Repetitions,
    IReadOnlyList<ExerciseFault> Faults,
    IReadOnlyList<StepDosage>? Levels = null,
    IReadOnlyList<PreparedCue>? Cues = null,
    string? ExerciseName = null,
    string? Variation = null,
    [OneOf(typeof(StepPauses))] string? Pause = null
);

/// <summary>What a step can be.</summary>
public static class StepKinds
{
    /// <summary>Movement through a range.</summary>
    public const string Mobility = "mobility";

    /// <summary>A stretch.</summary>
    public const string Stretch = "stretch";

    /// <summary>Work against weight.</summary>
    public const string Strength = "strength";

    /// <summary>Breathing.</summary>
    public const string Breath = "breath";

    /// <summary>A pause; <see cref="RunSheetStep.Pause"/> says what for.</summary>
    public const string Rest = "rest";
}

/// <summary>The sides of a step.</summary>
public static class StepSides
{
    /// <summary>Left.</summary>
    public const string Left = "left";

    /// <summary>Right.</summary>
    public const string Right = "right";
}

/// <summary>What a pause is for.</summary>
public static class StepPauses
{
    /// <summary>To take up the next exercise.</summary>
    public const string GetReady = "get-ready";

    /// <summary>To go on with the other side.</summary>
    public const string ChangeSides = "change-sides";

    /// <summary>To rest between sets.</summary>
    public const string Rest = "rest";
}

/// <summary>What one step is for a participant of one level.</summary>
/// <param name="Level">0 (a flare day) to 4.</param>
/// <param name="Text">The dosage in words, for instance "25 s, Y arms".</param>
/// <param name="Variation">Which form of the exercise; null for its own.</param>
/// <param name="HoldSeconds">Length of the hold; null when it is not a hold.</param>
/// <param name="Repetitions">Repetitions in this set; null for holds and paced rounds.</param>
/// <param name="Breath">Breath pace; null when the step is not paced by breath.</param>
/// <param name="LeaveOut">True when this level rests during the step.</param>
/// <param name="Instruction">One sentence that says what to do now at this level; for a step that is left out, what to
/// do instead.</param>
public sealed record StepDosage(
    [Range(0, 4)] int Level,
    string Text,
    string? Variation,
    int? HoldSeconds,
    int? Repetitions,
    BreathPace? Breath,
    bool LeaveOut,
    string Instruction
);

/// <summary>A cue written before the class.</summary>
/// <param name="AtSeconds">When to send it, in seconds after its step began; less than the step's duration.</param>
/// <param name="Text">The words, 1 to 280 characters.</param>
public sealed record PreparedCue(int AtSeconds, [StringLength(LiveLimits.CueText, MinimumLength = 1)] string Text);

/// <summary>A breath pattern every device paces by itself from one cue.</summary>
/// <param name="Rounds">Breaths, 1 to 200.</param>
/// <param name="InSeconds">Seconds of breathing in, 1 to 20.</param>
/// <param name="OutSeconds">Seconds of breathing out, 1 to 20.</param>
public sealed record BreathPace(
    [Range(1, LiveLimits.BreathRounds)] int Rounds,
    [Range(1, LiveLimits.BreathSeconds)] double InSeconds,
    [Range(1, LiveLimits.BreathSeconds)] double OutSeconds
);

/// <summary>A named form error and the words that correct it.</summary>
/// <param name="Slug">For instance <c>shrugged-shoulders</c>; unique within its exercise.</param>
/// <param name="Name">What a coach sees on the button.</param>
/// <param name="Correction">What the participant reads.</param>
public sealed record ExerciseFault(string Slug, string Name, string Correction);
