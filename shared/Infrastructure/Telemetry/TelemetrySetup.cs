using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace UpperBack.Infrastructure.Telemetry;

/// <summary>Registers what the platform tells its operator: metrics for whoever asks, metrics and traces for a
/// collector.</summary>
public static class TelemetrySetup
{
    /// <summary>Where Prometheus asks.</summary>
    public const string MetricsPath = "/metrics";

    private static readonly string[] Meters =
    [
        UpperBackMetrics.MeterName,
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.Http.Connections",
        "Microsoft.AspNetCore.Diagnostics",
        "System.Runtime",
        "Npgsql",
        "MassTransit",
    ];

    private static readonly string[] Sources = ["Microsoft.AspNetCore.SignalR.Server", "Npgsql", "MassTransit"];

    /// <summary>Registers <see cref="UpperBackMetrics"/>, which everybody may record with, and who is told of them.
    /// Called once, by Host.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, TelemetryOptions options)
    {
        services
            .AddSingleton<OutboxSampler>()
            .AddHostedService(provider => provider.GetRequiredService<OutboxSampler>());

        var collector = options.OtlpEndpoint.Length > 0 ? new Uri(options.OtlpEndpoint) : null;
        if (options.HasMetrics() || collector is not null)
            services
                .AddOpenTelemetry()
                .ConfigureResource(Describe)
                .WithMetrics(metrics => Configure(metrics, options.HasMetrics(), collector));
        if (collector is not null)
            services.AddOpenTelemetry().WithTracing(traces => Configure(traces, options.TraceShare, collector));
        return services;
    }

    /// <summary>Maps <see cref="MetricsPath"/>, when it is switched on.</summary>
    public static void MapTelemetry(this IEndpointRouteBuilder app, TelemetryOptions options)
    {
        if (options.HasMetrics())
            app.MapPrometheusScrapingEndpoint(MetricsPath)
                .AllowAnonymous()
                .Add(endpoint => endpoint.RequestDelegate = Guard(endpoint.RequestDelegate!));
    }

    /// <summary>Prometheus asks each node itself. What a proxy passes on comes from outside, whatever the proxy was
    /// told to keep in; paths here know no case, and proxies do.</summary>
    private static RequestDelegate Guard(RequestDelegate tell) =>
        context =>
        {
            if (!context.Request.IsForwarded())
                return tell(context);

            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        };

    private static void Describe(ResourceBuilder resource) =>
        resource.AddService("upperback", serviceInstanceId: Environment.MachineName);

    private static void Configure(MeterProviderBuilder metrics, bool forPrometheus, Uri? collector)
    {
        metrics.AddMeter(Meters);
        if (forPrometheus)
            metrics.AddPrometheusExporter();
        if (collector is not null)
            metrics.AddOtlpExporter(otlp => otlp.Endpoint = collector);
    }

    private static void Configure(TracerProviderBuilder traces, double share, Uri collector) =>
        traces
            .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(share)))
            .AddSource(Sources)
            // Probes come every few seconds and tell nothing; media come by the thousand and are measured already.
            .AddAspNetCoreInstrumentation(requests =>
                requests.Filter = context =>
                    !context.Request.Path.StartsWithSegments("/health")
                    && !context.Request.Path.StartsWithSegments(MetricsPath)
                    && !context.Request.Path.StartsWithSegments("/media")
            )
            .AddOtlpExporter(otlp => otlp.Endpoint = collector);
}
