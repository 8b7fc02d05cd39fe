namespace UpperBack.Crowd.Sizing;

/// <summary>Sizings in files.</summary>
internal static class SizingFiles
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task<IReadOnlyList<SizingResult>> ReadAsync(string path)
    {
        await using var file = File.OpenRead(path);
        return await JsonSerializer.DeserializeAsync<List<SizingResult>>(file, Options) ?? [];
    }

    /// <summary>Keeps a sizing, instead of an earlier one of such a crowd.</summary>
    public static async Task StoreAsync(string path, SizingResult sizing)
    {
        var kept = File.Exists(path) ? await ReadAsync(path) : [];
        await WriteAsync(
            path,
            kept.Where(one => one.Crowd != sizing.Crowd).Append(sizing).OrderBy(one => one.Crowd.Participants)
        );
    }

    public static Task WriteAsync<T>(string path, T value) =>
        File.WriteAllTextAsync(path, JsonSerializer.Serialize(value, Options) + "\n");
}
