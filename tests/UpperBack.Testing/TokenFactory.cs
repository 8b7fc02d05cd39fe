using System.Net.Http.Headers;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using UpperBack.Host;
using UpperBack.Kernel.Http;

namespace UpperBack.Testing;

/// <summary>Makes the bearer tokens that Accounts would make, for a crowd of members without accounts: hashing a
/// password for each would take longer than the test. The nodes' keys are read from the database that it shares with
/// them.</summary>
public sealed class TokenFactory : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly SocketsHttpHandler connections = new() { PooledConnectionLifetime = TimeSpan.FromSeconds(30) };

    /// <summary>A mint for the nodes that run with these settings; one of them must have migrated already.</summary>
    public TokenFactory(params string[] settings) =>
        app = UpperBackHost.Build(UpperBackHost.CreateBuilder([.. settings, "--roles", "all", "--demo", "off"]));

    /// <summary>Makes the token of a member.</summary>
    public static string TokenOf(
        IServiceProvider services,
        MemberId id,
        string displayName,
        string timeZone,
        IEnumerable<string> roles,
        DateTimeOffset expiresAt
    )
    {
        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, id.ToString()),
                new Claim(ClaimTypes.Name, displayName),
                new Claim(SignedInMember.ZoneClaim, timeZone),
                .. roles.Select(role => new Claim(ClaimTypes.Role, role)),
            ],
            IdentityConstants.BearerScheme
        );
        var ticket = new AuthenticationTicket(
            new ClaimsPrincipal(identity),
            new AuthenticationProperties { ExpiresUtc = expiresAt },
            $"{IdentityConstants.BearerScheme}:AccessToken"
        );
        return services
            .GetRequiredService<IOptionsMonitor<BearerTokenOptions>>()
            .Get(IdentityConstants.BearerScheme)
            .BearerTokenProtector.Protect(ticket);
    }

    /// <summary>A member who is signed in at an address.</summary>
    public TestMember Member(Uri address, string displayName, params string[] roles)
    {
        var id = MemberId.New();
        var token = TokenOf(
            app.Services,
            id,
            displayName,
            "Europe/Berlin",
            [Roles.Member, .. roles],
            DateTimeOffset.UtcNow.AddDays(2)
        );
        return At(address, new TestMember(id, displayName, token, null!));
    }

    /// <summary>The same member, who talks to another address.</summary>
    public TestMember At(Uri address, TestMember member)
    {
        var http = new HttpClient(connections, disposeHandler: false)
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromSeconds(60),
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", member.Token);
        return member with { Http = http };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        connections.Dispose();
        await app.DisposeAsync();
    }
}
