using System.Text.Json;
using System.Text.Json.Serialization;

namespace UpperBack.Scheduling.Content;

/// <summary>Reads data files strictly: what is missing or unknown is a mistake.</summary>
internal static class ContentFiles
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static IEnumerable<(string Path, T Value)> ReadAll<T>(
        IReadOnlyDictionary<string, string> files,
        string folder
    ) =>
        files
            .Where(file => file.Key.StartsWith(folder, StringComparison.Ordinal))
            .OrderBy(file => file.Key, StringComparer.Ordinal)
            .Select(file => (file.Key, Read<T>(file.Key, file.Value)));

    public static T Read<T>(IReadOnlyDictionary<string, string> files, string path) =>
        Read<T>(path, files.GetValueOrDefault(path) ?? throw new ContentException(path, "$", "the file is missing"));

    /// <exception cref="ContentException">The text is not what it should be.</exception>
    public static T Read<T>(string path, string text)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, Json)
                ?? throw new ContentException(path, "$", "the file is empty");
        }
        catch (JsonException unreadable)
        {
            throw new ContentException(path, unreadable.Path ?? "$", unreadable.Message);
        }
    }
}

/// <summary>A data file has a mistake; the service does not start.</summary>
internal sealed class ContentException(string file, string field, string error)
    : Exception($"{file}, {field}: {error}.");
