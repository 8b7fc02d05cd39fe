using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Accounts;

/// <summary>The Accounts service.</summary>
public static class AccountsModule
{
    /// <summary>Registers the service.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddServiceDatabase<AccountsDatabase>();
        return services;
    }

    /// <summary>Maps its endpoints.</summary>
    public static IEndpointRouteBuilder MapAccounts(this IEndpointRouteBuilder app)
    {
        return app;
    }
}
