using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace UpperBack.Host.Web;

/// <summary>Serves the built web client; every address that is not the API's is a page of it.</summary>
internal static class WebClient
{
    private const string Page = "/index.html";
    private static readonly string[] Reserved =
    [
        "/api",
        "/hubs",
        "/health",
        "/media",
        "/openapi",
        "/docs",
        "/assets",
        "/metrics",
    ];

    /// <summary>Serves the client's files; before routing, which would hand them to the page.</summary>
    public static void UseWebClientFiles(this WebApplication app)
    {
        if (!IsBuilt(app))
        {
            app.Logger.NoWebClient(
                app.Environment.WebRootPath ?? Path.Combine(app.Environment.ContentRootPath, "wwwroot")
            );
            return;
        }

        UseFiles(app, app.Environment.WebRootPath);
    }

    /// <summary>Answers every other address with the page, which finds its way by itself.</summary>
    public static void MapWebClient(this WebApplication app)
    {
        if (!IsBuilt(app))
            return;

        var branch = ((IEndpointRouteBuilder)app).CreateApplicationBuilder();
        UseFiles(branch, app.Environment.WebRootPath);
        var files = branch.Build();
        app.MapFallback("{*path}", context =>
            {
                if (
                    (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
                    || IsReserved(context.Request.Path)
                )
                {
                    context.Response.StatusCode = StatusCodes.Status404NotFound;
                    return Task.CompletedTask;
                }

                // Files are left alone where an endpoint was found.
                context.Request.Path = Page;
                context.SetEndpoint(null);
                return files(context);
            })
            .AllowAnonymous()
            .ExcludeFromDescription();
    }

    private static void UseFiles(IApplicationBuilder app, string root)
    {
        var files = new PhysicalFileProvider(root);
        app.Use(
            (context, next) =>
            {
                if (CompressedFiles.IsOne(context.Request.Path))
                {
                    context.Response.StatusCode = StatusCodes.Status404NotFound;
                    return Task.CompletedTask;
                }

                CompressedFiles.Choose(context, files);
                return next(context);
            }
        );
        app.UseStaticFiles(
            new StaticFileOptions
            {
                FileProvider = files,
                ContentTypeProvider = new CompressedFiles.Types(
                    new FileExtensionContentTypeProvider
                    {
                        Mappings = { [".webmanifest"] = "application/manifest+json" },
                    }
                ),
                OnPrepareResponse = response =>
                {
                    // A range that is not there is answered with words, which are neither coded nor the file.
                    if (response.Context.Response.StatusCode >= StatusCodes.Status400BadRequest)
                        return;

                    var headers = response.Context.Response.Headers;
                    CompressedFiles.Describe(response.File.Name, headers);

                    // What is in the folder has its content in its name; everything else is asked for anew.
                    headers.CacheControl = response.Context.Request.Path.StartsWithSegments("/assets")
                        ? "public, max-age=31536000, immutable"
                        : "no-cache";
                },
            }
        );
    }

    /// <summary>Addresses that programs ask for: there a page would be a wrong answer.</summary>
    private static bool IsReserved(PathString path) => Reserved.Any(prefix => path.StartsWithSegments(prefix));

    private static bool IsBuilt(WebApplication app) =>
        File.Exists(Path.Combine(app.Environment.WebRootPath ?? "", Page.TrimStart('/')));
}
