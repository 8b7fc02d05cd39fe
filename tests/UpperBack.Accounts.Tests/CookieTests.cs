using System.Net.Http.Json;
using static UpperBack.Accounts.Tests.AccountsServer;

namespace UpperBack.Accounts.Tests;

[Collection("accounts")]
public sealed class CookieTests(AccountsServer accounts)
{
    [Fact]
    public async Task ABrowserGetsACookieThatScriptsCannotRead()
    {
        var asha = await accounts.SignUpAsync("Asha", NewEmail());

        var response = await asha.SignInAsync(useCookie: true);

        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("upperback=", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("Asha", (await JsonOf(response)).GetProperty("displayName").GetString());
        Assert.Equal(asha.Email, (await asha.ProfileAsync()).GetProperty("email").GetString());
    }

    [Fact]
    public async Task SigningOutClearsTheCookie()
    {
        var asha = await accounts.InBrowserAsync();

        Assert.Equal(HttpStatusCode.NoContent, (await asha.Http.PostAsync("/api/accounts/sign-out", null)).StatusCode);

        await RefusedAsync(
            await asha.Http.GetAsync("/api/accounts/me"),
            HttpStatusCode.Unauthorized,
            "account.signed-out"
        );
        Assert.Equal(HttpStatusCode.NoContent, (await asha.Http.PostAsync("/api/accounts/sign-out", null)).StatusCode);
    }

    [Fact]
    public async Task ACookieSurvivesARestartOfTheServer()
    {
        var folder = Directory.CreateTempSubdirectory("upperback-restart-").FullName;
        try
        {
            string cookie;
            var email = NewEmail();
            await using (var server = await UpperBackServer.StartAsync(folder))
            {
                var http = server.Anonymous();
                await http.PostAsJsonAsync(
                    "/api/accounts/sign-up",
                    new
                    {
                        email,
                        password = Password,
                        displayName = "Asha",
                        timeZone = "Asia/Kolkata",
                    }
                );
                var signedIn = await http.PostAsJsonAsync(
                    "/api/accounts/sign-in",
                    new
                    {
                        email,
                        password = Password,
                        useCookie = true,
                    }
                );
                cookie = signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
            }

            await using var again = await UpperBackServer.StartAsync(folder);
            var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = again.Address };
            client.DefaultRequestHeaders.Add("Cookie", cookie);
            Assert.Equal(
                email,
                (await JsonOf(await client.GetAsync("/api/accounts/me"))).GetProperty("email").GetString()
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task AWriteThatAnotherSiteSendsWithTheCookieIsRefused()
    {
        var asha = await accounts.InBrowserAsync();
        var request = new HttpRequestMessage(HttpMethod.Put, "/api/accounts/me")
        {
            Content = JsonContent.Create(
                new
                {
                    displayName = "Mallory",
                    timeZone = "Asia/Kolkata",
                    onBoards = true,
                }
            ),
            Headers = { { "Origin", "https://elsewhere.example" } },
        };

        await RefusedAsync(await asha.Http.SendAsync(request), HttpStatusCode.Forbidden, "access.forbidden");
        Assert.Equal("Asha", (await asha.ProfileAsync()).GetProperty("displayName").GetString());
    }

    [Fact]
    public async Task BehindAProxyTheBrowsersOwnWordThatTheSiteIsTheSameCounts()
    {
        var asha = await accounts.InBrowserAsync();
        var request = new HttpRequestMessage(HttpMethod.Put, "/api/accounts/me")
        {
            Content = JsonContent.Create(
                new
                {
                    displayName = "Asha Rao",
                    timeZone = "Asia/Kolkata",
                    onBoards = true,
                }
            ),
            Headers = { { "Origin", "https://classes.example" }, { "Sec-Fetch-Site", "same-origin" } },
        };

        Assert.Equal(HttpStatusCode.OK, (await asha.Http.SendAsync(request)).StatusCode);
    }
}
