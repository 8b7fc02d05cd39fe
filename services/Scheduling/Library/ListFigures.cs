using UpperBack.Scheduling.Exercises;

namespace UpperBack.Scheduling.Library;

internal static class ListFigures
{
    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/figures", Handle)
            .WithSummary("The moving figure of every exercise by its slug, and of pauses as 'rest'")
            .ProducesProblem(StatusCodes.Status400BadRequest);

    private static Results<Ok<IReadOnlyDictionary<string, Figure>>, ProblemHttpResult> Handle(
        [OneOf(typeof(ContentLibrary), nameof(ContentLibrary.Languages))] string? lang,
        ContentLibrary content
    ) => content.Find(lang) is { } library ? TypedResults.Ok(library.Figures) : ContentLibrary.NoSuchLanguage.ToHttp();
}
