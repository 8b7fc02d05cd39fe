using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using UpperBack.Contracts;
using UpperBack.Kernel.Problems;
using UpperBack.Scheduling.Content;

namespace UpperBack.Scheduling.Exercises;

internal static class ReadExercise
{
    public static void Map(RouteGroupBuilder group) => group.MapGet("/exercises/{slug}", Handle)
        .WithSummary("One exercise: how to, dosage by level, cues, faults, safety")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Results<Ok<ExerciseDetail>, ProblemHttpResult> Handle(string slug, ContentLibrary library) =>
        library.FindExercise(slug) is { } exercise
            ? TypedResults.Ok(ExerciseDetail.Of(exercise))
            : Problem.Of(ErrorCodes.NotFound, "There is no such exercise. GET /api/scheduling/exercises lists them.").ToHttp();
}

/// <summary>An exercise with everything that is known of it.</summary>
internal sealed record ExerciseDetail : ExerciseSummary
{
    private ExerciseDetail(ExerciseSummary summary)
        : base(summary)
    {
    }

    public required IReadOnlyList<string> Targets { get; init; }

    public required IReadOnlyList<string> HowTo { get; init; }

    public required IReadOnlyList<DosageView> Dosage { get; init; }

    public required IReadOnlyList<string> Cues { get; init; }

    public required IReadOnlyList<ExerciseFault> Faults { get; init; }

    public required IReadOnlyList<string> Safety { get; init; }

    public required string Easier { get; init; }

    public required string? Alternative { get; init; }

    public static new ExerciseDetail Of(Exercise exercise) => new(ExerciseSummary.Of(exercise))
    {
        Targets = exercise.Targets,
        HowTo = exercise.HowTo,
        Dosage = [.. exercise.Dosage.Select(dosage => DosageView.Of(dosage, exercise.Sided))],
        Cues = exercise.Cues,
        Faults = exercise.Faults,
        Safety = exercise.Safety,
        Easier = exercise.Easier,
        Alternative = exercise.Alternative,
    };
}
