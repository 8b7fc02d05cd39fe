using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace UpperBack.Browser;

/// <summary>What the pages say when something is missing or fails.</summary>
public sealed class PagesStory(BrowserFixture fixture) : BrowserTest(fixture), IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData("dark", true)]
    [InlineData("light", false)]
    public async Task APageThatFailsSaysWhatToDoAndTheNextOneWorks(string colorScheme, bool phone)
    {
        var page = await Fixture.OpenAsync(phone, colorScheme);
        await BrowserFixture.SignInAsync(page, await Fixture.SignUpAsync("Asha Verma"));
        await page.RouteAsync("**/api/scheduling/progress", route =>
            route.FulfillAsync(new() { Json = new { programme = "none" } })
        );
        await page.GotoAsync("/progress");
        await Expect(page.GetByTestId("page-failed"))
            .ToContainTextAsync("Reload it; if it happens again, go back to the timetable");
        await page.ReloadAsync();
        await Expect(page.GetByTestId("page-failed")).ToHaveAttributeAsync("data-outdated", "false");

        // Another page works, by its link; back on this one it fails again, and is well once its cause is gone.
        await page.GetByTestId("page-failed").GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.GetByTestId("timetable")).ToBeVisibleAsync();
        await page.GoBackAsync();
        await Expect(page.GetByTestId("page-failed")).ToBeVisibleAsync();
        await page.UnrouteAllAsync();
        await page.GetByTestId("page-reload").ClickAsync();
        await Expect(page.GetByTestId("pain-threshold")).ToBeVisibleAsync();

        // So does one that fills the screen.
        await page.RouteAsync("**/api/scheduling/programmes/*", route =>
            route.FulfillAsync(new() { Json = new { title = "none" } })
        );
        await page.GotoAsync("/practice/upper-back-12-weeks/1");
        await Expect(page.GetByTestId("page-failed")).ToBeVisibleAsync();
        await page.GetByTestId("page-failed").GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.GetByTestId("timetable")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task APartThatIsGoneAfterAnUpgradeAsksToReload()
    {
        var page = await Fixture.OpenAsync(phone: true);
        await page.GotoAsync("/sign-in");
        await page.RouteAsync("**/assets/InfoPages-*", route => route.FulfillAsync(new() { Status = 404 }));
        await page.GetByRole(AriaRole.Link, new() { Name = "Help" }).ClickAsync();
        await Expect(page.GetByTestId("page-failed")).ToHaveAttributeAsync("data-outdated", "true");
        await Expect(page.GetByTestId("page-failed")).ToContainTextAsync("There is a new version");
        await page.UnrouteAllAsync();
        await page.GetByTestId("page-reload").ClickAsync();
        await Expect(page.GetByTestId("help")).ToContainTextAsync("Feedback spots");
        await Expect(page.GetByTestId("footer-contact"))
            .ToHaveAttributeAsync("href", $"mailto:{BrowserFixture.Contact}");
    }

    [Fact]
    public async Task RedFlagsAndAnswersStayUntilTheirMemberUnticksThem()
    {
        var page = await OpenAsync(await Fixture.SignUpAsync("Asha Verma"), phone: true);
        await page.GotoAsync("/welcome");
        await page.GetByTestId("where-neck").CheckAsync();
        await page.GetByTestId("flag-numbness").CheckAsync();
        await page.GetByTestId("experience-some").CheckAsync();
        await page.GetByTestId("welcome-pain").FillAsync("3");
        await page.GetByTestId("welcome-send").ClickAsync();
        await Expect(page.GetByTestId("welcome-clinician")).ToContainTextAsync("doctor or physiotherapist");

        await page.GetByTestId("welcome-again").ClickAsync();
        foreach (var answer in new[] { "where-neck", "flag-numbness", "experience-some" })
            await Expect(page.GetByTestId(answer)).ToBeCheckedAsync();
        await Expect(page.GetByTestId("welcome-pain")).ToHaveValueAsync("3");

        await page.ReloadAsync();
        await Expect(page.GetByTestId("flag-numbness")).ToBeCheckedAsync();
        await page.GetByTestId("welcome-send").ClickAsync();
        await Expect(page.GetByTestId("welcome-clinician")).ToBeVisibleAsync();
        await page.GetByTestId("welcome-again").ClickAsync();
        await page.GetByTestId("flag-numbness").UncheckAsync();
        await page.GetByTestId("welcome-send").ClickAsync();
        await Expect(page.GetByTestId("welcome-proposal")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task WhatIsWrongIsSaidOnceAndInPeoplesWords()
    {
        var page = await Fixture.OpenAsync(phone: true);
        await page.GotoAsync("/sign-up");
        await page.GetByTestId("display-name").FillAsync(" ");
        await page.GetByTestId("email").FillAsync($"{Guid.NewGuid():n}@example.test");
        await page.GetByTestId("password").FillAsync(BrowserFixture.Password);
        await page.GetByTestId("sign-up-submit").ClickAsync();
        await Expect(page.GetByText("Tell us the name you want to use in class.")).ToHaveCountAsync(1);

        await BrowserFixture.SignInAsync(page, await Fixture.SignUpAsync("Asha Verma", Roles.Admin));
        foreach (var path in new[] { "/sessions/abc", "/sessions/abc/room" })
        {
            await page.GotoAsync(path);
            await Expect(page.GetByText("This link doesn’t lead to a class.").First).ToBeVisibleAsync();
            await Expect(page.GetByRole(AriaRole.Link, new() { Name = "See the timetable" }).First).ToBeVisibleAsync();
        }

        await page.GotoAsync("/members");
        await page.GetByRole(AriaRole.Searchbox).FillAsync("nobody has this name");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await Expect(page.GetByText("Nobody here has “nobody has this name”")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Next" })).ToHaveCountAsync(0);
    }

    private async Task<IPage> OpenAsync(string email, bool phone)
    {
        var page = await Fixture.OpenAsync(phone);
        await BrowserFixture.SignInAsync(page, email);
        return page;
    }
}
