using UpperBack.Scheduling.Content;
using UpperBack.Scheduling.Exercises;

namespace UpperBack.Scheduling.Library;

/// <summary>Makes the library in another language from the English one and that language's texts, which must match it
/// piece by piece.</summary>
internal static class Translation
{
    /// <param name="files">Text of each data file by its path.</param>
    /// <param name="language">Such as <c>hi</c>.</param>
    /// <param name="english">What is translated.</param>
    /// <param name="own">Its exercises, without what all of them share.</param>
    /// <exception cref="ContentException">A text is missing, or belongs to nothing.</exception>
    public static LocalizedLibrary Read(
        IReadOnlyDictionary<string, string> files,
        string language,
        LocalizedLibrary english,
        IReadOnlyList<Exercise> own
    )
    {
        var folder = $"Content/{language}/";
        var common = ContentFiles.Read<CommonTexts>(files, folder + "common.json");
        TranslationCheck.Check(folder + "common.json", common, english);
        var ownBySlug = own.ToDictionary(exercise => exercise.Slug);
        var figures = new Dictionary<string, Figure>
        {
            [Figure.OfRest] = english.Figures[Figure.OfRest] with { Words = common.RestFigureWords },
        };
        var exercises = english
            .Exercises.Select(exercise =>
            {
                var path = $"{folder}exercises/{exercise.Slug}.json";
                var texts = ContentFiles.Read<ExerciseTexts>(files, path);
                TranslationCheck.Check(path, texts, ownBySlug[exercise.Slug]);
                figures[exercise.Slug] = english.Figures[exercise.Slug] with { Words = texts.FigureWords };
                return texts.AddTo(exercise, common);
            })
            .ToList();
        var programmes = english
            .Programmes.Select(programme =>
            {
                var path = $"{folder}programmes/{programme.Slug}.json";
                var texts = ContentFiles.Read<ProgrammeTexts>(files, path);
                TranslationCheck.Check(path, texts, programme);
                return texts.AddTo(programme, common);
            })
            .ToList();

        foreach (var path in files.Keys.Where(path => path.StartsWith(folder, StringComparison.Ordinal)))
            ContentAssert.That(
                path,
                BelongsToSomething(path[folder.Length..], english),
                "$",
                "there is no exercise or programme of this name to translate"
            );
        return new LocalizedLibrary(language, common.Words, exercises, programmes, figures);
    }

    private static bool BelongsToSomething(string name, LocalizedLibrary english) =>
        name.Split('/') switch
        {
            ["common.json"] => true,
            ["exercises", var file] => english.Exercises.Any(exercise => $"{exercise.Slug}.json" == file),
            ["programmes", var file] => english.Programmes.Any(programme => $"{programme.Slug}.json" == file),
            _ => false,
        };
}
