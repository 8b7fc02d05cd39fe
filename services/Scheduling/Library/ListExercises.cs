using UpperBack.Scheduling.Exercises;

namespace UpperBack.Scheduling.Library;

internal static class ListExercises
{
    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/exercises", Handle)
            .WithSummary("All exercises of the library, by their English name; lang=hi for Hindi texts")
            .ProducesProblem(StatusCodes.Status400BadRequest);

    private static Results<Ok<IReadOnlyList<ExerciseSummary>>, ProblemHttpResult> Handle(
        [OneOf(typeof(ContentLibrary), nameof(ContentLibrary.Languages))] string? lang,
        ContentLibrary content
    ) =>
        content.Find(lang) is { } library
            ? TypedResults.Ok<IReadOnlyList<ExerciseSummary>>([
                .. library.Exercises.Select(exercise => ExerciseSummary.Of(exercise, library.Language)),
            ])
            : ContentLibrary.NoSuchLanguage.ToHttp();
}

/// <summary>An exercise in a list.</summary>
/// <param name="Lang">Language of the texts.</param>
internal record ExerciseSummary(
    string Slug,
    string Name,
    string? AlsoCalled,
    [OneOf(typeof(ExerciseKind))] string Kind,
    string? KindDetail,
    [OneOf(typeof(ExerciseChain))] string Chain,
    [OneOf("beginner", "intermediate")] string Level,
    string Equipment,
    string Purpose,
    string Summary,
    [OneOf(typeof(ContentLibrary), nameof(ContentLibrary.Languages))] string Lang
)
{
    public static ExerciseSummary Of(Exercise exercise, string language) =>
        new(
            exercise.Slug,
            exercise.Name,
            exercise.AlsoCalled,
            exercise.Kind,
            exercise.KindDetail,
            exercise.Chain,
            exercise.Level,
            exercise.Equipment,
            exercise.Purpose,
            exercise.Summary,
            language
        );
}
