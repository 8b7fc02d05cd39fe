using System.Net.Http.Headers;
using System.Net.Http.Json;
using static UpperBack.Accounts.Tests.AccountsServer;

namespace UpperBack.Accounts.Tests;

[Collection("accounts")]
public sealed class SignInTests(AccountsServer accounts)
{
    [Fact]
    public async Task AnApiClientGetsBearerTokens()
    {
        var ben = await accounts.SignUpAsync("Ben", NewEmail());

        var response = await ben.SignInAsync(useCookie: false);

        Assert.False(response.Headers.Contains("Set-Cookie"));
        var tokens = await JsonOf(response);
        Assert.Equal(
            ["tokenType", "accessToken", "expiresIn", "refreshToken"],
            tokens.EnumerateObject().Select(field => field.Name)
        );
        Assert.Equal("Bearer", tokens.GetProperty("tokenType").GetString());
        Assert.Equal(3600, tokens.GetProperty("expiresIn").GetInt32());
        await RefusedAsync(
            await ben.Http.GetAsync("/api/accounts/me"),
            HttpStatusCode.Unauthorized,
            "account.signed-out"
        );
        ben.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            tokens.GetProperty("accessToken").GetString()
        );
        Assert.Equal("Ben", (await ben.ProfileAsync()).GetProperty("displayName").GetString());
    }

    [Fact]
    public async Task TheEmailMayBeTypedInAnyLetterCase()
    {
        var asha = await accounts.SignUpAsync("Asha", NewEmail());

        await JsonOf(await (asha with { Email = $" {asha.Email.ToUpperInvariant()}" }).SignInAsync(useCookie: false));
    }

    [Fact]
    public async Task AWrongPasswordAndAnUnknownEmailAreAnsweredAlike()
    {
        var asha = await accounts.SignUpAsync("Asha", NewEmail());
        var nobody = asha with { Email = NewEmail("unknown") };

        for (var failure = 1; failure <= 6; failure++)
        {
            var (existing, unknown) = (
                await asha.SignInAsync(false, "not the password"),
                await nobody.SignInAsync(false, "not the password")
            );
            Assert.Equal(failure < 5 ? HttpStatusCode.Unauthorized : HttpStatusCode.Locked, existing.StatusCode);
            Assert.Equal(existing.StatusCode, unknown.StatusCode);
            Assert.Equal(await WireOf(existing), await WireOf(unknown));
            Assert.Equal(existing.Headers.RetryAfter is null, unknown.Headers.RetryAfter is null);
        }
    }

    [Fact]
    public async Task FiveWrongPasswordsLockTheAccountEvenForTheRightOneUntilTimeHasPassed()
    {
        await using var server = await UpperBackServer.StartAsync();
        var own = new HttpClient { BaseAddress = server.Address };
        var email = NewEmail();
        await own.PostAsJsonAsync(
            "/api/accounts/sign-up",
            new
            {
                email,
                password = Password,
                displayName = "Asha",
                timeZone = "Asia/Kolkata",
            }
        );
        var asha = new Person(default, email, own);
        for (var failure = 1; failure <= 4; failure++)
        {
            Assert.Equal(
                """
                {"type":"urn:upperback:problem:account.bad-credentials","title":"Account bad credentials",
                "status":401,"detail":"The email or the password is wrong. Check both and try again.",
                "code":"account.bad-credentials","retryable":false}
                """.ReplaceLineEndings(""),
                await WireOf(await asha.SignInAsync(true, "not the password"))
            );
        }

        await RefusedAsync(
            await asha.SignInAsync(true, "not the password"),
            HttpStatusCode.Locked,
            "account.locked-out"
        );
        var locked = await asha.SignInAsync(true);
        Assert.InRange(locked.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5));
        await RefusedAsync(locked, HttpStatusCode.Locked, "account.locked-out");

        server.Clock.Advance(TimeSpan.FromMinutes(5.1));
        await JsonOf(await asha.SignInAsync(true));
    }

    [Fact]
    public async Task GuessesSentAtTheSameTimeAreAllCounted()
    {
        var asha = await accounts.SignUpAsync("Asha", NewEmail());

        var guesses = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(i => asha.SignInAsync(false, $"guess number {i}"))
        );

        Assert.Equal(4, guesses.Count(guess => guess.StatusCode == HttpStatusCode.Unauthorized));
        Assert.Equal(8, guesses.Count(guess => guess.StatusCode == HttpStatusCode.Locked));
    }

    [Fact]
    public async Task TheRightPasswordForgivesEarlierWrongOnes()
    {
        var asha = await accounts.SignUpAsync("Asha", NewEmail());
        for (var round = 0; round < 3; round++)
        {
            for (var failure = 0; failure < 3; failure++)
                await RefusedAsync(
                    await asha.SignInAsync(true, "not the password"),
                    HttpStatusCode.Unauthorized,
                    "account.bad-credentials"
                );
            await JsonOf(await asha.SignInAsync(true));
        }

        Assert.Single(await accounts.PublishedAsync(asha.Id));
    }

    [Fact]
    public async Task ARefreshTokenGivesNewTokensWithThePresentName()
    {
        var ben = await accounts.WithTokenAsync();
        await JsonOf(
            await ben.Http.PutAsJsonAsync(
                "/api/accounts/me",
                new
                {
                    displayName = "Benedikt",
                    timeZone = "Europe/Berlin",
                    onBoards = true,
                }
            )
        );

        var tokens = await JsonOf(
            await accounts.Browser().PostAsJsonAsync("/api/accounts/refresh", new { ben.RefreshToken })
        );

        ben.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            tokens.GetProperty("accessToken").GetString()
        );
        Assert.Equal("Benedikt", (await ben.ProfileAsync()).GetProperty("displayName").GetString());
    }

    [Fact]
    public async Task OnlyAGenuineRefreshTokenRefreshes()
    {
        var ben = await accounts.WithTokenAsync();
        var accessToken = ben.Http.DefaultRequestHeaders.Authorization!.Parameter;

        foreach (var refreshToken in new[] { "", "nonsense", accessToken, ben.RefreshToken + "x" })
            await RefusedAsync(
                await accounts.Browser().PostAsJsonAsync("/api/accounts/refresh", new { refreshToken }),
                HttpStatusCode.Unauthorized,
                "account.signed-out"
            );
    }
}
