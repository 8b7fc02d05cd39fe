using System.Text.Json;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;

namespace UpperBack.Kernel.Http;

/// <summary>The one JSON dialect of every wire.</summary>
public static class JsonSetup
{
    /// <summary>camelCase names, NodaTime values as ISO text, required constructor parameters required, numbers only as
    /// numbers.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.MaxDepth = 16;
        options.ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);
        options.Converters.Insert(0, new InstantConverter());
        return options;
    }
}
