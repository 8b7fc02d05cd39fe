using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Scheduling;

/// <summary>The Scheduling service.</summary>
public static class SchedulingModule
{
    /// <summary>Registers the service.</summary>
    public static IServiceCollection AddScheduling(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddServiceDatabase<SchedulingDatabase>();
        return services;
    }

    /// <summary>Maps its endpoints.</summary>
    public static IEndpointRouteBuilder MapScheduling(this IEndpointRouteBuilder app)
    {
        return app;
    }
}
