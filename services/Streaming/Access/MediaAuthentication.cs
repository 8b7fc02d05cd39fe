using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace UpperBack.Streaming.Access;

/// <summary>Authenticates viewers by their media token: in a cookie, which players send by themselves, or as a bearer
/// token.</summary>
internal sealed class MediaAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory log,
    UrlEncoder encoder,
    MediaTokens tokens
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public new const string Scheme = "media";

    /// <summary>Name of the policy that demands it.</summary>
    public const string Policy = "viewer";

    /// <summary>Name of the cookie.</summary>
    public const string Cookie = "upperback-media";

    /// <summary>Where media is.</summary>
    public const string Root = "/media";

    private const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (FindToken() is not { Length: > 0 } token)
            return AuthenticateResult.NoResult();

        return await tokens.ReadAsync(token, Context.RequestAborted) is { } viewer
            ? AuthenticateResult.Success(new AuthenticationTicket(viewer, Scheme))
            : AuthenticateResult.Fail("The media token is not right, or has expired.");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.CacheControl = "no-store";
        return base.HandleChallengeAsync(properties);
    }

    private string? FindToken() =>
        Request.Headers.Authorization.ToString() is var header
        && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? header[Bearer.Length..]
            : Request.Cookies[Cookie];

    /// <summary>Registers the scheme, and its policy.</summary>
    public static void Add(IServiceCollection services)
    {
        services
            .AddSingleton<AccessSecret>()
            .AddSingleton<MediaTokens>()
            .AddSingleton<RemovedViewers>()
            .AddSingleton<MediaAuthorization>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, MediaAuthentication>(Scheme, null);
        services
            .AddAuthorizationBuilder()
            .AddPolicy(Policy, policy => policy.AddAuthenticationSchemes(Scheme).RequireAuthenticatedUser());
        services.AddSingleton<IPostConfigureOptions<PolicySchemeOptions>, SkipCookieScheme>();
    }

    /// <summary>At media's addresses a member's own cookie is not read, which would cost more than the
    /// answer.</summary>
    private sealed class SkipCookieScheme(IOptions<AuthenticationOptions> authentication)
        : IPostConfigureOptions<PolicySchemeOptions>
    {
        public void PostConfigure(string? name, PolicySchemeOptions options)
        {
            if (name != authentication.Value.DefaultScheme)
                return;

            var usual = options.ForwardDefaultSelector;
            options.ForwardDefaultSelector = context =>
                context.Request.Path.StartsWithSegments(Root) ? Scheme : usual?.Invoke(context);
        }
    }
}
