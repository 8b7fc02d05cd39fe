namespace UpperBack.Scheduling.Exercises;

/// <summary>A dosage for people (<paramref name="Text"/>) and for programs.</summary>
internal sealed record DosageView(
    int Level,
    string Text,
    int? Sets,
    int? HoldSeconds,
    int? Repetitions,
    int? Rounds,
    double? InSeconds,
    double? OutSeconds,
    string? Variation,
    bool LeaveOut
)
{
    public static DosageView Of(Dosage dosage, bool sided, PlanTexts? texts = null) =>
        new(
            dosage.Level,
            dosage.ToText(sided, texts),
            dosage.Sets,
            dosage.HoldSeconds,
            dosage.Repetitions,
            dosage.Rounds,
            dosage.InSeconds,
            dosage.OutSeconds,
            dosage.Variation,
            dosage.LeaveOut
        );
}
