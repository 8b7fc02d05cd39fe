namespace UpperBack.Contracts;

/// <summary>The ordered, timed steps of one class.</summary>
/// <param name="Steps">In order; each starts where the one before it ends.</param>
public sealed record RunSheet(IReadOnlyList<RunSheetStep> Steps)
{
    /// <summary>Sum of the steps, in seconds.</summary>
    public int DurationSeconds => Steps.Sum(step => step.DurationSeconds);
}

/// <summary>One timed step of a run sheet.</summary>
/// <param name="Index">Position in the sheet, from 0.</param>
/// <param name="Exercise">Slug of the exercise, for instance <c>cat-cow</c>.</param>
/// <param name="Name">What people read, for instance "Thread the Needle".</param>
/// <param name="Kind"><c>mobility</c>, <c>stretch</c>, <c>strength</c>, <c>breath</c> or <c>rest</c>.</param>
/// <param name="Side"><c>left</c>, <c>right</c>, or null when the step has no side.</param>
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
public sealed record RunSheetStep(
    int Index,
    string Exercise,
    string Name,
    string Kind,
    string? Side,
    int OffsetSeconds,
    int DurationSeconds,
    string Instruction,
    BreathPace? Breath,
    int? Set,
    int? Sets,
    int? Repetitions,
    IReadOnlyList<ExerciseFault> Faults,
    IReadOnlyList<StepDosage>? Levels = null,
    IReadOnlyList<PreparedCue>? Cues = null
);

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
    int Level,
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
public sealed record PreparedCue(int AtSeconds, string Text);

/// <summary>A breath pattern every device paces by itself from one cue.</summary>
/// <param name="Rounds">Breaths, 1 to 200.</param>
/// <param name="InSeconds">Seconds of breathing in, 1 to 20.</param>
/// <param name="OutSeconds">Seconds of breathing out, 1 to 20.</param>
public sealed record BreathPace(int Rounds, double InSeconds, double OutSeconds);

/// <summary>A named form error and the words that correct it.</summary>
/// <param name="Slug">For instance <c>shrugged-shoulders</c>; unique within its exercise.</param>
/// <param name="Name">What a coach sees on the button.</param>
/// <param name="Correction">What the participant reads.</param>
public sealed record ExerciseFault(string Slug, string Name, string Correction);
