namespace UpperBack.Host.Web;

/// <summary>What protects a member's browser: headers, and a refusal of writes that another site sends with their
/// cookie.</summary>
internal static class SecurityHeaders
{
    public static IApplicationBuilder UseBrowserSecurityHeaders(this IApplicationBuilder app)
    {
        var advice = app.ApplicationServices.GetRequiredService<ProxyAdvice>();
        var headers = new HeaderPolicyCollection()
            .AddDefaultSecurityHeaders()
            .AddContentSecurityPolicy(csp =>
            {
                csp.AddDefaultSrc().Self();
                csp.AddImgSrc().Self().Data().Blob();
                csp.AddStyleSrc().Self().UnsafeInline();
                csp.AddConnectSrc().Self();
                // The studio's AAC encoder is WebAssembly in a worker that it makes from a blob; the player feeds
                // pictures through one.
                csp.AddScriptSrc().Self().WasmUnsafeEval();
                csp.AddWorkerSrc().Self().Blob();
                csp.AddMediaSrc().Self().Blob();
                csp.AddFrameAncestors().None();
                csp.AddBaseUri().Self();
                csp.AddFormAction().Self();
                csp.AddObjectSrc().None();
            })
            .AddPermissionsPolicy(policy =>
            {
                policy.AddCamera().Self();
                policy.AddMicrophone().Self();
                policy.AddAutoplay().Self();
                policy.AddFullscreen().Self();
                policy.AddCustomFeature("screen-wake-lock").Self();
                policy.AddGeolocation().None();
                policy.AddPayment().None();
                policy.AddUsb().None();
            });

        // The API page draws itself with inline script; it holds nothing of a member's.
        app.UseWhen(
            context => !context.Request.Path.StartsWithSegments("/docs/api"),
            branch => branch.UseSecurityHeaders(headers)
        );
        return app.Use(
            async (context, next) =>
            {
                if (ComesFromAnotherSite(context.Request))
                    await Problem
                        .Of(ErrorCodes.Forbidden, advice.WordsOfRefusal(context))
                        .ToHttp()
                        .ExecuteAsync(context);
                else
                    await next(context);
            }
        );
    }

    private static bool ComesFromAnotherSite(HttpRequest request)
    {
        var isWrite =
            !HttpMethods.IsGet(request.Method)
            && !HttpMethods.IsHead(request.Method)
            && !HttpMethods.IsOptions(request.Method);
        if ((!isWrite && !request.HttpContext.WebSockets.IsWebSocketRequest) || request.Headers.Authorization.Count > 0)
            return false;

        // Programs name no origin. A page always does, and "null" is what one in a sandbox, or a file, calls itself.
        var origin = request.Headers.Origin;
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (origin.Count == 0)
            return site is "cross-site";
        if (origin is not [{ } named] || !Uri.TryCreate(named, UriKind.Absolute, out _))
            return true;

        // The browser itself says it, where it says it: behind a proxy the Host may be another than the one the page
        // came from.
        return site is not "same-origin"
            && (site is "cross-site" || !SameOrigin.Is(named, request.Scheme, request.Host));
    }
}
