namespace UpperBack.Host.Web;

/// <summary>An answer that goes on is of use only while it arrives: proxies are told not to collect it first.</summary>
internal static class StreamedAnswers
{
    public static IApplicationBuilder UseStreamedAnswers(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                context.Response.OnStarting(
                    static state =>
                    {
                        var response = ((HttpContext)state).Response;
                        if (
                            response.ContentType?.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase)
                            == true
                        )
                            response.Headers["X-Accel-Buffering"] = "no";
                        return Task.CompletedTask;
                    },
                    context
                );
                return next(context);
            }
        );
}
