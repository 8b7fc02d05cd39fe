using System.Net.Http.Json;
using static UpperBack.Accounts.Tests.AccountsServer;

namespace UpperBack.Accounts.Tests;

[Collection("accounts")]
public sealed class MembersTests(AccountsServer accounts)
{
    [Fact]
    public async Task AnAdministratorGrantsARoleAndTheMembersCookieSoonHasIt()
    {
        var (ada, asha) = (await accounts.AdminAsync(), await accounts.InBrowserAsync());

        var response = await ada.Http.PutAsJsonAsync(
            $"/api/accounts/members/{asha.Id}/roles",
            new { roles = new[] { "admin", "coach" } }
        );

        Assert.Equal(
            $$"""
            {"memberId":"{{asha.Id}}","email":"{{asha.Email}}","displayName":"Asha","roles":["member","coach",
            "admin"]}
            """.ReplaceLineEndings(""),
            (await JsonOf(response)).GetRawText()
        );
        Assert.Equal(["member", "coach", "admin"], (await accounts.PublishedAsync(asha.Id))[^1].Roles);
        accounts.Server.Clock.Advance(TimeSpan.FromSeconds(60));
        await JsonOf(await asha.Http.GetAsync("/api/accounts/members"));
    }

    [Fact]
    public async Task TakingARoleAwayEndsEverySignInThatHadIt()
    {
        var (ada, ben) = (await accounts.AdminAsync(), await accounts.WithTokenAsync());
        (await ben.SignInAsync(useCookie: true)).EnsureSuccessStatusCode();
        await SetRolesAsync(ada, ben.Id, "instructor");
        await SetRolesAsync(ada, ben.Id);

        accounts.Server.Clock.Advance(TimeSpan.FromSeconds(60));
        ben.Http.DefaultRequestHeaders.Authorization = null;
        await RefusedAsync(
            await ben.Http.GetAsync("/api/accounts/me"),
            HttpStatusCode.Unauthorized,
            "account.signed-out"
        );
        await RefusedAsync(
            await ben.Http.PostAsJsonAsync("/api/accounts/refresh", new { ben.RefreshToken }),
            HttpStatusCode.Unauthorized,
            "account.signed-out"
        );
        await JsonOf(await ben.SignInAsync(useCookie: true));
    }

    [Fact]
    public async Task OnlyAdministratorsSeeMembersAndGrantRoles()
    {
        var asha = await accounts.InBrowserAsync();

        await RefusedAsync(
            await asha.Http.GetAsync("/api/accounts/members"),
            HttpStatusCode.Forbidden,
            "access.forbidden"
        );
        await RefusedAsync(
            await asha.Http.PutAsJsonAsync($"/api/accounts/members/{asha.Id}/roles", new { roles = new[] { "admin" } }),
            HttpStatusCode.Forbidden,
            "access.forbidden"
        );
        await RefusedAsync(
            await accounts.Browser().GetAsync("/api/accounts/members"),
            HttpStatusCode.Unauthorized,
            "account.signed-out"
        );
        Assert.Equal("""["member"]""", (await asha.ProfileAsync()).GetProperty("roles").GetRawText());
    }

    [Fact]
    public async Task WrongGrantsAreRefused()
    {
        var ada = await accounts.AdminAsync();

        await RefusedAsync(
            await PutAsync(ada, ada.Id.ToString(), "emperor"),
            HttpStatusCode.BadRequest,
            "request.invalid"
        );
        await RefusedAsync(
            await PutAsync(ada, ada.Id.ToString(), "instructor"),
            HttpStatusCode.BadRequest,
            "request.invalid"
        );
        await RefusedAsync(
            await PutAsync(ada, MemberId.New().ToString(), "coach"),
            HttpStatusCode.NotFound,
            "resource.unknown"
        );
        await RefusedAsync(await PutAsync(ada, "not-an-id", "coach"), HttpStatusCode.BadRequest, "request.malformed");
        Assert.Equal("""["member","admin"]""", (await ada.ProfileAsync()).GetProperty("roles").GetRawText());
    }

