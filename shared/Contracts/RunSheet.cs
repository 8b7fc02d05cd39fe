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
    IReadOnlyList<ExerciseFault> Faults);

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
