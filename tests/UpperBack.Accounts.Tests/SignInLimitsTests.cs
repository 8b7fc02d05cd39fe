using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.Options;
using UpperBack.Accounts.SigningIn;
using static UpperBack.Accounts.Tests.AccountsServer;

namespace UpperBack.Accounts.Tests;

/// <summary>One server with narrow limits. Each test comes from addresses of its own, as a proxy on this machine tells
/// them.</summary>
public sealed class SignInLimitsTests(SignInLimitsTests.NarrowServer narrow)
    : IClassFixture<SignInLimitsTests.NarrowServer>
{
    [Fact]
    public async Task ManyWrongPasswordsAtOnceAreRefusedWithWhenToComeBackAndTellNothing()
    {
        var asha = await narrow.SignUpAsync("192.0.2.1");
        var tries = await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(async i =>
                {
                    using var http = narrow.From($"198.51.100.{i}");
                    return await SignInAsync(http, i % 10 == 0 ? asha : NewEmail("nobody"), "not the password");
                })
        );

        var refused = tries.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.NotEmpty(refused);
        Assert.All(tries.Except(refused), answer =>
            Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.Unauthorized, HttpStatusCode.Locked])
        );
        foreach (var answer in refused)
        {
            Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
            Assert.Equal(
                """
                {"type":"urn:upperback:problem:rate.limited","title":"Rate limited","status":429,
                "detail":"Many people are coming in at once. Try again in 3 seconds.","code":"rate.limited",
                "retryable":true}
                """.ReplaceLineEndings(""),
                await WireOf(answer)
            );
        }

        // A refusal is no failure: nobody is locked out by it, and with the right password the owner comes in.
        var ben = await narrow.SignUpAsync("192.0.2.2");
        using var owner = narrow.From("192.0.2.2");
        await Eventually.Is(
            async () => (await SignInAsync(owner, ben, Password)).StatusCode,
            status => status == HttpStatusCode.OK
        );
    }

    [Fact]
    public void WhoeverFloodsFromOnePlaceLeavesOthersRoom()
    {
        using var throttle = new SignInThrottle(Options.Create(new AccountsOptions { HashesWaiting = 32 }));
        var flood = Enumerable
            .Range(0, 50)
            .Select(i => throttle.ComeFrom(IPAddress.Parse($"2001:db8:9:9::{i:x}")))
            .ToList();
        Assert.Equal(16, flood.Count(place => place.IsAcquired));

        using (var other = throttle.ComeFrom(IPAddress.Parse("2001:db8:9:8::1")))
            Assert.True(other.IsAcquired);

        // Who is done makes room for the next from there.
        flood.ForEach(place => place.Dispose());
        using var afterwards = throttle.ComeFrom(IPAddress.Parse("2001:db8:9:9::1"));
        Assert.True(afterwards.IsAcquired);
    }

    [Theory]
    [InlineData("203.0.113.1", "203.0.113.1", "203.0.113.2")]
    [InlineData("2001:db8:1:1::1", "2001:db8:1:1:ffff::9", "2001:db8:1:2::1")]
    public async Task AnAddressThatSignsInTooOftenWaitsAndOthersDoNot(string address, string same, string other)
    {
        using var often = narrow.From(address);
        for (var i = 0; i < 2 * NarrowServer.SignInsPerMinute; i++)
            await RefusedAsync(
                await SignInAsync(often, NewEmail("nobody"), "not the password"),
                HttpStatusCode.Unauthorized,
                "account.bad-credentials"
            );

        using var neighbour = narrow.From(same);

        // A slow machine may come into the next minute: then a few more are let in.
        var refused = await Eventually.Is(
            () => SignInAsync(neighbour, NewEmail("nobody"), "not the password"),
            answer => answer.StatusCode == HttpStatusCode.TooManyRequests
        );
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        await RefusedAsync(refused, HttpStatusCode.TooManyRequests, "rate.limited");

        using var elsewhere = narrow.From(other);
        await RefusedAsync(
            await SignInAsync(elsewhere, NewEmail("nobody"), "not the password"),
            HttpStatusCode.Unauthorized,
            "account.bad-credentials"
        );
    }

    [Fact]
    public async Task NewAccountsAndRefreshedTokensAreLimitedByAddressToo()
    {
        var email = await narrow.SignUpAsync("203.0.113.20");
        using var http = narrow.From("203.0.113.20");
        for (var i = 1; i < NarrowServer.SignUpsPerHour; i++)
            await narrow.SignUpAsync("203.0.113.20");
        await RefusedAsync(await SignUpAsync(http, NewEmail()), HttpStatusCode.TooManyRequests, "rate.limited");
        await narrow.SignUpAsync("203.0.113.21");

        var tokens = await JsonOf(await SignInAsync(http, email, Password));
        for (var i = 0; i < 2 * NarrowServer.RefreshesPerMinute; i++)
            await RefusedAsync(
                await http.PostAsJsonAsync("/api/accounts/refresh", new { refreshToken = "nonsense" }),
                HttpStatusCode.Unauthorized,
                "account.signed-out"
            );
        await RefusedAsync(
            await http.PostAsJsonAsync("/api/accounts/refresh", new { refreshToken = "nonsense" }),
            HttpStatusCode.TooManyRequests,
            "rate.limited"
        );

        // Who is signed in is asked for nothing by what others at the same address did.
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            tokens.GetProperty("accessToken").GetString()
        );
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/api/accounts/me")).StatusCode);
    }

    private static Task<HttpResponseMessage> SignInAsync(HttpClient http, string email, string password) =>
        http.PostAsJsonAsync("/api/accounts/sign-in", new { email, password });

    private static Task<HttpResponseMessage> SignUpAsync(HttpClient http, string email) =>
        http.PostAsJsonAsync(
            "/api/accounts/sign-up",
            new
            {
                email,
                password = Password,
                displayName = "Asha",
                timeZone = "Asia/Kolkata",
            }
        );

    public sealed class NarrowServer : IAsyncLifetime
    {
        public const int SignInsPerMinute = 2;
        public const int SignUpsPerHour = 3;
        public const int RefreshesPerMinute = 2;

        private UpperBackServer server = null!;

        public async Task InitializeAsync() =>
            server = await UpperBackServer.StartAsync(
                null,
                "--Accounts:HashesWaiting",
                "3",
                "--Limits:SignInsPerMinute",
                $"{SignInsPerMinute}",
                "--Limits:SignUpsPerHour",
                $"{SignUpsPerHour}",
                "--Limits:RefreshesPerMinute",
                $"{RefreshesPerMinute}"
            );

        public async Task DisposeAsync() => await server.DisposeAsync();

        public HttpClient From(string address)
        {
            var http = server.Anonymous();
            http.DefaultRequestHeaders.Add("X-Forwarded-For", address);
            return http;
        }

        public async Task<string> SignUpAsync(string address)
        {
            using var http = From(address);
            var email = NewEmail();
            var made = await Eventually.Is(
                () => SignInLimitsTests.SignUpAsync(http, email),
                answer => answer.StatusCode != HttpStatusCode.TooManyRequests
            );
            Assert.Equal(HttpStatusCode.Created, made.StatusCode);
            return email;
        }
    }
}
