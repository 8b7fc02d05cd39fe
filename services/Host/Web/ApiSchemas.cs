using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NodaTime;

namespace UpperBack.Host.Web;

/// <summary>What the API description says of each type: ids and times as the text that they are, closed sets as
/// enumerations, and how much a request may hold.</summary>
internal static partial class ApiSchemas
{
    public static void AddSchemas(this OpenApiOptions options)
    {
        var names = new ConcurrentDictionary<string, Type>();
        options.CreateSchemaReferenceId = info =>
            NameOf(info) is { } name ? Unique(names, name, Nullable.GetUnderlyingType(info.Type) ?? info.Type) : null;
        options.AddSchemaTransformer(
            (schema, context, _) =>
            {
                Describe(schema, context.JsonTypeInfo.Type);
                RequireWhatIsAlwaysThere(schema, context.JsonTypeInfo);
                if (schema.Description is { } words)
                    schema.Description = Spaces().Replace(words, " ");
                if (context.JsonPropertyInfo?.AttributeProvider is PropertyInfo property)
                    Restrict(schema, WireRule.Of(property));
                return Task.CompletedTask;
            }
        );
        options.AddOperationTransformer(
            (operation, context, _) =>
            {
                foreach (var parameter in operation.Parameters ?? [])
                {
                    var known = context.Description.ParameterDescriptions.FirstOrDefault(one =>
                        one.Name == parameter.Name
                    );
                    if (
                        parameter.Schema is not OpenApiSchema schema
                        || known?.ParameterDescriptor is not { } descriptor
                    )
                        continue;
                    if (TextFormatOf(descriptor.ParameterType) is { } format)
                        schema.Format = format;
                    if (
                        descriptor is Microsoft.AspNetCore.Mvc.Infrastructure.IParameterInfoParameterDescriptor
                        {
                            ParameterInfo: { } info,
                        }
                    )
                        Restrict(schema, WireRule.Of(info));
                }

                return Task.CompletedTask;
            }
        );
    }

    /// <summary>What a slice calls its own is told by the slice: a <c>CheckIn</c> has another <c>View</c> than
    /// <c>Practices</c> have.</summary>
    private static string? NameOf(JsonTypeInfo info) =>
        TextFormatOf(info.Type) is not null ? null
        : info.Type is { DeclaringType: { } slice, Name: "Request" or "Response" or "View" or "Row" or "Choice" }
            ? slice.Name + info.Type.Name
        : OpenApiOptions.CreateDefaultSchemaReferenceId(info);

    private static string Unique(ConcurrentDictionary<string, Type> names, string name, Type type) =>
        names.GetOrAdd(name, type) == type
            ? name
            : throw new InvalidOperationException($"{type} and {names[name]} are both called {name}: rename one.");

    private static void RequireWhatIsAlwaysThere(OpenApiSchema schema, JsonTypeInfo type)
    {
        if (
            type.Kind != JsonTypeInfoKind.Object
            || type.Type.Namespace?.StartsWith("UpperBack.", StringComparison.Ordinal) != true
        )
            return;
        schema.Required ??= new HashSet<string>();
        foreach (var property in type.Properties)
        {
            if (property.AttributeProvider is not PropertyInfo info)
                continue;

            // A name that only an earlier version goes by is told to nobody who begins now.
            if (info.IsDefined(typeof(ObsoleteAttribute)))
                schema.Properties?.Remove(property.Name);
            else if (!WireRule.MayBeMissing(info))
                schema.Required.Add(property.Name);
        }
    }

    private static void Describe(OpenApiSchema schema, Type type)
    {
        if (TextFormatOf(type) is { } format)
        {
            schema.Type = JsonSchemaType.String | (Nullable.GetUnderlyingType(type) is null ? 0 : JsonSchemaType.Null);
            schema.Format = format;
            schema.Properties?.Clear();
        }
        else if (
            schema is { Items: null, Type: { } types }
            && types.HasFlag(JsonSchemaType.Array)
            && ElementOf(type) is { } element
        )
        {
            // A list of values that a converter of ours writes: the framework does not look into it.
            schema.Items = new OpenApiSchema { Type = JsonSchemaType.String, Format = TextFormatOf(element) };
        }
        else if (type == typeof(ProblemDetails))
            DescribeProblem(schema);
    }

    private static void Restrict(OpenApiSchema schema, WireRule rule)
    {
        schema.MinLength = rule.MinLength ?? schema.MinLength;
        schema.MaxLength = rule.MaxLength ?? schema.MaxLength;
        schema.MinItems = rule.MinItems ?? schema.MinItems;
        schema.MaxItems = rule.MaxItems ?? schema.MaxItems;
        schema.Minimum = TextOf(rule.Minimum) ?? schema.Minimum;
        schema.Maximum = TextOf(rule.Maximum) ?? schema.Maximum;
        if (rule.OneOf is not { } oneOf)
            return;
        var isList = schema.Type?.HasFlag(JsonSchemaType.Array) == true;
        List<JsonNode> values = [.. oneOf.Values.Select(value => (JsonNode)value)];
        if (isList)
            schema.Items = new OpenApiSchema { Type = JsonSchemaType.String, Enum = values };
        else
        {
            if (schema.Type?.HasFlag(JsonSchemaType.Null) == true)
                values.Add(JsonNullSentinel.JsonNull);
            schema.Enum = values;
        }
    }

    private static string? TextOf(double? bound) => bound is null ? null : JsonSerializer.Serialize(bound);

    /// <summary>What a problem has beyond RFC 9457's own members.</summary>
    private static void DescribeProblem(OpenApiSchema schema)
    {
        schema.Properties ??= new Dictionary<string, IOpenApiSchema>();
        schema.Properties["code"] = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Description = "Stable; for programs.",
        };
        schema.Properties["retryable"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Boolean,
            Description = "True when the same again later can succeed.",
        };
        schema.Properties["errors"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "With request.invalid: what is wrong with each field.",
            AdditionalProperties = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Items = new OpenApiSchema { Type = JsonSchemaType.String },
            },
        };
    }

    private static Type? ElementOf(Type type) =>
        type.IsGenericType && type.GetGenericArguments() is [{ } element] && TextFormatOf(element) is not null
            ? element
            : null;

    private static string? TextFormatOf(Type type)
    {
        var underlying = Nullable.GetUnderlyingType(type) ?? type;
        if (underlying.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>)))
            return "uuid";

        return underlying == typeof(Instant) ? "date-time"
            : underlying == typeof(LocalDate) ? "date"
            : underlying == typeof(LocalTime) ? "time"
            : underlying == typeof(LocalDateTime) ? "local-date-time"
            : null;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
