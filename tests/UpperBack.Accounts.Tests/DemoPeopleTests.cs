using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using UpperBack.Accounts.Credentials;
using UpperBack.Infrastructure.Demo;

namespace UpperBack.Accounts.Tests;

/// <summary>The demo's password is published, and one of its people is an administrator: they exist in a demo
/// only.</summary>
public sealed class DemoPeopleTests : IAsyncLifetime
{
    private const string DemoPassword = "upper-back-demo";

    private static readonly DemoMember Admin = new(
        DemoPeople.IdOf(4),
        DemoPeople.EmailOf("admin"),
        "Ada Admin",
        "Etc/UTC",
        [Roles.Member, Roles.Admin],
        OnBoards: true,
        Diligence: 0
    );

    private readonly string folder = Directory.CreateTempSubdirectory("upperback-demo-").FullName;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (await TestDatabase.MakeAsync(folder) is { } database)
            await database.DropAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task OutsideADemoTheyAreRefusedAtTheStartAndLockedByAVerb()
    {
        string[] settings;
        TestMember visitor;
        await using (var server = await UpperBackServer.StartAsync(folder))
        {
            settings = [.. server.DataSettings];
            await AccountsModule.SeedDemoAsync(server.Services, [Admin], DemoPassword, default);
            Assert.True(await AccountsModule.HasOpenDemoAsync(server.Services, default));

            // Whoever knows the password may have made anybody an administrator.
            using var anybody = server.Anonymous();
            visitor = await Testing.Person.SignUpAsync(anybody, "Visitor");
            Assert.True(await AccountsModule.GrantRoleAsync(server.Services, visitor.Email, Roles.Admin, default));
            visitor = await Testing.Person.SignInAsync(visitor, anybody);
            Assert.Equal(HttpStatusCode.OK, (await anybody.GetAsync("/api/accounts/members")).StatusCode);
        }

        var (code, errors) = await UpperBackServer.FailAsync([
            "--urls",
            "http://127.0.0.1:0",
            "--Streaming:Rtmp",
            "off",
            "--demo",
            "off",
            .. settings,
        ]);
        Assert.Equal(1, code);
        Assert.StartsWith(
            "This data is a demo's, and everybody knows the password of the people in it",
            errors,
            StringComparison.Ordinal
        );
        Assert.Contains("lock-demo", errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', errors);

        Assert.Equal(
            0,
            await UpperBackServer.RunVerbAsync(["lock-demo", .. settings, "--Logging:LogLevel:Default", "None"])
        );
        await using (var locked = await UpperBackServer.StartAsync(folder))
        {
            Assert.False(await AccountsModule.HasOpenDemoAsync(locked.Services, default));
            await IsNobodyAsync(locked);
            using var anybody = locked.Anonymous();
            anybody.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", visitor.Token);
            Assert.Equal(HttpStatusCode.Unauthorized, (await anybody.GetAsync("/api/accounts/me")).StatusCode);
            await Testing.Person.SignInAsync(visitor, anybody);
            Assert.Equal(HttpStatusCode.Forbidden, (await anybody.GetAsync("/api/accounts/members")).StatusCode);

            // Whoever goes on with the demo has it again.
            await AccountsModule.SeedDemoAsync(locked.Services, [Admin], DemoPassword, default);
            Assert.True(await AccountsModule.HasOpenDemoAsync(locked.Services, default));
        }
    }

    [Fact]
    public async Task OutsideADemoNeitherTheirPasswordNorWhatTheySignedInWithBeforeCounts()
    {
        await using var server = await UpperBackServer.StartAsync(folder);
        using var anybody = server.Anonymous();
        var asha = await Testing.Person.SignUpAsync(anybody, "Asha");
        await AccountsModule.SeedDemoAsync(server.Services, [Admin], DemoPassword, default);
        await IsNobodyAsync(server);

        // What every member goes on with, made as sign-in makes it, counts for nothing when it is theirs.
        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK],
            await GoOnAsync(server, asha.Id)
        );
        Assert.Equal(
            [
                HttpStatusCode.Unauthorized,
                HttpStatusCode.Unauthorized,
                HttpStatusCode.Unauthorized,
                HttpStatusCode.Unauthorized,
            ],
            await GoOnAsync(server, Admin.Id)
        );
    }

    [Fact]
    public async Task NobodySignsUpWithAnAddressThatTheNextStartWouldTakeForTheDemos()
    {
        await using var server = await UpperBackServer.StartAsync(folder);
        using var anybody = server.Anonymous();
        var refused = await anybody.PostAsJsonAsync(
            "/api/accounts/sign-up",
            new
            {
                email = "Somebody@Demo.UpperBack.Test",
                password = "four kind words here",
                displayName = "Somebody",
                timeZone = "Asia/Kolkata",
            }
        );
        await AccountsServer.RefusedAsync(refused, HttpStatusCode.BadRequest, "request.invalid");

        // One that an earlier version let in is somebody's own, with a password that nobody knows.
        await AccountsModule.SeedDemoAsync(
            server.Services,
            [Admin with { Id = MemberId.New() }],
            "nobody knows this one",
            default
        );
        Assert.False(await AccountsModule.HasOpenDemoAsync(server.Services, default));
    }

    /// <summary>Goes on with a cookie (at Accounts, then at another service), a token, and a refresh token.</summary>
    private static async Task<HttpStatusCode[]> GoOnAsync(UpperBackServer server, MemberId member)
    {
        var account = (
            await server
                .Services.GetRequiredService<AccountsDatabase>()
                .QueryFirstOrDefaultAsync<Account>(
                    """
                    select id as Id, security_stamp as SecurityStamp, display_name as DisplayName,
                        time_zone as TimeZone, roles as Roles from accounts where id = @member
                    """,
                    new { member },
                    default
                )
        )!;
        var principal = await new AccountPrincipals(
            server.Services.GetRequiredService<IOptions<IdentityOptions>>()
        ).CreateAsync(account);
        AuthenticationTicket Ticket(string scheme) =>
            new(
                principal,
                new AuthenticationProperties
                {
                    IssuedUtc = server.Clock.GetUtcNow(),
                    ExpiresUtc = server.Clock.GetUtcNow().AddDays(1),
                },
                scheme
            );
        var cookie = server
            .Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>()
            .Get(IdentityConstants.ApplicationScheme);
        var bearer = server
            .Services.GetRequiredService<IOptionsMonitor<BearerTokenOptions>>()
            .Get(IdentityConstants.BearerScheme);

        using var browser = server.Anonymous();
        browser.DefaultRequestHeaders.Add(
            "Cookie",
            $"upperback={cookie.TicketDataFormat.Protect(Ticket(IdentityConstants.ApplicationScheme))}"
        );
        using var client = server.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            bearer.BearerTokenProtector.Protect(Ticket($"{IdentityConstants.BearerScheme}:AccessToken"))
        );
        using var refreshing = server.Anonymous();
        var refreshToken = bearer.RefreshTokenProtector.Protect(
            Ticket($"{IdentityConstants.BearerScheme}:RefreshToken")
        );
        return
        [
            (await browser.GetAsync("/api/accounts/me")).StatusCode,
            (await browser.GetAsync("/api/scheduling/bookings")).StatusCode,
            (await client.GetAsync("/api/accounts/me")).StatusCode,
            (await refreshing.PostAsJsonAsync("/api/accounts/refresh", new { refreshToken })).StatusCode,
        ];
    }

    private static async Task IsNobodyAsync(UpperBackServer server)
    {
        using var browser = Browser(server, new CookieContainer());
        await AccountsServer.RefusedAsync(
            await SignInAsync(browser, useCookie: true),
            HttpStatusCode.Unauthorized,
            "account.bad-credentials"
        );
        await AccountsServer.RefusedAsync(
            await SignInAsync(browser, useCookie: false),
            HttpStatusCode.Unauthorized,
            "account.bad-credentials"
        );
    }

    private static HttpClient Browser(UpperBackServer server, CookieContainer cookies) =>
        new(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = server.Address };

    private static Task<HttpResponseMessage> SignInAsync(HttpClient browser, bool useCookie) =>
        browser.PostAsJsonAsync(
            "/api/accounts/sign-in",
            new
            {
                email = Admin.Email,
                password = DemoPassword,
                useCookie,
            }
        );
}
