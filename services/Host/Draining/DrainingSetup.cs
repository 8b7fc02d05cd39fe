namespace UpperBack.Host.Draining;

/// <summary>Registers how the process ends.</summary>
internal static class DrainingSetup
{
    public static void AddDraining(this IServiceCollection services) =>
        services
            .AddSingleton<ProcessState>()
            .AddSingleton<DrainingLifetime>()
            .AddSingleton<IHostLifetime>(provider => provider.GetRequiredService<DrainingLifetime>());

    /// <summary>While it drains, no connection is kept for another request: that one belongs elsewhere.</summary>
    public static IApplicationBuilder UseDraining(this IApplicationBuilder app)
    {
        var state = app.ApplicationServices.GetRequiredService<ProcessState>();
        return app.Use(
            (context, next) =>
            {
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
}
