using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NodaTime;
using Scalar.AspNetCore;
using UpperBack.Contracts.Ids;
using UpperBack.Infrastructure.Idempotency;
using UpperBack.Kernel.Http;

namespace UpperBack.Host.Web;

/// <summary>The API in words: OpenAPI at <c>/openapi/v1.json</c>, a page to browse it at <c>/docs/api</c>.</summary>
internal static class ApiDescription
{
    public static void AddApiDescription(this IServiceCollection services) =>
        services
            .AddOutputCache()
            .AddOpenApi("v1", options =>
            {
                options.AddDocumentTransformer(
                    (document, _, _) =>
                    {
                        document.Info.Title = "UpperBack";
                        document.Info.Description =
                            "Live classes for upper-back relief. Sign in at /api/accounts/sign-in: with `useCookie` "
                            + "for a browser, without for a bearer token. "
                            + "Every error is an RFC 9457 problem whose `code` is stable. The live room is a SignalR "
                            + "hub, described at /docs/hub. "
                            + $"What makes something takes an `{IdempotentRequest.Header}`: a new UUID for each "
                            + "thing to be made, sent again with each repetition. "
                            + "Then a request whose answer was lost can be repeated for 24 hours: it has one "
                            + $"effect, and the first answer comes again, with `{ReplayedResponse.Replayed}: "
                            + "true`.";
                        document.Components ??= new OpenApiComponents();
                        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
                        document.Components.SecuritySchemes["bearer"] = new OpenApiSecurityScheme
                        {
                            Type = SecuritySchemeType.Http,
                            Scheme = "bearer",
                        };
                        document.Security =
                        [
                            new OpenApiSecurityRequirement
                            {
                                [new OpenApiSecuritySchemeReference("bearer", document)] = [],
                            },
                        ];
                        return Task.CompletedTask;
                    }
                );
                options.CreateSchemaReferenceId = info =>
                    info.Type is { Name: "Request" or "Response", DeclaringType: { } slice }
                        ? slice.Name + info.Type.Name
                        : OpenApiOptions.CreateDefaultSchemaReferenceId(info);
                options.AddSchemaTransformer(
                    (schema, context, _) =>
                    {
                        if (TextFormatOf(context.JsonTypeInfo.Type) is { } format)
                        {
                            schema.Type = JsonSchemaType.String;
                            schema.Format = format;
                            schema.Properties?.Clear();
                        }
                        else if (
                            schema is { Items: null, Type: { } types }
                            && types.HasFlag(JsonSchemaType.Array)
                            && ElementOf(context.JsonTypeInfo.Type) is { } element
                        )
                        {
                            // A list of values that a converter of ours writes: the framework does not look into it.
                            schema.Items = new OpenApiSchema
                            {
                                Type = JsonSchemaType.String,
                                Format = TextFormatOf(element),
                            };
                        }
                        else if (context.JsonTypeInfo.Type == typeof(ProblemDetails))
                            DescribeProblem(schema);

                        return Task.CompletedTask;
                    }
                );
                options.AddOperationTransformer(
                    (operation, context, _) =>
                    {
                        foreach (var parameter in operation.Parameters ?? [])
                        {
                            var type = context
                                .Description.ParameterDescriptions.FirstOrDefault(known => known.Name == parameter.Name)
                                ?.ParameterDescriptor?.ParameterType;
                            if (
                                type is not null
                                && TextFormatOf(type) is { } format
                                && parameter.Schema is OpenApiSchema schema
                            )
                                schema.Format = format;
                        }

                        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<AcceptsIdempotencyKey>().Any())
                            DescribeIdempotencyKey(operation);
                        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<IAllowAnonymous>().Any())
                            operation.Security = [];
                        else
                            DescribeRefusal(operation, context.Document, "401", "Unauthorized");
                        DescribeRefusal(
                            operation,
                            context.Document,
                            "429",
                            "Too Many Requests: Retry-After says when to try again"
                        );
                        return Task.CompletedTask;
                    }
                );
            });

    public static void MapApiDescription(this IEndpointRouteBuilder app)
    {
        // It is put together for each that asks, which takes long: rather once in a while.
        app.MapOpenApi()
            .AllowAnonymous()
            .RequireRateLimiting(LimitNames.Costly)
            .CacheOutput(cache => cache.Expire(TimeSpan.FromHours(1)));
        app.MapScalarApiReference("/docs/api", options => options
                    .WithTitle("UpperBack API")
                    .WithOpenApiRoutePattern("/openapi/v1.json")
                    // Nothing of a self-hosted platform comes from elsewhere or goes there.
                    .DisableDefaultFonts()
                    .DisableAgent()
                    .DisableMcp()
                    .DisableTelemetry()
                    .HideDeveloperTools())
            .AllowAnonymous();
    }

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

    private static void DescribeIdempotencyKey(OpenApiOperation operation)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(
            new OpenApiParameter
            {
                Name = IdempotentRequest.Header,
                In = ParameterLocation.Header,
                Description =
                    "Makes it safe to repeat this request: a new UUID for each thing to be made, at most 200 visible "
                    + "ASCII characters. "
                    + "With another request the same key is refused: take a new one.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 200 },
            }
        );
    }

    /// <summary>What any endpoint may answer, without each having to say it.</summary>
    private static void DescribeRefusal(
        OpenApiOperation operation,
        OpenApiDocument? document,
        string status,
        string words
    )
    {
        operation.Responses ??= [];
        operation.Responses.TryAdd(
            status,
            new OpenApiResponse
            {
                Description = words,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/problem+json"] = new()
                    {
                        Schema = new OpenApiSchemaReference(nameof(ProblemDetails), document),
                    },
                },
            }
        );
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
}
