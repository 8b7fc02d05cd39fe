using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using UpperBack.Accounts.Credentials;
using UpperBack.Infrastructure.Demo;
using static UpperBack.Accounts.Tests.AccountsServer;

namespace UpperBack.Accounts.Tests;

[Collection("accounts")]
public sealed class ProfileTests(AccountsServer accounts)
{
    [Fact]
    public async Task AChangedProfileShowsInTheNextRequestAndToTheOtherServices()
    {
        var asha = await accounts.InBrowserAsync();

        var changed = await asha.Http.PutAsJsonAsync(
            "/api/accounts/me",
            new
            {
                displayName = "Asha R.",
                timeZone = "Europe/Berlin",
                onBoards = true,
            }
        );

        var expected = $$"""
            {"memberId":"{{asha.Id}}","email":"{{asha.Email}}","displayName":"Asha R.","timeZone":"Europe/Berlin",
            "onBoards":true,"roles":["member"]}
            """.ReplaceLineEndings("");
        Assert.Equal(expected, await changed.Content.ReadAsStringAsync());
        Assert.Equal(expected, (await asha.ProfileAsync()).GetRawText());
        Assert.Contains(
            "upperback=",
            string.Join(' ', changed.Headers.GetValues("Set-Cookie")),
            StringComparison.Ordinal
        );
        var published = await accounts.PublishedAsync(asha.Id);
        Assert.Equal([1L, 2L], published.Select(change => change.Revision));
        Assert.Equal(
            ("Asha R.", "Europe/Berlin", true),
            (published[1].DisplayName, published[1].TimeZone, published[1].OnBoards)
        );
    }

    [Fact]
    public async Task ANewlyOpenedPageLearnsWhoIsSignedInAndThatNobodyIsIsNoError()
    {
        var asha = await accounts.InBrowserAsync();
        using var nobody = accounts.Server.Anonymous();

        var response = await asha.Http.GetAsync("/api/accounts/session");
        var unknown = await nobody.GetAsync("/api/accounts/session");

        Assert.Equal((await asha.ProfileAsync()).GetRawText(), await response.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.NoContent, ""), (unknown.StatusCode, await unknown.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task AProfileSavedAsItWasTellsNobody()
    {
        var asha = await accounts.InBrowserAsync();

        await JsonOf(
            await asha.Http.PutAsJsonAsync(
                "/api/accounts/me",
                new
                {
                    displayName = "Asha",
                    timeZone = "Asia/Kolkata",
                    onBoards = false,
                }
            )
        );

        Assert.Single(await accounts.PublishedAsync(asha.Id));
    }

    [Fact]
    public async Task ChangesMadeAtTheSameTimeAllSucceedAndEachHasItsOwnRevision()
    {
        var asha = await accounts.InBrowserAsync();

        await Task.WhenAll(
            Enumerable
                .Range(1, 4)
                .Select(async i =>
                    await JsonOf(
                        await asha.Http.PutAsJsonAsync(
                            "/api/accounts/me",
                            new
                            {
                                displayName = $"Asha {i}",
                                timeZone = "Asia/Kolkata",
                                onBoards = false,
                            }
                        )
                    )
                )
        );

        var published = await accounts.PublishedAsync(asha.Id);
        Assert.Equal([1L, 2L, 3L, 4L, 5L], published.Select(change => change.Revision));
        Assert.Equal(published[^1].DisplayName, (await asha.ProfileAsync()).GetProperty("displayName").GetString());
    }

    [Fact]
    public async Task AWrongProfileChangesNothing()
    {
        var asha = await accounts.InBrowserAsync();

        var response = await asha.Http.PutAsJsonAsync(
            "/api/accounts/me",
            new
            {
                displayName = "",
                timeZone = "Nowhere",
                onBoards = true,
            }
        );

        await RefusedAsync(response, HttpStatusCode.BadRequest, "request.invalid");
        Assert.False((await asha.ProfileAsync()).GetProperty("onBoards").GetBoolean());
    }

    [Fact]
    public async Task WhoeverIsNotSignedInSeesNoProfile()
    {
        var response = await accounts.Browser().GetAsync("/api/accounts/me");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(
            """
            {"type":"urn:upperback:problem:account.signed-out","title":"Account signed out","status":401,
            "detail":"You are not signed in, or your sign-in has expired. Sign in and try again.",
            "code":"account.signed-out","retryable":false}
            """.ReplaceLineEndings(""),
            await WireOf(response)
        );
        await RefusedAsync(
            await accounts
                .Browser()
                .PutAsJsonAsync(
                    "/api/accounts/me",
                    new
                    {
                        displayName = "A",
                        timeZone = "Etc/UTC",
                        onBoards = true,
                    }
                ),
            HttpStatusCode.Unauthorized,
            "account.signed-out"
        );
    }

    [Fact]
    public async Task ATokenWithoutAnAccountIsSignedOut()
    {
        var ghost = await accounts.Server.SignInAsync("Ghost");

        await RefusedAsync(
            await ghost.Http.GetAsync("/api/accounts/me"),
            HttpStatusCode.Unauthorized,
            "account.signed-out"
        );
    }

    [Fact]
    public async Task SeedingTheDemoTwiceIsSeedingItOnce()
    {
        var (id, email) = (MemberId.New(), NewEmail("demo"));
        IReadOnlyList<DemoMember> members =
        [
            new(id, email, "Dana Demo", "Asia/Kolkata", ["instructor"], OnBoards: true, Diligence: 1),
        ];

        await AccountsModule.SeedDemoAsync(accounts.Server.Services, members, Password, default);
        await AccountsModule.SeedDemoAsync(accounts.Server.Services, members, Password, default);

        var published = Assert.Single(await accounts.PublishedAsync(id));
        Assert.Equal(["member", "instructor"], published.Roles);
        var dana = new Person(id, email, accounts.Browser());
        await JsonOf(await dana.SignInAsync(useCookie: true));
        Assert.True((await dana.ProfileAsync()).GetProperty("onBoards").GetBoolean());
    }

    [Fact]
    public async Task ADemoMemberWhoseEmailIsTakenIsLeftOut()
    {
        var asha = await accounts.SignUpAsync("Asha", NewEmail());
        var id = MemberId.New();

        await AccountsModule.SeedDemoAsync(
            accounts.Server.Services,
            [new(id, asha.Email, "Not Asha", "Asia/Kolkata", [], false, 1)],
            "another password",
            default
        );

        Assert.Empty(await accounts.PublishedAsync(id));
        await JsonOf(await asha.SignInAsync(useCookie: false));
    }

    [Fact]
    public async Task AWriteFromAnOldReadingIsRefused()
    {
        var asha = await accounts.SignUpAsync("Asha", NewEmail());
        var store = ActivatorUtilities.CreateInstance<AccountStore>(
            accounts.Server.Services,
            new Microsoft.AspNetCore.Identity.IdentityErrorDescriber()
        );
        var (first, second) = (
            (await store.FindByIdAsync(asha.Id.ToString(), default))!,
            (await store.FindByIdAsync(asha.Id.ToString(), default))!
        );
        first.DisplayName = "First";
        second.DisplayName = "Second";

        Assert.True((await store.UpdateAsync(first, default)).Succeeded);
        Assert.Equal("ConcurrencyFailure", (await store.UpdateAsync(second, default)).Errors.Single().Code);
        Assert.Equal("First", (await store.FindByIdAsync(asha.Id.ToString(), default))!.DisplayName);
    }
}
