using System.Text.Json;

namespace UpperBack.Live;

/// <summary>JSON of what Live keeps in columns and sends between nodes.</summary>
internal static class LiveJson
{
    public static readonly JsonSerializerOptions Options = JsonSetup.Configure(new JsonSerializerOptions());
}
