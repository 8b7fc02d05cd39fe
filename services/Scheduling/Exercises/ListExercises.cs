using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using UpperBack.Scheduling.Content;

namespace UpperBack.Scheduling.Exercises;

internal static class ListExercises
{
    public static void Map(RouteGroupBuilder group) => group.MapGet("/exercises", Handle)
        .WithSummary("All exercises of the library, by name");

    private static Ok<IReadOnlyList<ExerciseSummary>> Handle(ContentLibrary library) =>
        TypedResults.Ok<IReadOnlyList<ExerciseSummary>>([.. library.Exercises.Select(ExerciseSummary.Of)]);
}

/// <summary>An exercise in a list.</summary>
internal record ExerciseSummary(
    string Slug, string Name, string? AlsoCalled, string Kind, string? KindDetail, string Chain, string Level, string Equipment, string Purpose, string Summary)
{
    public static ExerciseSummary Of(Exercise exercise) => new(
        exercise.Slug,
        exercise.Name,
        exercise.AlsoCalled,
        exercise.Kind,
        exercise.KindDetail,
        exercise.Chain,
        exercise.Level,
        exercise.Equipment,
        exercise.Purpose,
        exercise.Summary);
}
