using UpperBack.Scheduling.Programmes;

namespace UpperBack.Scheduling.Library;

internal static class ReadWeekRunSheet
{
    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/programmes/{slug}/weeks/{week:int}/run-sheet", Handle)
            .WithSummary(
                "One week of a programme as blocks and as the run sheet of its classes; lang=hi for Hindi texts"
            )
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static Results<Ok<PlanView>, ProblemHttpResult> Handle(
        string slug,
        int week,
        [OneOf(typeof(ContentLibrary), nameof(ContentLibrary.Languages))] string? lang,
        ContentLibrary content
    )
    {
        if (content.Find(lang) is not { } library)
            return ContentLibrary.NoSuchLanguage.ToHttp();
        if (library.FindProgramme(slug) is not { } programme)
            return ReadProgramme.Unknown.ToHttp();
        if (programme.FindWeek(week) is not { } found)
            return Problem
                .Of(ErrorCodes.NotFound, $"This programme has the weeks 1 to {programme.Weeks.Count}.")
                .ToHttp();

        return TypedResults.Ok(
            PlanView.Of(programme, found, library.RunSheetOf(programme, found), library.ExercisesBySlug)
        );
    }
}
