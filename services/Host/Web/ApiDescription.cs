using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NodaTime;
using Scalar.AspNetCore;
using UpperBack.Contracts.Ids;

namespace UpperBack.Host.Web;

/// <summary>The API in words: OpenAPI at <c>/openapi/v1.json</c>, a page to browse it at <c>/docs/api</c>.</summary>
internal static class ApiDescription
{
    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "UpperBack";
            document.Info.Description =
                "Live classes for upper-back relief. Sign in at /api/accounts/sign-in: with `useCookie` for a browser, without for a bearer token. "
                + "Every error is an RFC 9457 problem whose `code` is stable. The live room is a SignalR hub, described at /docs/hub.";
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", document)] = [] }];
            return Task.CompletedTask;
        });
        options.CreateSchemaReferenceId = info => info.Type is { Name: "Request" or "Response", DeclaringType: { } slice }
            ? slice.Name + info.Type.Name
            : OpenApiOptions.CreateDefaultSchemaReferenceId(info);
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (TextFormatOf(context.JsonTypeInfo.Type) is { } format)
            {
                schema.Type = JsonSchemaType.String;
                schema.Format = format;
                schema.Properties?.Clear();
            }

            return Task.CompletedTask;
        });
    });

    public static void MapApiDescription(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi().AllowAnonymous();
        app.MapScalarApiReference("/docs/api", options => options
                .WithTitle("UpperBack API")
                .WithOpenApiRoutePattern("/openapi/v1.json")
                // Nothing of a self-hosted platform comes from elsewhere or goes there.
                .DisableDefaultFonts().DisableAgent().DisableMcp().DisableTelemetry().HideDeveloperTools())
            .AllowAnonymous();
    }

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
