namespace UpperBack.Browser;

/// <summary>What those who lead and run classes see: nothing covers what somebody works on.</summary>
public sealed class StaffPagesStory(BrowserFixture fixture) : BrowserTest(fixture), IClassFixture<BrowserFixture>
{
    // Whether the middle of each element is on the screen and nothing lies over it; says what is wrong.
    private static readonly string Covered = Scripts.Read("covered.js");

    [Fact]
    public async Task ASharedLinkToTheRoomOpensTheConsoleForWhoeverLeads()
    {
        var instructor = await Fixture.SignUpAsync("Meera Iyer", Roles.Instructor);
        var coach = await Fixture.SignUpAsync("Cleo Novak", Roles.Coach);
        var admin = await Fixture.SignUpAsync("Ada Admin", Roles.Admin);
        var session = await Fixture.PlanClassAsync(instructor, coachIds: [await IdOfAsync(coach)]);
        foreach (
            var (email, opened) in new[]
            {
                (coach, "[data-testid=console]"),
                (instructor, "[data-testid=console]"),
                (admin, "[data-testid=console], [data-testid=room]"),
            }
        )
        {
            var page = await OpenAsync(email, phone: false);
            var failures = page.Failures();
            await page.GotoAsync($"/sessions/{session}/room");
            await page.Locator(opened).First.WaitForAsync();
            await Expect(page.GetByTestId("presence-count").First).Not.ToHaveAttributeAsync("data-count", "0");
            await page.ReloadAsync();
            await page.Locator(opened).First.WaitForAsync();
            await Expect(page.GetByTestId("page-failed")).ToHaveCountAsync(0);
            Assert.Empty(failures);
            await page.Context.CloseAsync();
        }
    }

    [Fact]
    public async Task EverythingThatAnAdministratorMayOpenIsInSightOnEveryScreen()
    {
        var page = await OpenAsync(await Fixture.SignUpAsync("Ada Administrator", Roles.Admin), phone: false);
        foreach (var (width, height) in new[] { (820, 1180), (844, 390), (1024, 768), (1280, 800) })
        {
            await page.SetViewportSizeAsync(width, height);
            Assert.Equal(
                "",
                await page.EvaluateAsync<string>(
                    Covered,
                    new[]
                    {
                        ".topnav a[href='/']",
                        ".topnav a[href='/library']",
                        ".topnav a[href='/plan']",
                        ".topnav a[href='/members']",
                        ".usermenu a[href='/profile']",
                    }
                )
            );
        }

        await page.SetViewportSizeAsync(390, 844);
        await page.Locator(".tabbar a[href='/profile']").ClickAsync();
        await Expect(page.Locator("main a[href='/plan']")).ToBeVisibleAsync();
        await Expect(page.Locator("main a[href='/members']")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task NothingCoversWhoTheCoachWorksWithOnAnyScreen()
    {
        var instructor = await Fixture.SignUpAsync("Meera Iyer", Roles.Instructor);
        var coachEmail = await Fixture.SignUpAsync("Cleo Novak", Roles.Coach);
        var session = await Fixture.PlanClassAsync(
            instructor,
            coachIds: [await IdOfAsync(coachEmail)],
            coachedSeats: 10
        );
        for (var i = 0; i < 9; i++)
        {
            using var http = (await Fixture.SignInByApiAsync(await Fixture.SignUpAsync($"Person {i}"))).Http;
            (await http.PostAsync($"/api/scheduling/sessions/{session}/booking", null)).EnsureSuccessStatusCode();
        }

        var leader = await OpenAsync(instructor, phone: false);
        await leader.GotoAsync($"/sessions/{session}/console");
        await leader.GetByTestId("start-class").ClickAsync();
        await leader.Locator("[data-testid^='run-step-']").Filter(new() { HasText = "set 1 of 3" }).First.ClickAsync();
        var console = await OpenAsync(coachEmail, phone: false);
        await console.GotoAsync($"/sessions/{session}/console");
        await Expect(console.GetByTestId("roster").Locator("li")).ToHaveCountAsync(9);
        await Expect(console.GetByTestId("class-state")).ToHaveTextAsync("Live");

        foreach (
            var (width, height) in new[] { (820, 1180), (390, 844), (1180, 820), (844, 390), (375, 667), (1280, 800) }
        )
        {
            await console.SetViewportSizeAsync(width, height);
            for (var row = 0; row < 9; row++)
            {
                await console.Keyboard.PressAsync("j");
                await SeesAsync(console, $"{width} × {height}, row {row}", ".roster-rows li.at-cursor .roster-name");
            }

            await console.Keyboard.PressAsync("x");
            await Expect(console.Locator(".note-panel.ready")).ToBeVisibleAsync();
            await SeesAsync(
                console,
                $"{width} × {height}, selected",
                ".roster-rows li:has([aria-pressed=true]) .roster-name",
                ".note-panel [data-testid^=fault-]"
            );
            await console.Keyboard.PressAsync("1");
            await Expect(console.GetByTestId("note-sent")).ToContainTextAsync("Sent to");
            await SeesAsync(
                console,
                $"{width} × {height}, noted",
                ".roster-rows li:has([aria-pressed=true]) .roster-name",
                ".roster-rows li:has([aria-pressed=true]) .roster-notes",
                "[data-testid=note-sent]"
            );
            await console.Keyboard.PressAsync("k");
            await SeesAsync(console, $"{width} × {height}, on to the next", ".roster-rows li.at-cursor .roster-name");
            for (var row = 0; row < 9; row++)
                await console.Keyboard.PressAsync("k");
        }

        // On a tablet the class itself stays beside the note.
        await console.SetViewportSizeAsync(820, 1180);
        await console.GetByTestId("roster").Locator("li button").First.ClickAsync();
        await SeesAsync(
            console,
            "tablet",
            "[data-testid=current-step]",
            "[data-testid=cue-text]",
            ".note-panel.ready h2"
        );
    }

    [Fact]
    public async Task AnEmptyRosterShowsTheLinkToShare()
    {
        var instructor = await Fixture.SignUpAsync("Meera Iyer", Roles.Instructor);
        var session = await Fixture.PlanClassAsync(instructor);
        var page = await OpenAsync(instructor, phone: true);
        await page.GotoAsync($"/sessions/{session}/console");
        await Expect(page.GetByTestId("share-link").GetByRole(AriaRole.Link))
            .ToHaveAttributeAsync("href", new Uri(Fixture.Server.Address, $"/sessions/{session}").ToString());
    }

    private static Task SeesAsync(IPage page, string where, params string[] selectors) =>
        Eventually.Is(
            async () => $"{where}: {await page.EvaluateAsync<string>(Covered, selectors)}",
            said => said == $"{where}: "
        );

    private async Task<IPage> OpenAsync(string email, bool phone)
    {
        var page = await Fixture.OpenAsync(phone);
        await BrowserFixture.SignInAsync(page, email);
        return page;
    }

    private async Task<string> IdOfAsync(string email)
    {
        var member = await Fixture.SignInByApiAsync(email);
        using var http = member.Http;
        return member.Id.ToString();
    }
}
