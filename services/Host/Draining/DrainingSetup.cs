using UpperBack.Infrastructure.Telemetry;

namespace UpperBack.Host.Draining;

/// <summary>Registers how the process ends.</summary>
internal static class DrainingSetup
{
    public static void AddDraining(this IServiceCollection services) =>
        services
            .AddSingleton<ProcessState>()
            .AddSingleton<DrainingLifetime>()
            .AddSingleton<IHostLifetime>(provider => provider.GetRequiredService<DrainingLifetime>());

    /// <summary>While it drains, no connection is kept for another request: that one belongs elsewhere. At its end,
    /// reads that come through a proxy are cut off. The proxy asks another node for them, and passes this one over
    /// before the port is closed: a write that meets a port being closed is lost, for no proxy may send it
    /// twice.</summary>
    public static IApplicationBuilder UseDraining(this IApplicationBuilder app)
    {
        var state = app.ApplicationServices.GetRequiredService<ProcessState>();
        return app.Use(
            (context, next) =>
            {
                var isForwarded = context.Request.IsForwarded();
                if (isForwarded)
                    state.NoticeProxy();
                if (isForwarded && state.IsLeaving && IsForAnyNode(context.Request))
                {
                    context.Abort();
                    return Task.CompletedTask;
                }

                if (
                    state.IsStopping
                    && HttpProtocol.IsHttp11(context.Request.Protocol)
                    && !context.WebSockets.IsWebSocketRequest
                )
                    context.Response.Headers.Connection = "close";
                return next(context);
            }
        );
    }

    /// <summary>Reads, but of video: its node has no second.</summary>
    private static bool IsForAnyNode(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && !request.Path.StartsWithSegments("/media")
        && !request.Path.StartsWithSegments("/api/streaming");
}
