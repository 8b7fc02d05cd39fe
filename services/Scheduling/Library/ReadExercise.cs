using UpperBack.Scheduling.Exercises;

namespace UpperBack.Scheduling.Library;

internal static class ReadExercise
{
    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/exercises/{slug}", Handle)
            .WithSummary(
                "One exercise: how to, variations and dosage by level, cues, faults, safety, and its moving "
                    + "figure; lang=hi for Hindi texts"
            )
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static Results<Ok<ExerciseDetail>, ProblemHttpResult> Handle(
        string slug,
        [OneOf(typeof(ContentLibrary), nameof(ContentLibrary.Languages))] string? lang,
        ContentLibrary content
    )
    {
        if (content.Find(lang) is not { } library)
            return ContentLibrary.NoSuchLanguage.ToHttp();

        return library.FindExercise(slug) is { } exercise
            ? TypedResults.Ok(ExerciseDetail.Of(exercise, library))
            : Problem
                .Of(ErrorCodes.NotFound, "We do not have this exercise. Browse the library for those we have.")
                .ToHttp();
    }
}

/// <summary>An exercise with everything the library has of it.</summary>
internal sealed record ExerciseDetail : ExerciseSummary
{
    private ExerciseDetail(ExerciseSummary summary)
        : base(summary) { }

    public required IReadOnlyList<string> Targets { get; init; }

    public required IReadOnlyList<string> HowTo { get; init; }

    public required IReadOnlyList<DosageView> Dosage { get; init; }

    public required IReadOnlyList<string> Cues { get; init; }

    public required IReadOnlyList<ExerciseFault> Faults { get; init; }

    public required IReadOnlyList<string> Safety { get; init; }

    public required string Easier { get; init; }

    public required string Harder { get; init; }

    public required string BreathPattern { get; init; }

    /// <summary>True when it is done on the left and on the right.</summary>
    public required bool Sided { get; init; }

    public required string GetReady { get; init; }

    /// <summary>What to do now; <c>{side}</c> stands for the side.</summary>
    public required string Instruction { get; init; }

    public required string Rest { get; init; }

    /// <summary>The form of it at each level, 0 (a flare day) to 4.</summary>
    public required IReadOnlyList<ExerciseVariation> Variations { get; init; }

    public required string? Alternative { get; init; }

    public required Figure Figure { get; init; }

    public static ExerciseDetail Of(Exercise exercise, LocalizedLibrary library) =>
        new(ExerciseSummary.Of(exercise, library.Language))
        {
            Targets = exercise.Targets,
            HowTo = exercise.HowTo,
            Dosage = [.. exercise.Dosage.Select(dosage => DosageView.Of(dosage, exercise.Sided, library.Texts))],
            Cues = exercise.Cues,
            Faults = exercise.Faults,
            Safety = exercise.Safety,
            Easier = exercise.Easier,
            Harder = exercise.Harder,
            BreathPattern = exercise.BreathPattern,
            Sided = exercise.Sided,
            GetReady = exercise.GetReady,
            Instruction = exercise.Instruction,
            Rest = exercise.Rest,
            Variations = exercise.Variations,
            Alternative = exercise.Alternative,
            Figure = library.Figures[exercise.Slug],
        };
}