    [Fact]
    public async Task MembersAreFoundByAPartOfTheirNameOrEmailAndPagedByName()
    {
        var ada = await accounts.AdminAsync();
        var term = Guid.NewGuid().ToString("N")[..8];
        for (var i = 0; i < 3; i++)
            await accounts.SignUpAsync($"Åsa {term} {i}", NewEmail());
        var byEmail = await accounts.SignUpAsync("Zoe", NewEmail(term));

        var found = await JsonOf(
            await ada.Http.GetAsync($"/api/accounts/members?search=ÅSA%20{term.ToUpperInvariant()}")
        );
        Assert.Equal(3, found.GetProperty("total").GetInt32());
        Assert.Equal(
            [$"Åsa {term} 0", $"Åsa {term} 1", $"Åsa {term} 2"],
            found.GetProperty("members").EnumerateArray().Select(m => m.GetProperty("displayName").GetString())
        );

        var all = await JsonOf(await ada.Http.GetAsync($"/api/accounts/members?search={term}"));
        Assert.Equal(byEmail.Id.ToString(), all.GetProperty("members")[0].GetProperty("memberId").GetString());
        var second = await JsonOf(await ada.Http.GetAsync($"/api/accounts/members?search={term}&page=2"));
        Assert.Equal((4, 0), (second.GetProperty("total").GetInt32(), second.GetProperty("members").GetArrayLength()));
    }

    [Fact]
    public async Task SignsThatSearchMeansLiterally()
    {
        var ada = await accounts.AdminAsync();
        var term = Guid.NewGuid().ToString("N")[..8];
        await accounts.SignUpAsync($"{term}100%_sure", NewEmail());
        await accounts.SignUpAsync($"{term}100 quite sure", NewEmail());

        var found = await JsonOf(await ada.Http.GetAsync($"/api/accounts/members?search={term}100%25_"));

        Assert.Equal(1, found.GetProperty("total").GetInt32());
        await RefusedAsync(
            await ada.Http.GetAsync("/api/accounts/members?page=0"),
            HttpStatusCode.BadRequest,
            "request.invalid"
        );
        await RefusedAsync(
            await ada.Http.GetAsync("/api/accounts/members?page=many"),
            HttpStatusCode.BadRequest,
            "request.malformed"
        );
    }

    [Fact]
    public async Task AnOperatorMakesTheFirstAdministratorWhileTheServerRuns()
    {
        var asha = await accounts.InBrowserAsync();

        Assert.Equal(0, await GrantAsync(asha.Email.ToUpperInvariant(), "admin"));

        accounts.Server.Clock.Advance(TimeSpan.FromSeconds(60));
        await JsonOf(await asha.Http.GetAsync("/api/accounts/members"));
        Assert.Equal(["member", "admin"], (await accounts.PublishedAsync(asha.Id))[^1].Roles);
    }

    [Fact]
    public async Task AnOperatorsMistakesAreToldByTheExitCode()
    {
        Assert.Equal(1, await GrantAsync(NewEmail("nobody"), "admin"));
        Assert.Equal(2, await GrantAsync(NewEmail("nobody"), "emperor"));
        Assert.Equal(2, await GrantAsync());
    }

    private Task<int> GrantAsync(params string[] args) =>
        UpperBackServer.RunVerbAsync([
            "grant-role",
            .. args,
            .. accounts.Server.DataSettings,
            "--Logging:LogLevel:Default",
            "None",
        ]);

    private static async Task SetRolesAsync(Person admin, MemberId id, params string[] roles) =>
        await JsonOf(await PutAsync(admin, id.ToString(), roles));

    private static Task<HttpResponseMessage> PutAsync(Person admin, string id, params string[] roles) =>
        admin.Http.PutAsJsonAsync($"/api/accounts/members/{id}/roles", new { roles });
}
