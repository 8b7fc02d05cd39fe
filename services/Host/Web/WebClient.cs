using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace UpperBack.Host.Web;

/// <summary>Serves the built web client; every address that is not the API's is a page of it.</summary>
internal static class WebClient
{
    private static readonly string[] Reserved = ["/api", "/hubs", "/health", "/media", "/openapi", "/docs", "/assets", "/metrics"];

    /// <summary>Serves the client's files; before routing, which would hand them to the page.</summary>
    public static void UseWebClientFiles(this WebApplication app)
    {
        if (!IsBuilt(app))
        {
            app.Logger.NoWebClient(app.Environment.WebRootPath ?? Path.Combine(app.Environment.ContentRootPath, "wwwroot"));
            return;
        }

        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(app.Environment.WebRootPath),
            ContentTypeProvider = new FileExtensionContentTypeProvider { Mappings = { [".webmanifest"] = "application/manifest+json" } },
            OnPrepareResponse = response => response.Context.Response.Headers.CacheControl =
                response.Context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache",
        });
    }

    /// <summary>Answers every other address with the page, which finds its way by itself.</summary>
    public static void MapWebClient(this WebApplication app)
    {
        if (!IsBuilt(app))
            return;

        var page = Path.Combine(app.Environment.WebRootPath, "index.html");
        app.MapFallback("{*path}", context =>
        {
            if (!HttpMethods.IsGet(context.Request.Method) || IsReserved(context.Request.Path))
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }

            context.Response.Headers.CacheControl = "no-cache";
            context.Response.ContentType = "text/html; charset=utf-8";
            return context.Response.SendFileAsync(page, context.RequestAborted);
        }).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>Addresses that programs ask for: there a page would be a wrong answer.</summary>
    private static bool IsReserved(PathString path) => Reserved.Any(prefix => path.StartsWithSegments(prefix));

    private static bool IsBuilt(WebApplication app) => File.Exists(Path.Combine(app.Environment.WebRootPath ?? "", "index.html"));
}
