using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using UpperBack.Contracts;
using UpperBack.Kernel.Problems;
using UpperBack.Scheduling.Content;
using UpperBack.Scheduling.Exercises;

namespace UpperBack.Scheduling.Programmes;

internal static class ReadProgramme
{
    public static void Map(RouteGroupBuilder group) => group.MapGet("/programmes/{slug}", Handle)
        .WithSummary("One programme: each week with its exercises, their dosage and the run sheet of its classes")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Results<Ok<ProgrammeDetail>, ProblemHttpResult> Handle(string slug, ContentLibrary library) =>
        library.FindProgramme(slug) is { } programme
            ? TypedResults.Ok(new ProgrammeDetail(
                programme.Slug,
                programme.Title,
                programme.Summary,
                programme.Level,
                [.. programme.Weeks.Select(week => ToDetail(library, programme, week))]))
            : Problem.Of(ErrorCodes.NotFound, "There is no such programme. GET /api/scheduling/programmes lists them.").ToHttp();

    private static WeekDetail ToDetail(ContentLibrary library, Programme programme, ProgrammeWeek week) =>
        new(week.Number, week.Focus, [.. week.Items.Select(item => ToDetail(library, item))], library.RunSheetOf(programme, week));

    private static ItemDetail ToDetail(ContentLibrary library, ProgrammeItem item)
    {
        var exercise = library.FindExercise(item.Exercise)!;
        return new ItemDetail(
            exercise.Slug,
            exercise.Name,
            item.ForClass.ToText(exercise.Sided),
            [.. item.Dosage.Select(dosage => DosageView.Of(dosage, exercise.Sided))]);
    }

    internal sealed record ProgrammeDetail(string Slug, string Title, string Summary, string Level, IReadOnlyList<WeekDetail> Weeks);

    internal sealed record WeekDetail(int Number, string Focus, IReadOnlyList<ItemDetail> Items, RunSheet RunSheet);

    /// <summary>One exercise of a week.</summary>
    /// <param name="Exercise">Slug.</param>
    /// <param name="Name">What people read.</param>
    /// <param name="Dosage">What the class does together, in words.</param>
    /// <param name="Levels">The dosage of each level, 0 (a flare day) to 4.</param>
    internal sealed record ItemDetail(string Exercise, string Name, string Dosage, IReadOnlyList<DosageView> Levels);
}
