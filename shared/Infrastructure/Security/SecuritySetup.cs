using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using UpperBack.Contracts;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Demo;
using UpperBack.Kernel.Http;

namespace UpperBack.Infrastructure.Security;

/// <summary>Who is calling, and the rule that nobody may do anything unless something says so. Every role reads the
/// same cookies and tokens; only Accounts issues them.</summary>
public static class SecuritySetup
{
    private const string CookieOrBearer = "UpperBack.CookieOrBearer";
    private static readonly TimeSpan CookieLife = TimeSpan.FromDays(30);

    /// <summary>Registers authentication (cookie for the web, bearer token for API clients) and deny-by-default
    /// authorisation.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="demo">Whether the demo's people are let in.</param>
    public static IServiceCollection AddSecurity(this IServiceCollection services, DemoPeople demo)
    {
        services.AddSingleton(demo).AddSingleton<IClaimsTransformation>(demo);
        services.AddServiceDatabase<PlatformDatabase>();
        services.AddSingleton<DataProtectionKeyInitializer>();
        services.AddDataProtection().SetApplicationName("UpperBack");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(
            provider => new ConfigureOptions<KeyManagementOptions>(options =>
                options.XmlRepository = ActivatorUtilities.CreateInstance<DataProtectionKeys>(provider)
            )
        );

        services
            .AddAuthentication(CookieOrBearer)
            .AddPolicyScheme(CookieOrBearer, null, options =>
                options.ForwardDefaultSelector = context =>
                    HasBearer(context.Request) ? IdentityConstants.BearerScheme : IdentityConstants.ApplicationScheme
            )
            .AddCookie(IdentityConstants.ApplicationScheme, Configure)
            .AddBearerToken(IdentityConstants.BearerScheme, options => options.Events.OnMessageReceived = context =>
                {
                    // A browser cannot set headers on a WebSocket.
                    if (
                        context.Request.Path.StartsWithSegments("/hubs")
                        && context.Request.Query["access_token"] is [{ Length: > 0 } token]
                    )
                        context.Token = token;
                    return Task.CompletedTask;
                });

        services
            .AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(Policies.Instructor, policy => policy.RequireRole(Roles.Instructor, Roles.Admin))
            .AddPolicy(Policies.Admin, policy => policy.RequireRole(Roles.Admin));
        return services;
    }

    /// <summary>Finds out who is calling, then whether they may. Whose sign-in counts for nothing is told to sign in,
    /// not that they may not.</summary>
    public static IApplicationBuilder UseSecurity(this IApplicationBuilder app) =>
        app.UseAuthentication()
            .Use(
                (context, next) =>
                {
                    if (
                        context.User.Identity is not { IsAuthenticated: true }
                        && context.Features.Get<IAuthenticateResultFeature>() is { } result
                    )
                        result.AuthenticateResult = AuthenticateResult.NoResult();
                    return next(context);
                }
            );

    private static bool HasBearer(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
        || (request.Path.StartsWithSegments("/hubs") && request.Query.ContainsKey("access_token"));

    private static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "upperback";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = CookieLife;
        options.SlidingExpiration = true;
        options.Events.OnRedirectToLogin = context => Answer(context.Response, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => Answer(context.Response, StatusCodes.Status403Forbidden);
    }

    private static Task Answer(HttpResponse response, int status)
    {
        response.StatusCode = status;
        return Task.CompletedTask;
    }
}
