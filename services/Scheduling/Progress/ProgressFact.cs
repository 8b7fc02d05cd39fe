using NodaTime;

namespace UpperBack.Scheduling.Progress;

/// <summary>Something that one member did or felt on a day of their own calendar, as far as it concerns one exercise.
/// Two equal facts are one.</summary>
/// <param name="Day">The day in the member's zone of that time.</param>
internal abstract record ProgressFact(LocalDate Day);

/// <summary>The exercise was practised, in a class or alone.</summary>
/// <param name="Day">The day.</param>
/// <param name="TargetsMet">False when the member said that they missed them.</param>
/// <param name="Effort">How hard it was, 1 to 10; null when they did not say.</param>
internal sealed record Practised(LocalDate Day, bool TargetsMet, int? Effort) : ProgressFact(Day);

/// <summary>Pain was reported, whatever was practised.</summary>
/// <param name="Day">The day.</param>
/// <param name="Score">0 to 10.</param>
internal sealed record PainFelt(LocalDate Day, int Score) : ProgressFact(Day);

/// <summary>The member called it a flare day.</summary>
/// <param name="Day">The day.</param>
internal sealed record FlareDeclared(LocalDate Day) : ProgressFact(Day);

/// <summary>The member set how much pain is still all right, from this day on.</summary>
/// <param name="Day">The day.</param>
/// <param name="Score">0 to 10; pain above it is a flare.</param>
internal sealed record ThresholdSet(LocalDate Day, int Score) : ProgressFact(Day);

/// <summary>The member wanted the exercise one level easier, at once.</summary>
/// <param name="Day">The day.</param>
/// <param name="Choice">Which choice: each is one level.</param>
internal sealed record EasierChosen(LocalDate Day, Guid Choice) : ProgressFact(Day);

/// <summary>Where an exercise begins.</summary>
/// <param name="Level">0 to 4.</param>
/// <param name="Since">The day it begins on; what was before it does not count. Null: the first fact.</param>
internal readonly record struct ProgressStart(int Level, LocalDate? Since);

/// <summary>What was decided about a level.</summary>
internal static class Decision
{
    /// <summary>It has not been practised yet.</summary>
    public const string Start = "start";

    /// <summary>One level up.</summary>
    public const string Advance = "advance";

    /// <summary>It stays.</summary>
    public const string Hold = "hold";

    /// <summary>One level down.</summary>
    public const string StepBack = "step-back";
}
