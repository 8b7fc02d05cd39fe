using System.Globalization;

namespace UpperBack.Host.Web;

/// <summary>Says with every answer of the API what time it is here, so that pages count by this clock and not by their
/// device's.</summary>
internal static class ServerTime
{
    /// <summary>Unix milliseconds at which the answer began. (<c>Date</c> has whole seconds, and a proxy may put in its
    /// own.)</summary>
    private const string Header = "X-Server-Time";

    public static IApplicationBuilder UseServerTime(this IApplicationBuilder app)
    {
        var clock = app.ApplicationServices.GetRequiredService<TimeProvider>();
        return app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/api"),
            api =>
                api.Use(
                    (context, next) =>
                    {
                        context.Response.OnStarting(() =>
                        {
                            // An answer that is kept would tell an old time.
                            if (context.Response.GetTypedHeaders().CacheControl?.MaxAge is not null)
                                return Task.CompletedTask;

                            context.Response.Headers[Header] = clock
                                .GetUtcNow()
                                .ToUnixTimeMilliseconds()
                                .ToString(CultureInfo.InvariantCulture);
                            return Task.CompletedTask;
                        });
                        return next(context);
                    }
                )
        );
    }
}
