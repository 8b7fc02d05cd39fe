using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace UpperBack.Host.Web;

/// <summary>Compresses what is written anew for each request: JSON and the pages that describe it. How long a
/// compressed answer is tells something of what is in it (BREACH), so this is only for what a page of our own reads:
/// not for what another site made a browser ask for, not for answers to writes, where keys and tokens are, and not for
/// the account's own. Media, live connections and files do not come here.</summary>
internal static class CompressedAnswers
{
    private static readonly string[] Compressed = ["/api", "/openapi", "/docs"];
    private static readonly string[] Left = ["/api/accounts", "/api/streaming"];

    public static void AddCompressedAnswers(this IServiceCollection services)
    {
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes =
            [
                "application/json",
                "application/problem+json",
                "text/html",
                "text/javascript",
                "text/css",
            ];
        });
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
    }

    public static IApplicationBuilder UseCompressedAnswers(this IApplicationBuilder app) =>
        app.UseWhen(context => MayCompress(context.Request), branch => branch.UseResponseCompression());

    private static bool MayCompress(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && !request.HttpContext.WebSockets.IsWebSocketRequest
        && request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none"
        && Compressed.Any(prefix => request.Path.StartsWithSegments(prefix))
        && !Left.Any(prefix => request.Path.StartsWithSegments(prefix));
}
