using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Scalar.AspNetCore;
using UpperBack.Infrastructure.Idempotency;

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
                options.AddSchemas();
                options.AddOperationTransformer(
                    (operation, context, _) =>
                    {
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
        app.MapGet("/docs", () => Results.Redirect("/docs/api")).AllowAnonymous().ExcludeFromDescription();

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
}
