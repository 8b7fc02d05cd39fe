using UpperBack.Scheduling.Exercises;
using UpperBack.Scheduling.Programmes;

namespace UpperBack.Scheduling.Library;

internal static class ReadProgramme
{
    public static readonly Problem Unknown = Problem.Of(
        ErrorCodes.NotFound,
        "We do not have this programme. Browse the library for those we have."
    );

    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/programmes/{slug}", Handle)
            .WithSummary(
                "One programme: each week with its exercises, their dosage and the run sheet of its classes; "
                    + "lang=hi for Hindi texts"
            )
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static Results<Ok<ProgrammeDetail>, ProblemHttpResult> Handle(
        string slug,
        [OneOf(typeof(ContentLibrary), nameof(ContentLibrary.Languages))] string? lang,
        ContentLibrary content
    )
    {
        if (content.Find(lang) is not { } library)
            return ContentLibrary.NoSuchLanguage.ToHttp();
        if (library.FindProgramme(slug) is not { } programme)
            return Unknown.ToHttp();

        return TypedResults.Ok(
            new ProgrammeDetail(
                programme.Slug,
                programme.Title,
                programme.Summary,
                programme.Level,
                programme.Kind,
                ProgrammeSummary.MinutesOf(programme, library),
                library.Language,
                programme.Accepts,
                [.. programme.Weeks.Select(week => ToDetail(library, programme, week))]
            )
        );
    }

    private static WeekDetail ToDetail(LocalizedLibrary library, Programme programme, ProgrammeWeek week) =>
        new(
            week.Number,
            week.Focus,
            [.. week.Items.Select(item => ToDetail(library, item))],
            library.RunSheetOf(programme, week)
        );

    private static ItemDetail ToDetail(LocalizedLibrary library, ProgrammeItem item)
    {
        var exercise = library.FindExercise(item.Exercise)!;
        return new ItemDetail(
            exercise.Slug,
            exercise.Name,
            item.ForClass.ToText(exercise.Sided, library.Texts),
            [.. item.Dosage.Select(dosage => DosageView.Of(dosage, exercise.Sided, library.Texts))]
        );
    }

    /// <summary>A programme with its weeks.</summary>
    /// <param name="Kind"><c>class</c>, or <c>break</c> for one that is done in between.</param>
    /// <param name="Minutes">How long a class of its first week is, to the nearest minute.</param>
    /// <param name="Lang">Language of the texts.</param>
    /// <param name="Accepts">What the plan check finds in it that is meant to be there.</param>
    internal sealed record ProgrammeDetail(
        string Slug,
        string Title,
        string Summary,
        string Level,
        [OneOf(typeof(Programme), nameof(Programme.Kinds))] string Kind,
        int Minutes,
        [OneOf(typeof(ContentLibrary), nameof(ContentLibrary.Languages))] string Lang,
        IReadOnlyList<AcceptedFinding> Accepts,
        IReadOnlyList<WeekDetail> Weeks
    );

    internal sealed record WeekDetail(int Number, string Focus, IReadOnlyList<ItemDetail> Items, RunSheet RunSheet);

    /// <summary>One exercise of a week.</summary>
    /// <param name="Exercise">Slug.</param>
    /// <param name="Name">What people read.</param>
    /// <param name="Dosage">What the class does together, in words.</param>
    /// <param name="Levels">The dosage of each level, 0 (a flare day) to 4.</param>
    internal sealed record ItemDetail(string Exercise, string Name, string Dosage, IReadOnlyList<DosageView> Levels);
}
