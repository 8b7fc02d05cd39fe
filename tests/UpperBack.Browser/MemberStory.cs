using UpperBack.Contracts.Live;

namespace UpperBack.Browser;

/// <summary>What a member sees of their classes, before, during and after; and how a coach comes to coach.</summary>
public sealed class MemberStory(BrowserFixture fixture) : BrowserTest(fixture), IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData(10)]
    [InlineData(-10)]
    public async Task TheServersTimeDecidesOnADeviceWhoseClockIsMinutesOff(int minutes)
    {
        var instructor = await Fixture.SignUpAsync("Meera Iyer", Roles.Instructor);
        var soon = await Fixture.PlanClassAsync(instructor, TimeSpan.FromMinutes(10), durationMinutes: 5);
        var later = await Fixture.PlanClassAsync(instructor, TimeSpan.FromMinutes(20), durationMinutes: 5);
        var page = await Fixture.OpenAsync(phone: true);
        await page.AddInitScriptAsync(
            $$"""
            const shift = {{minutes}} * 60_000;
            const Real = Date;
            globalThis.Date = class extends Real {
              constructor(...parts) { if (parts.length === 0) super(Real.now() + shift); else super(...parts); }
              static now() { return Real.now() + shift; }
            };
            Object.defineProperty(performance, 'timeOrigin', { value: performance.timeOrigin + shift });
            """
        );
        await BrowserFixture.SignInAsync(page, await Fixture.SignUpAsync("Asha Verma"));

        await Expect(page.Locator($"[data-session='{soon}']")).ToHaveAttributeAsync("data-state", "doors-open");
        await Expect(page.Locator($"[data-session='{later}']")).ToHaveAttributeAsync("data-state", "planned");
        await page.GotoAsync($"/sessions/{later}");
        await Expect(page.GetByTestId("session")).ToHaveAttributeAsync("data-state", "planned");
        await page.GotoAsync($"/sessions/{soon}");
        await Expect(page.GetByTestId("join")).ToBeVisibleAsync();

        await page.GotoAsync("/practice/beginners-14-days/1");
        await page.GetByTestId("practice-pause").ClickAsync();
        await Task.Delay(1_200);
        await page.GetByTestId("practice-done").ClickAsync();
        await Expect(page.GetByTestId("practice-kept")).ToHaveAttributeAsync("data-state", "kept");
    }

    [Fact]
    public async Task ACoachIsChosenByNameWhenPlanningAndChangedLater()
    {
        var tag = Guid.NewGuid().ToString("n")[..6];
        var page = await Fixture.OpenAsync(phone: true);
        await BrowserFixture.SignInAsync(page, await Fixture.SignUpAsync("Meera Iyer", Roles.Instructor));
        var coachEmail = await Fixture.SignUpAsync($"Cleo {tag}", Roles.Coach);
        await Fixture.SignUpAsync($"Ivo {tag}", Roles.Instructor);

        await page.GotoAsync("/plan");
        await page.GetByRole(AriaRole.Button, new() { Name = "Single class" }).ClickAsync();
        await page.GetByTestId("plan-title").FillAsync($"Class {tag}");
        await page.GetByTestId("plan-now").UncheckAsync();
        await PickAsync(page, "add-coach", "search-coach", $"Cleo {tag}");
        await page.GetByTestId("plan-session").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "See the class" }).ClickAsync();
        await Expect(page.GetByText($"coached by Cleo {tag}")).ToBeVisibleAsync();
        var session = new Uri(page.Url).Segments[^1];

        var coach = await Fixture.OpenAsync(phone: false);
        await BrowserFixture.SignInAsync(coach, coachEmail);
        await coach.GotoAsync("/my-classes");
        await Expect(coach.Locator($"[data-session='{session}']")).ToBeVisibleAsync();

        await page.GetByTestId("change-leaders").ClickAsync();
        await PickAsync(page, "change-instructor", "search-instructor", $"Ivo {tag}");
        await page.GetByRole(AriaRole.Button, new() { Name = $"Remove Cleo {tag}" }).ClickAsync();
        await page.GetByTestId("save-leaders").ClickAsync();
        await Expect(page.GetByText($"with Ivo {tag}")).ToBeVisibleAsync();
        await Expect(page.GetByTestId("change-leaders")).ToHaveCountAsync(0);
        await coach.ReloadAsync();
        await Expect(coach.Locator($"[data-session='{session}']")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task ASeriesIsPlannedByItsWeekdaysAndItsCoachesAndPicturesChange()
    {
        var tag = Guid.NewGuid().ToString("n")[..6];
        var page = await Fixture.OpenAsync(phone: false);
        await BrowserFixture.SignInAsync(page, await Fixture.SignUpAsync("Meera Iyer", Roles.Instructor));
        await Fixture.SignUpAsync($"Cleo {tag}", Roles.Coach);
        await page.GotoAsync("/plan");
        foreach (var day in new[] { "MO", "WE", "FR" })
            await page.GetByTestId($"day-{day}").UncheckAsync();
        await page.GetByTestId("plan-minimum-age").FillAsync("16");
        await page.GetByTestId("plan-series").ClickAsync();
        await Expect(page.GetByText("every week on Tuesday and Thursday").First).ToBeVisibleAsync();
        await Expect(page.GetByText("Members may show themselves from age 16 on")).ToBeVisibleAsync();

        await page.Locator("[data-testid^='lead-series-']").ClickAsync();
        await PickAsync(page, "add-coach", "search-coach", $"Cleo {tag}", "dialog ");
        await page.GetByTestId("save-leaders").ClickAsync();
        await Expect(page.GetByText($"coached by Cleo {tag}")).ToBeVisibleAsync();
        await Expect(page.GetByText("classes change.")).ToBeVisibleAsync();

        await page.Locator("[data-testid^='show-series-']").ClickAsync();
        await Expect(page.Locator("dialog").GetByTestId("plan-minimum-age")).ToHaveValueAsync("16");
        await page.Locator("dialog").GetByTestId("plan-pictures").UncheckAsync();
        await page.GetByTestId("save-pictures").ClickAsync();
        await Expect(page.GetByText("Saved. Members do not show themselves.")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page.GetByText("Members do not show themselves")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task WhoLeavesEarlyHasASummarySoFarAndFindsItAmongTheirClasses()
    {
        var meera = await Fixture.Server.SignInAsync("Meera Iyer", "Europe/Berlin", Roles.Instructor);
        var session = await PlanAsync(meera);
        await using var lead = await LiveClient.ConnectAsync(Fixture.Server, meera);
        await lead.JoinAsync(session);
        await lead.StartClassAsync(session);
        await lead.SendCueAsync(session, new CueContent(CueKinds.Step, StepIndex: 0));
        var page = await Fixture.OpenAsync(phone: true);
        await BrowserFixture.SignInAsync(page, await Fixture.SignUpAsync("Asha Verma"));
        await page.GotoAsync($"/sessions/{session}/room");
        await Expect(page.GetByTestId("current-step")).ToHaveAttributeAsync("data-step", "0");
        await Eventually.Is(() => page.WatchedSecondsAsync(session.ToString()), seconds => seconds > 0);

        await page.GetByTestId("leave").ClickAsync();
        await Expect(page.GetByTestId("day-words")).ToContainTextAsync("and today counts for your streak.");
        await page.GetByTestId("check-in-effort").FillAsync("6");
        await page.GetByTestId("check-in-pain").FillAsync("2");
        await page.GetByTestId("check-in-send").ClickAsync();
        await Expect(page.GetByTestId("check-in-state")).ToHaveAttributeAsync("data-state", "sent");
        await Expect(page.GetByTestId("go-back-in")).ToBeVisibleAsync();

        await lead.EndClassAsync(session);
        await page.GotoAsync("/my-classes");
        await Expect(page.GetByTestId("past-class")).ToHaveAttributeAsync("data-session", session.ToString());
        await page.GetByRole(AriaRole.Link, new() { Name = "Summary of" }).ClickAsync();
        await Expect(page.GetByTestId("day-words")).ToContainTextAsync("You did");
    }

    [Fact]
    public async Task EachStateOfAClassHasItsOwnWordsAndWayOn()
    {
        var meera = await Fixture.Server.SignInAsync("Meera Iyer", "Europe/Berlin", Roles.Instructor);
        var cancelled = await PlanAsync(meera);
        var next = await PlanAsync(meera);
        var page = await Fixture.OpenAsync(phone: true);
        await BrowserFixture.SignInAsync(page, await Fixture.SignUpAsync("Asha Verma"));
        await page.GotoAsync($"/sessions/{cancelled}");
        await page.GetByTestId("book").ClickAsync();
        await Expect(page.GetByTestId("booking-status")).ToHaveAttributeAsync("data-status", "booked");
        await meera.Http.PostAsync($"/api/scheduling/sessions/{cancelled}/cancel", null);

        foreach (var path in new[] { "", "/room", "/summary" }.Select(part => $"/sessions/{cancelled}{part}"))
        {
            await page.GotoAsync(path);
            await Expect(page.GetByTestId("class-state")).ToHaveAttributeAsync("data-state", "cancelled");
            await Expect(page.GetByTestId("class-state")).ToContainTextAsync("You had a feedback spot in it.");
            await Expect(page.GetByTestId("next-class")).ToBeVisibleAsync();
            await Expect(page.GetByText("Thank you")).ToHaveCountAsync(0);
        }

        foreach (
            var path in new[]
            {
                "/sessions/abc",
                "/sessions/abc/room",
                $"/sessions/{Guid.NewGuid()}",
                $"/sessions/{Guid.NewGuid()}/room",
                $"/sessions/{Guid.NewGuid()}/summary",
            }
        )
        {
            await page.GotoAsync(path);
            await Expect(page.GetByTestId("no-such-class").First).ToBeVisibleAsync();
        }

        await page.GotoAsync("/practice/none/1");
        await Expect(page.GetByText("We don’t have this programme.")).ToBeVisibleAsync();

        // Last, because everything else here happens before: half an hour later nobody has started the other class.
        Fixture.Server.Clock.Advance(TimeSpan.FromMinutes(40));
        await page.GotoAsync($"/sessions/{next}");
        await Expect(page.GetByTestId("class-state")).ToHaveAttributeAsync("data-state", "not-held");
        await page.GotoAsync($"/sessions/{next}/summary");
        await Expect(page.GetByTestId("class-state")).ToHaveAttributeAsync("data-state", "not-held");
        await page.GotoAsync($"/sessions/{next}/room");
        await Expect(page.GetByTestId("class-not-held")).ToContainTextAsync("This class didn’t take place.");
    }

    private Task<SessionId> PlanAsync(TestMember instructor) =>
        Person.PlanClassAsync(instructor, 5, Fixture.Server.Clock.GetUtcNow());

    private static async Task PickAsync(IPage page, string open, string search, string name, string within = "")
    {
        await page.Locator($"{within}[data-testid='{open}']").ClickAsync();
        await page.Locator($"{within}[data-testid='{search}']").FillAsync(name);
        await page.Locator($"{within}[data-testid^='pick-']").Filter(new() { HasText = name }).ClickAsync();
    }
}
