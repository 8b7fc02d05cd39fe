namespace UpperBack.Host.Web;

/// <summary><c>/health/connection?page=https://…</c>: whether the address of a page arrives here through the proxies in
/// between. A browser does not say why it was refused a WebSocket; this does, to its page and to
/// <c>check-config</c>.</summary>
internal static class ConnectionCheck
{
    public const string Path = "/health/connection";

    /// <summary>Watches requests for what proxies keep back.</summary>
    public static IApplicationBuilder UseProxyAdvice(this IApplicationBuilder app)
    {
        var advice = app.ApplicationServices.GetRequiredService<ProxyAdvice>();
        return app.Use(
            (context, next) =>
            {
                advice.Observe(context);
                return next(context);
            }
        );
    }

    public static void MapConnectionCheck(this IEndpointRouteBuilder app) =>
        app.MapGet(Path, Check)
            .AllowAnonymous()
            .WithTags("Site")
            .WithSummary("What of a page's address does not get through to the server")
            .ProducesProblem(StatusCodes.Status400BadRequest);

    private static Results<Ok<Answer>, ProblemHttpResult> Check(
        string? page,
        string? socket,
        HttpContext context,
        ProxyAdvice advice
    )
    {
        context.Response.Headers.CacheControl = "no-store";
        return Uri.TryCreate(page, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? TypedResults.Ok(new Answer(advice.Find(address, socket == "refused", context)))
            : Problem
                .Of(ErrorCodes.Invalid, "Say in page where the page is, such as https://upperback.example.org.")
                .ToHttp();
    }

    /// <param name="Fault">What does not get through, or null when all does.</param>
    internal sealed record Answer(ConnectionFault? Fault);
}
