using System.Reflection;
using UpperBack.Scheduling.Content;
using UpperBack.Scheduling.Exercises;
using UpperBack.Scheduling.Programmes;

namespace UpperBack.Scheduling.Library;

/// <summary>Exercises and programmes, read once from the data files that come with this assembly; in English unless
/// said otherwise.</summary>
internal sealed class ContentLibrary
{
    /// <summary>The languages of the texts; the first is the one that structure comes with.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "hi"];

    /// <summary>The refusal of any other.</summary>
    public static readonly Problem NoSuchLanguage = new Validation()
        .Wire(false, "lang", $"lang must be one of {string.Join(", ", Languages)}.")
        .Problem!;

    private readonly IReadOnlyList<LocalizedLibrary> libraries;

    private ContentLibrary(IReadOnlyList<LocalizedLibrary> libraries) => this.libraries = libraries;

    /// <summary>The texts that decisions are made by, and the answer when no language is asked for.</summary>
    public LocalizedLibrary English => libraries[0];

    /// <summary>All exercises, by name.</summary>
    public IReadOnlyList<Exercise> Exercises => English.Exercises;

    /// <summary>All programmes, by title.</summary>
    public IReadOnlyList<Programme> Programmes => English.Programmes;

    /// <summary>The library that comes with the product.</summary>
    public static ContentLibrary LoadEmbedded() => Load(ReadEmbedded());

    /// <summary>The data files that come with this assembly: their text by path.</summary>
    public static Dictionary<string, string> ReadEmbedded()
    {
        var assembly = typeof(ContentLibrary).Assembly;
        return assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith("Content/", StringComparison.Ordinal))
            .ToDictionary(name => name.Replace('\\', '/'), name => ReadText(assembly, name));
    }

    /// <summary>Reads and checks data files.</summary>
    /// <param name="files">Text of each file by its path, such as <c>Content/exercises/cobra.json</c>.</param>
    /// <exception cref="ContentException">A file cannot be read or says something impossible; the message names file
    /// and field.</exception>
    public static ContentLibrary Load(IReadOnlyDictionary<string, string> files)
    {
        var common = ContentFiles.Read<CommonContent>(files, "Content/common.json");
        var figures = ReadFigures(files);
        var own = ContentFiles.ReadAll<Exercise>(files, "Content/exercises/").ToList();
        foreach (var (path, exercise) in own)
            ExerciseCheck.Check(path, exercise, figures);

        List<Exercise> exercises =
        [
            .. own.Select(file => common.AddTo(file.Value)).OrderBy(exercise => exercise.Name, StringComparer.Ordinal),
        ];
        var bySlug = exercises.ToDictionary(exercise => exercise.Slug);
        var programmes = ContentFiles.ReadAll<Programme>(files, "Content/programmes/").ToList();
        foreach (var (path, programme) in programmes)
            ProgrammeCheck.Check(path, programme, bySlug);

        var english = new LocalizedLibrary(
            Languages[0],
            PlanTexts.English,
            exercises,
            [.. programmes.Select(file => file.Value).OrderBy(programme => programme.Title, StringComparer.Ordinal)],
            figures
        );
        return new ContentLibrary([
            english,
            .. Languages
                .Skip(1)
                .Select(language => Translation.Read(files, language, english, [.. own.Select(file => file.Value)])),
        ]);
    }

    /// <summary>The library in a language; in English when none is asked for, null when there is none of that
    /// name.</summary>
    public LocalizedLibrary? Find(string? language) =>
        language is null ? English : libraries.FirstOrDefault(library => library.Language == language);

    public Exercise? FindExercise(string slug) => English.FindExercise(slug);

    public Programme? FindProgramme(string slug) => English.FindProgramme(slug);

    /// <summary>The run sheet of a week that exists.</summary>
    public RunSheet RunSheetOf(Programme programme, ProgrammeWeek week) => English.RunSheetOf(programme, week);

    private static Dictionary<string, Figure> ReadFigures(IReadOnlyDictionary<string, string> files)
    {
        const string Folder = "Content/figures/";
        var figures = new Dictionary<string, Figure>();
        foreach (var (path, figure) in ContentFiles.ReadAll<Figure>(files, Folder))
        {
            FigureCheck.Check(path, figure);
            figures[path[Folder.Length..^".json".Length]] = figure;
        }

        ContentAssert.That(
            $"{Folder}{Figure.OfRest}.json",
            figures.ContainsKey(Figure.OfRest),
            "$",
            "the file is missing"
        );
        return figures;
    }

    private static string ReadText(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
