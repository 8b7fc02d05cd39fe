using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Community;

/// <summary>The Community service.</summary>
public static class CommunityModule
{
    /// <summary>Registers the service.</summary>
    public static IServiceCollection AddCommunity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddServiceDatabase<CommunityDatabase>();
        return services;
    }

    /// <summary>Maps its endpoints.</summary>
    public static IEndpointRouteBuilder MapCommunity(this IEndpointRouteBuilder app)
    {
        return app;
    }
}
