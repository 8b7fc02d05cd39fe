using UpperBack.Scheduling.Progress;

namespace UpperBack.Scheduling.Intake;

/// <summary>What a newcomer answered.</summary>
/// <param name="Where">Where it hurts, see <see cref="IntakeTexts.Places"/>.</param>
/// <param name="RedFlags">Signs that belong to a clinician, see <see cref="IntakeTexts.RedFlags"/>.</param>
/// <param name="Experience"><c>new</c>, <c>some</c> or <c>regular</c>.</param>
/// <param name="Equipment">What is at hand, for instance <c>sturdy-table</c>.</param>
/// <param name="PainToday">0 to 10.</param>
internal sealed record IntakeAnswers(
    IReadOnlyList<string> Where,
    IReadOnlyList<string> RedFlags,
    string Experience,
    IReadOnlyList<string> Equipment,
    int PainToday
);

/// <summary>What is proposed to a newcomer.</summary>
/// <param name="Clinician">True when they should see a clinician before they practise.</param>
/// <param name="Programme">Slug of a programme; null when a clinician comes first.</param>
/// <param name="Why">Why this programme.</param>
/// <param name="StartLevel">Where every exercise begins, 0 to 3.</param>
/// <param name="Advice">What to know, in sentences.</param>
internal sealed record IntakeProposal(
    bool Clinician,
    string? Programme,
    string Why,
    int StartLevel,
    IReadOnlyList<string> Advice
)
{
    private const int MuchPain = 7;

    /// <summary>Decides, from the answers alone.</summary>
    public static IntakeProposal Of(IntakeAnswers answers)
    {
        if (answers.RedFlags.Count > 0)
        {
            return new IntakeProposal(
                Clinician: true,
                Programme: null,
                Why: "",
                StartLevel: 0,
                [
                    "Please talk to a doctor or physiotherapist before you join a class.",
                    "UpperBack is a wellness practice: it cannot tell what is behind numbness, weakness, chest "
                        + "pain, an injury, fever or pain at night.",
                    "Come back any time after that. Your account stays as it is.",
                ]
            );
        }

        var advice = new List<string>();
        if (answers.Where.Contains("lower-back"))
            advice.Add(
                "These classes are for the upper back. What they ask of the lower back is gentle; stay with "
                    + "the easier versions of Cobra and Locust at first."
            );
        if (answers.Where.Contains("neck"))
            advice.Add(
                "Keep your neck long and your eyes on the floor in Locust and Cobra; the back does the lifting."
            );
        if (!answers.Equipment.Contains("sturdy-table"))
            advice.Add("You need no equipment. For exercises with a table we show one without.");

        if (answers.PainToday >= MuchPain)
        {
            advice.Add(
                "On days like this two minutes are enough. When it eases, come back here for a longer programme."
            );
            return new IntakeProposal(
                false,
                "flare-day",
                "You have a lot of pain today: two minutes of breathing and easy movement, nothing to lift.",
                0,
                advice
            );
        }

        var isEased = answers.PainToday > Progression.DefaultPainThreshold;
        if (isEased)
            advice.Add(
                "You have some pain today, so begin with less. If it grows, say on your progress page that "
                    + "your back hurts today. You can also set there how much pain you are okay with."
            );
        return answers.Experience switch
        {
            "new" => new IntakeProposal(
                false,
                "beginners-14-days",
                "You are new to this: two weeks of the same five movements, with short holds.",
                1,
                advice
            ),
            "some" => new IntakeProposal(
                false,
                "upper-back-12-weeks",
                "You have tried it before: twelve weeks that build up step by step from the first level.",
                1,
                advice
            ),
            _ when isEased => new IntakeProposal(
                false,
                "upper-back-12-weeks",
                "You practise regularly, but have some pain today: twelve weeks that build up step by step, "
                    + "from the first level.",
                1,
                advice
            ),
            _ => new IntakeProposal(
                false,
                "upper-back-12-weeks",
                "You practise regularly: twelve weeks that build up step by step, from the second level.",
                2,
                advice
            ),
        };
    }
}

/// <summary>The answers there are.</summary>
internal static class IntakeTexts
{
    public static readonly IReadOnlyList<string> Places =
    [
        "neck",
        "between-shoulder-blades",
        "shoulders",
        "lower-back",
        "whole-back",
        "nowhere",
    ];
    public static readonly IReadOnlyList<string> RedFlags =
    [
        "numbness",
        "weakness",
        "chest-pain",
        "trauma",
        "fever",
        "night-pain",
    ];
    public static readonly IReadOnlyList<string> Experiences = ["new", "some", "regular"];
    public static readonly IReadOnlyList<string> TimesOfDay = ["morning", "midday", "evening", "any"];

    /// <summary>The time of day that an hour (0 to 23) is in; null at night.</summary>
    public static string? TimeOfDay(int hour) =>
        hour switch
        {
            >= 4 and < 11 => "morning",
            >= 11 and < 16 => "midday",
            >= 16 and < 23 => "evening",
            _ => null,
        };
}
