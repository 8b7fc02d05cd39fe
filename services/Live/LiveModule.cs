using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Live;

/// <summary>The Live service.</summary>
public static class LiveModule
{
    /// <summary>Registers the service.</summary>
    public static IServiceCollection AddLive(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddServiceDatabase<LiveDatabase>();
        return services;
    }

    /// <summary>Maps its endpoints.</summary>
    public static IEndpointRouteBuilder MapLive(this IEndpointRouteBuilder app)
    {
        return app;
    }
}
