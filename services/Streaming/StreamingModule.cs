using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Streaming;

/// <summary>Live video: ingest, low-latency HLS origin, recordings, replay.</summary>
public static class StreamingModule
{
    /// <summary>Registers the service.</summary>
    public static IServiceCollection AddStreaming(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddServiceDatabase<StreamingDatabase>();
        return services;
    }

    /// <summary>Maps its endpoints.</summary>
    public static IEndpointRouteBuilder MapStreaming(this IEndpointRouteBuilder app) => app;
}
