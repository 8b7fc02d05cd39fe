using System.Globalization;

namespace UpperBack.Scheduling.Exercises;

/// <summary>How much of an exercise at one level: rounds by the breath, holds, or repetitions; or none at
/// all.</summary>
/// <param name="Level">0 (a flare day) to 4.</param>
/// <param name="Sets">How often; once when null.</param>
/// <param name="HoldSeconds">Length of a hold, each side for a sided exercise.</param>
/// <param name="Repetitions">Repetitions a set.</param>
/// <param name="UpTo">Upper end when a range is given: seconds of a hold, or repetitions.</param>
/// <param name="Rounds">Breaths.</param>
/// <param name="InSeconds">Seconds of breathing in.</param>
/// <param name="OutSeconds">Seconds of breathing out.</param>
/// <param name="Variation">Which form of the exercise, for instance "Y arms".</param>
/// <param name="LeaveOut">True when it is left out at this level.</param>
/// <param name="Throughout">True for a breath that goes on through the whole class.</param>
internal sealed record Dosage(
    int Level,
    int? Sets = null,
    int? HoldSeconds = null,
    int? Repetitions = null,
    int? UpTo = null,
    int? Rounds = null,
    double? InSeconds = null,
    double? OutSeconds = null,
    string? Variation = null,
    bool LeaveOut = false,
    bool Throughout = false
)
{
    public const int FlareLevel = 0;
    public const int ClassLevel = 1;
    public const int HighestLevel = 4;

    /// <summary>The dosage in words: "3 × 20–30 s", "90 s each side", "20 rounds, 4 s in and 4 s out".</summary>
    public string ToText(bool sided, PlanTexts? texts = null)
    {
        texts ??= PlanTexts.English;
        if (LeaveOut)
            return texts.LeaveOut;

        var amount = this switch
        {
            { Throughout: true } => Breath(texts.Throughout),
            { Rounds: { } rounds } => Breath(texts.Rounds)
                .Replace("{rounds}", Number(rounds), StringComparison.Ordinal),
            { HoldSeconds: { } seconds } => texts.Seconds.Replace(
                "{amount}",
                SetsText + Range(seconds),
                StringComparison.Ordinal
            ),
            _ => SetsText + Range(Repetitions ?? 0),
        };
        if (sided)
            amount = texts.EachSide.Replace("{amount}", amount, StringComparison.Ordinal);
        return Variation is null ? amount : $"{amount}, {Variation}";
    }

    private string SetsText => Sets is > 1 ? $"{Sets} × " : "";

    private string Range(int min) => UpTo is { } max ? $"{min}–{max}" : $"{min}";

    private string Breath(string template) =>
        template
            .Replace("{in}", Number(InSeconds ?? 0), StringComparison.Ordinal)
            .Replace("{out}", Number(OutSeconds ?? 0), StringComparison.Ordinal);

    private static string Number(double number) => number.ToString(CultureInfo.InvariantCulture);
}
