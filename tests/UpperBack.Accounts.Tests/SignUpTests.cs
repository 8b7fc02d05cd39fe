using System.Net.Http.Json;
using System.Text;
using static UpperBack.Accounts.Tests.AccountsServer;

namespace UpperBack.Accounts.Tests;

[Collection("accounts")]
public sealed class SignUpTests(AccountsServer accounts)
{
    [Fact]
    public async Task ANewMemberGetsAProfileAndIsOffTheBoards()
    {
        var email = NewEmail();
        var response = await SendAsync(
            new
            {
                email,
                password = "ten chars!",
                displayName = "  Asha Rao ",
                timeZone = "Asia/Kolkata",
            }
        );

        var body = await response.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("/api/accounts/me", response.Headers.Location?.ToString());
        var id = (await JsonOf(response, HttpStatusCode.Created)).GetProperty("memberId").GetString();
        Assert.Equal(
            $$"""
            {"memberId":"{{id}}","email":"{{email}}","displayName":"Asha Rao","timeZone":"Asia/Kolkata",
            "onBoards":false,"roles":["member"]}
            """.ReplaceLineEndings(""),
            body
        );
    }

    [Fact]
    public async Task ANewMemberIsPublished()
    {
        var asha = await accounts.SignUpAsync("Asha", NewEmail());

        var published = Assert.Single(await accounts.PublishedAsync(asha.Id));
        Assert.Equal(
            (1, "Asha", "Asia/Kolkata", false),
            (published.Revision, published.DisplayName, published.TimeZone, published.OnBoards)
        );
        Assert.Equal(["member"], published.Roles);
    }

    [Fact]
    public async Task AnEmailIsTakenWhateverItsLetterCase()
    {
        var asha = await accounts.SignUpAsync("Asha", NewEmail());

        var response = await SendAsync(
            new
            {
                email = $" {asha.Email.ToUpperInvariant()} ",
                password = Password,
                displayName = "Not Asha",
                timeZone = "Europe/Berlin",
            }
        );

        Assert.Equal(
            """
            {"type":"urn:upperback:problem:account.email-taken","title":"Account email taken","status":409,
            "detail":"There is already an account with this email. Sign in, or use another address.",
            "code":"account.email-taken","retryable":false}
            """.ReplaceLineEndings(""),
            await WireOf(response)
        );
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
    }

    [Fact]
    public async Task OfManyWhoSignUpAtOnceWithOneEmailOneWins()
    {
        var email = NewEmail();
        var responses = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i =>
                    SendAsync(
                        new
                        {
                            email,
                            password = Password,
                            displayName = $"Racer {i}",
                            timeZone = "Europe/Berlin",
                        }
                    )
                )
        );

        Assert.Single(responses, response => response.StatusCode == HttpStatusCode.Created);
        foreach (var loser in responses.Where(response => response.StatusCode != HttpStatusCode.Created))
            await RefusedAsync(loser, HttpStatusCode.Conflict, "account.email-taken");
    }

    [Theory]
    [InlineData("email", "nobody")]
    [InlineData("email", "a@b@c")]
    [InlineData("email", "Asha <asha@example.org>")]
    [InlineData("email", "as ha@example.org")]
    [InlineData("email", "")]
    [InlineData("password", "ninechars")]
    [InlineData("password", "            ")]
    [InlineData("displayName", "  ")]
    [InlineData("displayName", "\u200B\u200D")]
    [InlineData("displayName", "A\u0007")]
    [InlineData("displayName", "A\nB")]
    [InlineData("displayName", "evil\u202Etxt")]
    [InlineData("timeZone", "Mars/Olympus")]
    [InlineData("timeZone", "")]
    public async Task AWrongValueIsNamed(string field, string value)
    {
        var body = new Dictionary<string, string>
        {
            ["email"] = NewEmail(),
            ["password"] = Password,
            ["displayName"] = "Asha",
            ["timeZone"] = "Asia/Kolkata",
            [field] = value,
        };

        var problem = await JsonOf(await SendAsync(body), HttpStatusCode.BadRequest);

        Assert.Equal("request.invalid", problem.GetProperty("code").GetString());
        Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task EverythingThatIsWrongIsSaidAtOnce()
    {
        var response = await SendAsync(
            new
            {
                email = "x",
                password = new string('p', 201),
                displayName = new string('n', 61),
                timeZone = "x",
            }
        );

        Assert.Equal(
            """
            {"email":["Enter an email address, such as asha@example.org."],
            "password":["Choose a shorter password: at most 200 characters."],
            "displayName":["This name is too long: at most 60 characters."],
            "timeZone":["Choose a time zone from the list, such as Europe/Berlin or Asia/Kolkata."]}
            """.ReplaceLineEndings(""),
            (await JsonOf(response, HttpStatusCode.BadRequest)).GetProperty("errors").GetRawText()
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"email":null,"password":"four kind words","displayName":"A","timeZone":"Etc/UTC"}""")]
    [InlineData("""{"email":7,"password":"four kind words","displayName":"A","timeZone":"Etc/UTC"}""")]
    [InlineData(
        """{"email":"\ud800@example.org","password":"four kind words","displayName":"A","timeZone":"Etc/UTC"}"""
    )]
    public async Task ABodyThatCannotBeReadIsMalformed(string body) =>
        await RefusedAsync(
            await accounts
                .Browser()
                .PostAsync("/api/accounts/sign-up", new StringContent(body, Encoding.UTF8, "application/json")),
            HttpStatusCode.BadRequest,
            "request.malformed"
        );

    [Fact]
    public async Task WhereEverybodyMayComeAWrongMethodOrMediaTypeIsSaid()
    {
        var browser = accounts.Browser();

        await RefusedAsync(
            await browser.PostAsync("/api/accounts/sign-up", new StringContent("hello")),
            HttpStatusCode.UnsupportedMediaType,
            "request.unsupported-media-type"
        );
        await RefusedAsync(
            await browser.DeleteAsync("/api/accounts/sign-in"),
            HttpStatusCode.MethodNotAllowed,
            "request.method-not-allowed"
        );
        await RefusedAsync(
            await browser.PutAsync("/api/accounts/me", new StringContent("hello")),
            HttpStatusCode.Unauthorized,
            "account.signed-out"
        );
        await RefusedAsync(
            await browser.DeleteAsync("/api/accounts/me"),
            HttpStatusCode.Unauthorized,
            "account.signed-out"
        );
    }

    [Fact]
    public async Task NamesOfAnyScriptAndEmojiAreWelcome()
    {
        var response = await SendAsync(
            new
            {
                email = NewEmail(),
                password = "пароль из слов",
                displayName = "आशा 👩‍👩‍👧",
                timeZone = "Asia/Kolkata",
            }
        );

        Assert.Equal(
            "आशा 👩‍👩‍👧",
            (await JsonOf(response, HttpStatusCode.Created)).GetProperty("displayName").GetString()
        );
    }

    private Task<HttpResponseMessage> SendAsync(object body) =>
        accounts.Browser().PostAsJsonAsync("/api/accounts/sign-up", body);
}
