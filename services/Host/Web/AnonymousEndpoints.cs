using Microsoft.AspNetCore.Authorization;

namespace UpperBack.Host.Web;

/// <summary>Routing gives a request with a wrong method or media type to an endpoint of its own, which nobody marked as
/// open. At an address that is open to everybody it must say what was wrong, not "sign in first".</summary>
internal static class AnonymousEndpoints
{
    public static IApplicationBuilder UseAnonymousEndpoints(this IApplicationBuilder app)
    {
        var open = new Lazy<HashSet<string>>(() =>
            FindOpen(app.ApplicationServices.GetRequiredService<EndpointDataSource>())
        );
        return app.Use(
            (context, next) =>
                context.GetEndpoint()
                    is { DisplayName: "415 HTTP Unsupported Media Type" or "405 HTTP Method Not Supported" } refusal
                && open.Value.Contains(context.Request.Path.Value!.Trim('/'))
                    ? refusal.RequestDelegate!(context)
                    : next(context)
        );
    }

    private static HashSet<string> FindOpen(EndpointDataSource endpoints) =>
        endpoints
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(endpoint => endpoint.RoutePattern.RawText!.Trim('/'))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
}
