using System.Text.Json;

namespace UpperBack.Scheduling;

/// <summary>Values that rows keep as JSON.</summary>
internal static class StoredJson
{
    private static readonly JsonSerializerOptions Options = JsonSetup.Configure(new JsonSerializerOptions());

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)!;
}
