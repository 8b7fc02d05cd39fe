using UpperBack.Scheduling.Programmes;

namespace UpperBack.Scheduling.Library;

internal static class ListProgrammes
{
    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/programmes", Handle)
            .WithSummary("All programmes, by their English title; lang=hi for Hindi texts")
            .ProducesProblem(StatusCodes.Status400BadRequest);

    private static Results<Ok<IReadOnlyList<ProgrammeSummary>>, ProblemHttpResult> Handle(
        [OneOf(typeof(ContentLibrary), nameof(ContentLibrary.Languages))] string? lang,
        ContentLibrary content
    ) =>
        content.Find(lang) is { } library
            ? TypedResults.Ok<IReadOnlyList<ProgrammeSummary>>([
                .. library.Programmes.Select(programme => ProgrammeSummary.Of(programme, library)),
            ])
            : ContentLibrary.NoSuchLanguage.ToHttp();
}

/// <summary>A programme in a list.</summary>
/// <param name="Weeks">How many weeks it has.</param>
/// <param name="Kind"><c>class</c>, or <c>break</c> for one that is done in between.</param>
/// <param name="Minutes">How long a class of its first week is, to the nearest minute.</param>
/// <param name="Lang">Language of the texts.</param>
internal sealed record ProgrammeSummary(
    string Slug,
    string Title,
    int Weeks,
    string Level,
    string Summary,
    [OneOf(typeof(Programme), nameof(Programme.Kinds))] string Kind,
    int Minutes,
    [OneOf(typeof(ContentLibrary), nameof(ContentLibrary.Languages))] string Lang
)
{
    public static ProgrammeSummary Of(Programme programme, LocalizedLibrary library) =>
        new(
            programme.Slug,
            programme.Title,
            programme.Weeks.Count,
            programme.Level,
            programme.Summary,
            programme.Kind,
            MinutesOf(programme, library),
            library.Language
        );

    public static int MinutesOf(Programme programme, LocalizedLibrary library) =>
        (library.RunSheetOf(programme, programme.Weeks[0]).DurationSeconds + 30) / 60;
}
