using System.Collections.Frozen;
using UpperBack.Scheduling.Exercises;
using UpperBack.Scheduling.Programmes;

namespace UpperBack.Scheduling.Library;

/// <summary>The whole library in one language.</summary>
internal sealed class LocalizedLibrary
{
    private readonly FrozenDictionary<string, Programme> programmes;
    private readonly FrozenDictionary<(string Programme, int Week), RunSheet> runSheets;

    public LocalizedLibrary(
        string language,
        PlanTexts texts,
        IReadOnlyList<Exercise> exercises,
        IReadOnlyList<Programme> programmes,
        IReadOnlyDictionary<string, Figure> figures
    )
    {
        Language = language;
        Texts = texts;
        Exercises = exercises;
        ExercisesBySlug = exercises.ToFrozenDictionary(exercise => exercise.Slug);
        Programmes = programmes;
        Figures = figures;
        this.programmes = programmes.ToFrozenDictionary(programme => programme.Slug);
        runSheets = programmes
            .SelectMany(programme =>
                programme.Weeks.Select(week =>
                    (Key: (programme.Slug, week.Number), Sheet: RunSheetPlanner.Plan(week, ExercisesBySlug, texts))
                )
            )
            .ToFrozenDictionary(entry => entry.Key, entry => entry.Sheet);
    }

    /// <summary><c>en</c> or <c>hi</c>.</summary>
    public string Language { get; }

    /// <summary>Texts of dosages and run sheets.</summary>
    public PlanTexts Texts { get; }

    /// <summary>All exercises, by their English name.</summary>
    public IReadOnlyList<Exercise> Exercises { get; }

    /// <summary>The same, by slug.</summary>
    public IReadOnlyDictionary<string, Exercise> ExercisesBySlug { get; }

    /// <summary>All programmes, by their English title.</summary>
    public IReadOnlyList<Programme> Programmes { get; }

    /// <summary>The figure of each exercise by its slug, and of pauses by <see cref="Figure.OfRest"/>.</summary>
    public IReadOnlyDictionary<string, Figure> Figures { get; }

    public Exercise? FindExercise(string slug) => ExercisesBySlug.GetValueOrDefault(slug);

    public Programme? FindProgramme(string slug) => programmes.GetValueOrDefault(slug);

    /// <summary>The run sheet of a week that exists.</summary>
    public RunSheet RunSheetOf(Programme programme, ProgrammeWeek week) => runSheets[(programme.Slug, week.Number)];
}
