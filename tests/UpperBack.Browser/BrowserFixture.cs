using System.Collections.Concurrent;
using System.Net.Http.Json;
using UpperBack.Accounts;

namespace UpperBack.Browser;

/// <summary>A real server with the built web client, and pages in the browser that all tests share.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    public const string Password = "a long enough password";
    public const string Contact = "hello@example.test";

    private readonly ConcurrentBag<IBrowserContext> contexts = [];

    public UpperBackServer Server { get; private set; } = null!;

    public async Task InitializeAsync() =>
        Server = await UpperBackServer.StartAsync(
            null,
            "--webroot",
            Repository.Folder("services/Host/wwwroot"),
            "--Streaming:Rtmp",
            $"127.0.0.1:{UpperBackServer.FindFreePort()}",
            "--Streaming:EndAfterSeconds",
            "1",
            "--Host:ContactAddress",
            Contact
        );

    public async Task DisposeAsync() => await Server.DisposeAsync();

    /// <summary>Closes every page that was opened since: one that nobody looks at any more still draws, and plays its
    /// video.</summary>
    public async Task CloseAsync()
    {
        while (contexts.TryTake(out var context))
            await context.CloseAsync();
    }

    /// <summary>A page of a person of their own: phone-sized, a tablet's, or a desktop's; with scripts from elsewhere
    /// only when the page's rules are bypassed.</summary>
    public async Task<IPage> OpenAsync(
        bool phone,
        string colorScheme = "light",
        bool bypassCsp = false,
        Uri? address = null,
        bool tablet = false
    )
    {
        var context = await Chromium.OpenAsync(
            new BrowserNewContextOptions
            {
                BaseURL = (address ?? Server.Address).ToString(),
                ViewportSize =
                    phone ? new ViewportSize { Width = 390, Height = 844 }
                    : tablet ? new ViewportSize { Width = 820, Height = 1180 }
                    : new ViewportSize { Width = 1280, Height = 800 },
                HasTouch = phone || tablet,
                ColorScheme = colorScheme == "dark" ? ColorScheme.Dark : ColorScheme.Light,
                TimezoneId = "Europe/Berlin",
                Locale = "en-GB",
                BypassCSP = bypassCsp,
            }
        );
        contexts.Add(context);
        await context.AddInitScriptAsync("localStorage.setItem('upperback.safety', 'read')");
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(Chromium.TimeoutMs);
        return page;
    }

    /// <summary>Makes an account.</summary>
    /// <returns>Its email.</returns>
    public async Task<string> SignUpAsync(string displayName, params string[] roles)
    {
        var email = $"{Guid.NewGuid():n}@example.test";
        using var http = Server.Anonymous();
        var response = await http.PostAsJsonAsync(
            "/api/accounts/sign-up",
            new
            {
                email,
                password = Password,
                displayName,
                timeZone = "Europe/Berlin",
            }
        );
        response.EnsureSuccessStatusCode();
        foreach (var role in roles)
            Assert.True(await AccountsModule.GrantRoleAsync(Server.Services, email, role, default));
        return email;
    }

    /// <summary>Plans a class that may start now, unless told when, led by this instructor.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> PlanClassAsync(
        string instructorEmail,
        TimeSpan startsIn = default,
        int? durationMinutes = null,
        string[]? coachIds = null,
        int coachedSeats = 5
    )
    {
        using var http = (await SignInByApiAsync(instructorEmail)).Http;
        var planned = await http.PostAsJsonAsync(
            "/api/scheduling/sessions",
            new
            {
                title = "Morning upper back",
                programme = "upper-back-12-weeks",
                week = 1,
                startsAt = (Server.Clock.GetUtcNow() + startsIn).UtcDateTime.ToString("O"),
                durationMinutes,
                timeZone = "Europe/Berlin",
                coachedSeats,
                coachIds = coachIds ?? [],
            }
        );
        planned.EnsureSuccessStatusCode();
        var session = (await planned.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("sessionId").GetString()!;
        await Eventually.Is(
            async () => (int)(await http.GetAsync($"/api/live/sessions/{session}")).StatusCode,
            status => status == 200
        );
        return session;
    }

    /// <summary>Signs in without a page.</summary>
    public async Task<TestMember> SignInByApiAsync(string email)
    {
        var http = Server.Anonymous();
        var signIn = await (
            await http.PostAsJsonAsync("/api/accounts/sign-in", new { email, password = Password })
        ).Content.ReadFromJsonAsync<JsonElement>();
        var token = signIn.GetProperty("accessToken").GetString()!;
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        var profile = await http.GetFromJsonAsync<JsonElement>("/api/accounts/me");
        return new TestMember(
            new MemberId(profile.GetProperty("memberId").GetGuid()),
            profile.GetProperty("displayName").GetString()!,
            token,
            http
        )
        {
            Email = email,
        };
    }

    /// <summary>Signs in through the page.</summary>
    public static async Task SignInAsync(IPage page, string email)
    {
        await page.GotoAsync("/sign-in");
        await page.GetByTestId("email").FillAsync(email);
        await page.GetByTestId("password").FillAsync(Password);
        await page.GetByTestId("sign-in-submit").ClickAsync();
        await page.GetByTestId("timetable").WaitForAsync();
    }
}
