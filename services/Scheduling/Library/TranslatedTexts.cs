using UpperBack.Scheduling.Exercises;
using UpperBack.Scheduling.Programmes;

namespace UpperBack.Scheduling.Library;

/// <summary>An exercise's texts in another language: the file <c>Content/LANGUAGE/exercises/SLUG.json</c>. The fields
/// are those of <see cref="Exercise"/>; its equipment is given only where it needs any.</summary>
/// <param name="FigureWords">What the figure shows.</param>
internal sealed record ExerciseTexts(
    string Name,
    IReadOnlyList<string> Targets,
    string Purpose,
    string Summary,
    IReadOnlyList<string> HowTo,
    string Easier,
    string Harder,
    string BreathPattern,
    string GetReady,
    string Instruction,
    string Rest,
    IReadOnlyList<ExerciseVariation> Variations,
    IReadOnlyList<string> Cues,
    IReadOnlyList<ExerciseFault> Faults,
    IReadOnlyList<string> Safety,
    string FigureWords,
    string? AlsoCalled = null,
    string? KindDetail = null,
    string? Equipment = null,
    string? Alternative = null
)
{
    public Exercise AddTo(Exercise exercise, CommonTexts common) =>
        exercise with
        {
            Name = Name,
            AlsoCalled = AlsoCalled,
            KindDetail = KindDetail,
            Targets = Targets,
            Equipment = Equipment ?? exercise.Equipment,
            Alternative = Alternative,
            Purpose = Purpose,
            Summary = Summary,
            HowTo = HowTo,
            Easier = Easier,
            Harder = Harder,
            BreathPattern = BreathPattern,
            GetReady = GetReady,
            Instruction = Instruction,
            Rest = Rest,
            Variations = Variations,
            Dosage = common.Translate(exercise.Dosage),
            Cues = Cues,
            Faults = [.. Faults, .. common.Faults],
            Safety = [.. Safety, .. common.Safety],
        };
}

/// <summary>A programme's texts: the file <c>Content/LANGUAGE/programmes/SLUG.json</c>.</summary>
internal sealed record ProgrammeTexts(string Title, string Summary, IReadOnlyList<WeekTexts> Weeks)
{
    public Programme AddTo(Programme programme, CommonTexts common) =>
        programme with
        {
            Title = Title,
            Summary = Summary,
            Weeks = [.. programme.Weeks.Select((week, index) => Weeks[index].AddTo(week, common))],
        };
}

/// <summary>The texts of one week.</summary>
/// <param name="Instructions">By the exercise's slug, where the week has its own for it.</param>
internal sealed record WeekTexts(int Number, string Focus, IReadOnlyDictionary<string, string>? Instructions = null)
{
    public ProgrammeWeek AddTo(ProgrammeWeek week, CommonTexts common) =>
        week with
        {
            Focus = Focus,
            Items =
            [
                .. week.Items.Select(item =>
                    item with
                    {
                        Instruction = Instructions?.GetValueOrDefault(item.Exercise),
                        Dosage = common.Translate(item.Dosage),
                    }
                ),
            ],
        };
}

/// <summary>What all texts of a language share: the file <c>Content/LANGUAGE/common.json</c>.</summary>
/// <param name="Faults">Of every exercise.</param>
/// <param name="Safety">Of every exercise.</param>
/// <param name="RestFigureWords">What the figure of pauses shows.</param>
/// <param name="Variations">The forms that dosages name, by their English names.</param>
/// <param name="Words">Texts of dosages and run sheets.</param>
internal sealed record CommonTexts(
    IReadOnlyList<ExerciseFault> Faults,
    IReadOnlyList<string> Safety,
    string RestFigureWords,
    IReadOnlyDictionary<string, string> Variations,
    PlanTexts Words
)
{
    public IReadOnlyList<Dosage> Translate(IReadOnlyList<Dosage> dosages) =>
        [
            .. dosages.Select(dosage =>
                dosage.Variation is { } variation ? dosage with { Variation = Variations[variation] } : dosage
            ),
        ];
}
