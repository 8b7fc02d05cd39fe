using System.Net.Http.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace UpperBack.Browser;

/// <summary>What makes a class more than a video call: one cue that coaches every level, and corrections that reach
/// those who need them.</summary>
public sealed class CoachStory(BrowserFixture fixture) : BrowserTest(fixture), IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task OneCueGivesEveryLevelItsOwnDosageAndAFaultCohortGetsANoteThatNobodyElseGets()
    {
        var instructorEmail = await Fixture.SignUpAsync("Meera Iyer", Roles.Instructor);
        var session = await Fixture.PlanClassAsync(instructorEmail);
        var (asha, ashaId) = await ComeAsync("Asha Verma", startLevel: 1, session, phone: true);
        var (ben, benId) = await ComeAsync("Ben Weber", startLevel: 3, session, phone: false);
        var (cleo, cleoId) = await ComeAsync("Cleo Novak", startLevel: 0, session, phone: true);
        var console = await Fixture.OpenAsync(phone: false);
        await BrowserFixture.SignInAsync(console, instructorEmail);
        await console.GotoAsync($"/sessions/{session}/console");
        await Expect(console.GetByTestId("presence-count").First).ToHaveAttributeAsync("data-count", "4");
        await Expect(console.GetByTestId($"roster-{benId}")).ToHaveAttributeAsync("data-level", "3");

        await console.GetByTestId("start-class").ClickAsync();
        await console
            .Locator("[data-testid^='run-step-']")
            .Filter(new() { HasText = "set 1 of 3" })
            .Filter(new() { HasText = "Locust" })
            .First.ClickAsync();
        var texts = new List<string>();
        foreach (var (page, level) in new[] { (asha, "1"), (ben, "3"), (cleo, "0") })
        {
            await Expect(page.GetByTestId("own-dosage")).ToHaveAttributeAsync("data-level", level);
            texts.Add(await page.GetByTestId("own-dosage").InnerTextAsync());
        }

        Assert.Equal(3, texts.Distinct().Count());
        Assert.Contains("Y arms", texts[1], StringComparison.Ordinal);
        await Expect(cleo.GetByTestId("own-dosage")).ToHaveAttributeAsync("data-leave-out", "true");

        foreach (var (page, id) in new[] { (asha, ashaId), (cleo, cleoId) })
        {
            await console.GetByTestId($"roster-{id}").ClickAsync();
            await console.GetByTestId("fault-shrugged-shoulders").ClickAsync();
            await Expect(page.GetByTestId("form-note").First).ToContainTextAsync("shoulder blades");
            await page.GetByTestId("form-note-done").First.ClickAsync();
            await Expect(console.GetByTestId($"roster-{id}")).ToHaveAttributeAsync("data-notes", "1");
            await Expect(console.GetByTestId($"roster-{id}")).ToHaveAttributeAsync("data-seen", "true");
        }

        await console.Keyboard.PressAsync("Escape");
        await console.GetByTestId("cohort-locust-shrugged-shoulders").ClickAsync();
        await console
            .GetByTestId("note-again")
            .Or(console.GetByTestId("note-sent").Filter(new() { HasText = "✓" }))
            .First.WaitForAsync();
        if (await console.GetByTestId("note-again").CountAsync() > 0)
            await console.GetByTestId("note-again").ClickAsync();
        foreach (var page in new[] { asha, cleo })
            await Expect(page.GetByTestId("form-note-list").Locator("li")).ToHaveCountAsync(2);
        await Expect(ben.GetByTestId("form-note")).ToHaveCountAsync(0);
        await Expect(ben.GetByTestId("form-note-list")).ToHaveCountAsync(0);

        await asha.GetByTestId("form-note-better").First.ClickAsync();
        await Expect(console.GetByTestId($"roster-{ashaId}")).ToHaveAttributeAsync("data-better", "true");

        await console.GetByTestId("end-class").ClickAsync();
        await console.GetByTestId("end-class-confirm").ClickAsync();
        await Expect(ben.GetByTestId("summary").First).ToBeVisibleAsync();
        await ben.GetByTestId("check-in-effort").First.FillAsync("6");
        await ben.GetByTestId("check-in-pain").First.FillAsync("2");
        await Expect(ben.GetByTestId("day-kept").First).ToBeVisibleAsync();
        await Expect(ben.GetByTestId("check-in-effort").First).ToHaveValueAsync("6");
        await ben.GetByTestId("check-in-send").First.ClickAsync();
        await Expect(ben.GetByTestId("check-in-state").First).ToHaveAttributeAsync("data-state", "sent");
        await console.GotoAsync($"/sessions/{session}/report");
        await Expect(console.GetByTestId("report"))
            .ToContainTextAsync("Shrugged shoulders", new() { IgnoreCase = true });
    }

    [Fact]
    public async Task AClassIsPreparedRehearsedAndPractisedFromTheWebClientAlone()
    {
        var instructorEmail = await Fixture.SignUpAsync("Meera Iyer", Roles.Instructor);
        var session = await Fixture.PlanClassAsync(instructorEmail);
        var page = await Fixture.OpenAsync(phone: false);
        await BrowserFixture.SignInAsync(page, instructorEmail);
        await page.GotoAsync($"/sessions/{session}/run-sheet");
        await Expect(page.GetByTestId("run-sheet-editor")).ToHaveAttributeAsync("data-editable", "true");
        var first = await page.GetByTestId("block-0").GetAttributeAsync("data-exercise");
        await page.GetByTestId("block-down-0").ClickAsync();
        await Expect(page.GetByTestId("block-1")).ToHaveAttributeAsync("data-exercise", first!);
        await page.GetByTestId("run-sheet-save").ClickAsync();
        await Expect(page.GetByTestId("run-sheet-editor")).ToHaveAttributeAsync("data-dirty", "false");
        await page.ReloadAsync();
        await Expect(page.GetByTestId("block-1")).ToHaveAttributeAsync("data-exercise", first!);

        await page.GotoAsync($"/sessions/{session}/rehearse");
        await page.GetByTestId("practice-pause").ClickAsync();
        await Expect(page.GetByTestId("practice")).ToHaveAttributeAsync("data-running", "true");
        await page.GetByTestId("practice-next").ClickAsync();
        await Expect(page.GetByTestId("practice")).ToHaveAttributeAsync("data-step", "1");
    }

    private async Task<(IPage Page, string MemberId)> ComeAsync(string name, int startLevel, string session, bool phone)
    {
        var email = await Fixture.SignUpAsync(name);
        using var http = Fixture.Server.Anonymous();
        var signIn = await (
            await http.PostAsJsonAsync("/api/accounts/sign-in", new { email, password = BrowserFixture.Password })
        ).Content.ReadFromJsonAsync<JsonElement>();
        http.DefaultRequestHeaders.Authorization = new("Bearer", signIn.GetProperty("accessToken").GetString());
        (
            await http.PutAsJsonAsync(
                "/api/scheduling/my-programme",
                new { programme = "upper-back-12-weeks", startLevel }
            )
        ).EnsureSuccessStatusCode();
        (await http.PostAsync($"/api/scheduling/sessions/{session}/booking", null)).EnsureSuccessStatusCode();
        var profile = await http.GetFromJsonAsync<JsonElement>("/api/accounts/me");
        var page = await Fixture.OpenAsync(phone);
        await BrowserFixture.SignInAsync(page, email);
        await page.GotoAsync($"/sessions/{session}/room");
        return (page, profile.GetProperty("memberId").GetString()!);
    }
}
