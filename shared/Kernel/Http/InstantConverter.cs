using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using UpperBack.Kernel.Time;

namespace UpperBack.Kernel.Http;

/// <summary>Writes an instant in UTC (<c>2026-11-23T01:00:00Z</c>) and reads it with any offset.</summary>
internal sealed class InstantConverter : JsonConverter<Instant>
{
    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Instants.Parse(reader.GetString())
        ?? throw new JsonException(
            "An instant is ISO 8601 with Z or an offset, such as 2026-11-23T01:00:00Z or 2026-11-23T06:30:00+05:30."
        );

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Instants.Format(value));
}
