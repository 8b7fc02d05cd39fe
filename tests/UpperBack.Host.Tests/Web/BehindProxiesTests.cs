using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using UpperBack.Host.Options;
using UpperBack.Host.Web;

namespace UpperBack.Host.Tests.Web;

public sealed class BehindProxiesTests
{
    [Theory]
    [InlineData("", "127.0.0.1", "203.0.113.9", "203.0.113.9", "https")]
    [InlineData("", "::1", "203.0.113.9", "203.0.113.9", "https")]
    [InlineData("", "10.1.2.3", "203.0.113.9", "10.1.2.3", "http")]
    [InlineData("10.1.2.3", "10.1.2.3", "203.0.113.9", "203.0.113.9", "https")]
    [InlineData("10.0.0.0/8, 192.0.2.1", "10.1.2.3", "203.0.113.9", "203.0.113.9", "https")]
    [InlineData("10.0.0.0/8", "10.1.2.3", "198.51.100.1, 203.0.113.9", "203.0.113.9", "https")]
    [InlineData("10.0.0.0/8", "10.1.2.3", "203.0.113.9, 10.9.9.9", "203.0.113.9", "https")]
    [InlineData("10.0.0.0/8", "::ffff:10.1.2.3", "203.0.113.9", "203.0.113.9", "https")]
    public async Task OnlyATrustedProxyIsBelieved(
        string trusted,
        string from,
        string forwardedFor,
        string client,
        string scheme
    )
    {
        var app = new ApplicationBuilder(new ServiceCollection().AddLogging().BuildServiceProvider());
        app.UseTrustedProxies(new ProcessOptions { TrustedProxies = trusted });
        app.Run(_ => Task.CompletedTask);
        var context = new DefaultHttpContext
        {
            Connection = { RemoteIpAddress = IPAddress.Parse(from) },
            Request = { Scheme = "http" },
        };
        context.Request.Headers["X-Forwarded-For"] = forwardedFor;
        context.Request.Headers["X-Forwarded-Proto"] = string.Join(", ", forwardedFor.Split(',').Select(_ => "https"));

        await app.Build()(context);

        Assert.Equal(client, context.Connection.RemoteIpAddress!.ToString());
        Assert.Equal(scheme, context.Request.Scheme);
    }

    [Fact]
    public async Task BehindTlsTheCookieIsASecureOne()
    {
        await using var server = await UpperBackServer.StartAsync();

        Assert.DoesNotContain("secure", await CookieAsync(server, "http"), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("secure", await CookieAsync(server, "https"), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("proxy")]
    [InlineData("10.0.0.0/40")]
    [InlineData("10.0.0.1;10.0.0.2")]
    public async Task AProxyThatIsNoAddressIsRefusedAtStart(string proxies) =>
        Assert.Equal(
            2,
            await UpperBackServer.RunVerbAsync(
                "check-config",
                "--Host:TrustedProxies",
                proxies,
                "--Logging:LogLevel:Default",
                "None"
            )
        );

    private static async Task<string> CookieAsync(UpperBackServer server, string scheme)
    {
        using var http = server.Anonymous();
        http.DefaultRequestHeaders.Add("X-Forwarded-Proto", scheme);
        http.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        var (email, password) = ($"{Guid.NewGuid():N}@example.org", "a-long-enough-password");
        using var signedUp = await http.PostAsJsonAsync(
            "/api/accounts/sign-up",
            new
            {
                email,
                password,
                displayName = "Asha",
                timeZone = "Asia/Kolkata",
            }
        );
        using var signedIn = await http.PostAsJsonAsync(
            "/api/accounts/sign-in",
            new
            {
                email,
                password,
                useCookie = true,
            }
        );
        return string.Join('\n', signedIn.Headers.GetValues("Set-Cookie"));
    }
}
