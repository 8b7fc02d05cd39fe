using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace UpperBack.Contracts.Ids;

/// <summary>A typed identifier: a UUID (version 7 when made here) that cannot be mistaken for another kind of id.
/// On every wire it is the UUID's 36-character text.</summary>
/// <typeparam name="TSelf">The id itself.</typeparam>
public interface IId<TSelf> : ISpanParsable<TSelf>
    where TSelf : struct, IId<TSelf>
{
    /// <summary>The UUID.</summary>
    Guid Value { get; }

    /// <summary>Wraps a UUID that is already known, for instance one read from a row.</summary>
    static abstract TSelf From(Guid value);

    /// <inheritdoc cref="ISpanParsable{TSelf}.Parse(ReadOnlySpan{char}, IFormatProvider?)"/>
    static TSelf ISpanParsable<TSelf>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) =>
        TSelf.From(Guid.Parse(s));

    static bool ISpanParsable<TSelf>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out TSelf result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = TSelf.From(value);
        return parsed;
    }

    static TSelf IParsable<TSelf>.Parse(string s, IFormatProvider? provider) => TSelf.From(Guid.Parse(s));

    static bool IParsable<TSelf>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TSelf result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = TSelf.From(value);
        return parsed;
    }
}

/// <summary>Writes an id as its UUID text and reads it back; anything else is a <see cref="JsonException"/>.</summary>
public sealed class IdJsonConverter<TId> : JsonConverter<TId>
    where TId : struct, IId<TId>
{
    /// <inheritdoc/>
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetGuid(out var value)
            ? TId.From(value)
            : throw new JsonException(
                $"{typeof(TId).Name} must be a UUID such as 0198c0de-0000-7000-8000-000000000000."
            );

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);

    /// <inheritdoc/>
    public override TId ReadAsPropertyName(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) =>
        Guid.TryParse(reader.GetString(), out var value)
            ? TId.From(value)
            : throw new JsonException($"{typeof(TId).Name} must be a UUID.");

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.Value.ToString());
}
