using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using UpperBack.Kernel.Http;

namespace UpperBack.Accounts.Tests;

/// <summary>One server for all tests of this service, and people who use it.</summary>
public sealed class AccountsServer : IAsyncLifetime
{
    public const string Password = "four kind words here";

    public UpperBackServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await UpperBackServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();

    public static string NewEmail(string name = "asha") => $"{name}-{Guid.NewGuid():N}@example.org";

    /// <summary>Somebody with an account and a browser, signed in with a cookie.</summary>
    public async Task<Person> InBrowserAsync(string name = "Asha", string? email = null)
    {
        var person = await SignUpAsync(name, email ?? NewEmail());
        (await person.SignInAsync(useCookie: true)).EnsureSuccessStatusCode();
        return person;
    }

    /// <summary>Somebody with an account and a bearer token.</summary>
    public async Task<Person> WithTokenAsync(string name = "Ben")
    {
        var person = await SignUpAsync(name, NewEmail());
        var tokens = await JsonOf(await person.SignInAsync(useCookie: false));
        person.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            tokens.GetProperty("accessToken").GetString()
        );
        return person with { RefreshToken = tokens.GetProperty("refreshToken").GetString()! };
    }

    /// <summary>An administrator, made as an operator makes one.</summary>
    public async Task<Person> AdminAsync()
    {
        var person = await SignUpAsync("Ada Admin", NewEmail("ada"));
        Assert.True(await AccountsModule.GrantRoleAsync(Server.Services, person.Email, "admin", default));
        (await person.SignInAsync(useCookie: true)).EnsureSuccessStatusCode();
        return person;
    }

    /// <summary>Somebody who signed up and did not sign in.</summary>
    public async Task<Person> SignUpAsync(string name, string email)
    {
        var browser = Browser();
        var response = await browser.PostAsJsonAsync(
            "/api/accounts/sign-up",
            new
            {
                email,
                password = Password,
                displayName = name,
                timeZone = "Asia/Kolkata",
            }
        );
        var profile = await JsonOf(response, HttpStatusCode.Created);
        return new Person(new MemberId(profile.GetProperty("memberId").GetGuid()), email, browser);
    }

    /// <summary>A client that keeps cookies.</summary>
    public HttpClient Browser() =>
        new(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = Server.Address };

    /// <summary>What was published about a member, in order.</summary>
    public async Task<IReadOnlyList<MemberChanged>> PublishedAsync(MemberId id)
    {
        var bodies = await Server
            .Services.GetRequiredService<AccountsDatabase>()
            .QueryAsync<string>(
                "select body from outbox where type = 'MemberChanged' order by position",
                null,
                default
            );
        var json = JsonSetup.Configure(new JsonSerializerOptions());
        return
        [
            .. bodies
                .Select(body => JsonSerializer.Deserialize<MemberChanged>(body, json)!)
                .Where(published => published.MemberId == id),
        ];
    }

    public static async Task<JsonElement> JsonOf(
        HttpResponseMessage response,
        HttpStatusCode expected = HttpStatusCode.OK
    )
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{(int)response.StatusCode}, not {(int)expected}: {body}");
        return JsonSerializer.Deserialize<JsonElement>(body);
    }

    /// <summary>The body as it came, without the trace id, which is another one each time.</summary>
    public static async Task<string> WireOf(HttpResponseMessage response) =>
        Regex.Replace(await response.Content.ReadAsStringAsync(), ",\"traceId\":\"[^\"]+\"", "");

    public static async Task RefusedAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var problem = await JsonOf(response, status);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.False(string.IsNullOrEmpty(problem.GetProperty("detail").GetString()));
    }
}

[CollectionDefinition("accounts")]
public sealed class AccountsCollection : ICollectionFixture<AccountsServer>;

public sealed record Person(MemberId Id, string Email, HttpClient Http)
{
    public string RefreshToken { get; init; } = "";

    public Task<HttpResponseMessage> SignInAsync(bool useCookie, string password = AccountsServer.Password) =>
        Http.PostAsJsonAsync(
            "/api/accounts/sign-in",
            new
            {
                Email,
                password,
                useCookie,
            }
        );

    public async Task<JsonElement> ProfileAsync() =>
        await AccountsServer.JsonOf(await Http.GetAsync("/api/accounts/me"));
}
