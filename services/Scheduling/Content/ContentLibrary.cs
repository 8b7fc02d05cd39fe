using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using UpperBack.Contracts;
using UpperBack.Scheduling.Exercises;
using UpperBack.Scheduling.Programmes;

namespace UpperBack.Scheduling.Content;

/// <summary>Exercises and programmes, read once from the data files that come with this assembly.</summary>
internal sealed class ContentLibrary
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private readonly FrozenDictionary<string, Exercise> exercises;
    private readonly FrozenDictionary<string, Programme> programmes;
    private readonly FrozenDictionary<(string Programme, int Week), RunSheet> runSheets;

    private ContentLibrary(IReadOnlyList<Exercise> exercises, IReadOnlyList<Programme> programmes)
    {
        this.exercises = exercises.ToFrozenDictionary(exercise => exercise.Slug);
        this.programmes = programmes.ToFrozenDictionary(programme => programme.Slug);
        Exercises = exercises;
        Programmes = programmes;
        runSheets = programmes
            .SelectMany(programme => programme.Weeks.Select(week => (Key: (programme.Slug, week.Number), Sheet: RunSheetPlanner.Plan(week, this.exercises))))
            .ToFrozenDictionary(entry => entry.Key, entry => entry.Sheet);
    }

    /// <summary>All exercises, by name.</summary>
    public IReadOnlyList<Exercise> Exercises { get; }

    /// <summary>All programmes, by title.</summary>
    public IReadOnlyList<Programme> Programmes { get; }

    /// <summary>The library that comes with the product.</summary>
    public static ContentLibrary LoadEmbedded()
    {
        var assembly = typeof(ContentLibrary).Assembly;
        return Load(assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("Content/", StringComparison.Ordinal))
            .ToDictionary(name => name, name => ReadText(assembly, name)));
    }

    /// <summary>Reads and checks data files.</summary>
    /// <param name="files">Text of each file by its path, such as <c>Content/exercises/cobra.json</c>.</param>
    /// <exception cref="ContentException">A file cannot be read or says something impossible; the message names file and field.</exception>
    public static ContentLibrary Load(IReadOnlyDictionary<string, string> files)
    {
        var common = Read<CommonContent>("Content/common.json", files.GetValueOrDefault("Content/common.json") ?? throw new ContentException("Content/common.json", "$", "the file is missing"));
        var exercises = ReadAll<Exercise>(files, "Content/exercises/")
            .Select(file =>
            {
                ContentCheck.Check(file.Path, file.Value);
                return file.Value with { Faults = [.. file.Value.Faults, .. common.Faults], Safety = [.. file.Value.Safety, .. common.Safety] };
            })
            .OrderBy(exercise => exercise.Name, StringComparer.Ordinal)
            .ToList();
        var programmes = ReadAll<Programme>(files, "Content/programmes/").ToList();
        var bySlug = exercises.ToDictionary(exercise => exercise.Slug);
        foreach (var (path, programme) in programmes)
            ContentCheck.Check(path, programme, bySlug);
        return new ContentLibrary(exercises, [.. programmes.Select(file => file.Value).OrderBy(programme => programme.Title, StringComparer.Ordinal)]);
    }

    public Exercise? FindExercise(string slug) => exercises.GetValueOrDefault(slug);

    public Programme? FindProgramme(string slug) => programmes.GetValueOrDefault(slug);

    /// <summary>The run sheet of a week that exists.</summary>
    public RunSheet RunSheetOf(Programme programme, ProgrammeWeek week) => runSheets[(programme.Slug, week.Number)];

    private static IEnumerable<(string Path, T Value)> ReadAll<T>(IReadOnlyDictionary<string, string> files, string folder) => files
        .Where(file => file.Key.StartsWith(folder, StringComparison.Ordinal))
        .OrderBy(file => file.Key, StringComparer.Ordinal)
        .Select(file => (file.Key, Read<T>(file.Key, file.Value)));

    private static T Read<T>(string path, string text)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, Json) ?? throw new ContentException(path, "$", "the file is empty");
        }
        catch (JsonException unreadable)
        {
            throw new ContentException(path, unreadable.Path ?? "$", unreadable.Message);
        }
    }

    private static string ReadText(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}

/// <summary>A data file is wrong; the service does not start.</summary>
internal sealed class ContentException(string file, string field, string error) : Exception($"{file}, {field}: {error}.");
