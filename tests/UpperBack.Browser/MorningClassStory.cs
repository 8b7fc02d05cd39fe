using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace UpperBack.Browser;

/// <summary>The story that everything else grows from, on three pages at once.</summary>
public sealed class MorningClassStory(BrowserFixture fixture) : BrowserTest(fixture), IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task AClassIsLedFollowedCorrectedAndKept()
    {
        var instructorEmail = await Fixture.SignUpAsync("Meera Iyer", Roles.Instructor);
        var session = await Fixture.PlanClassAsync(instructorEmail);
        var instructor = await Fixture.OpenAsync(phone: false);
        await BrowserFixture.SignInAsync(instructor, instructorEmail);
        var asha = await SignUpOnThePageAsync("Asha Verma");
        var ben = await Fixture.OpenAsync(phone: false);
        await BrowserFixture.SignInAsync(ben, await Fixture.SignUpAsync("Ben Weber"));

        await BookAsync(asha);
        await asha.GotoAsync($"/sessions/{session}/room");
        await ben.GotoAsync($"/sessions/{session}/room");
        await instructor.GotoAsync($"/sessions/{session}/console");
        await Expect(instructor.GetByTestId("presence-count").First).ToHaveAttributeAsync("data-count", "3");

        var startedAt = Fixture.Server.Clock.GetUtcNow();
        await instructor.GetByTestId("start-class").ClickAsync();
        await instructor.GetByTestId("run-step-0").ClickAsync();
        foreach (var page in new[] { asha, ben })
        {
            await Expect(page.GetByTestId("current-step")).ToHaveAttributeAsync("data-step", "0");
            await Expect(page.GetByTestId("breath-pacer")).ToBeVisibleAsync();
        }

        await CueAsync(instructor, "Eyes forward, not up");
        foreach (var page in new[] { asha, ben })
            await Expect(page.GetByTestId("cue-latest")).ToContainTextAsync("Eyes forward, not up");

        await NoteAsync(instructor, "Asha Verma");
        await Expect(asha.GetByTestId("form-note").First).ToBeVisibleAsync();
        await CueAsync(instructor, "And breathe");
        await Expect(ben.GetByTestId("cue-latest")).ToContainTextAsync("And breathe");
        await Expect(ben.GetByTestId("form-note")).ToHaveCountAsync(0);

        await asha.ReloadAsync();
        await Expect(asha.GetByTestId("current-step")).ToHaveAttributeAsync("data-step", "0");
        await Expect(asha.GetByTestId("cue-latest")).ToContainTextAsync("And breathe");
        await Expect(asha.GetByTestId("form-note-list").Locator("li")).ToHaveCountAsync(1);

        await asha.GetByTestId("raise-hand").ClickAsync();
        await Expect(instructor.GetByTestId("hands-list")).ToContainTextAsync("Asha Verma");

        // What was watched just before the reload was never reported: half of the class must come after it.
        await Eventually.Is(
            () => asha.WatchedSecondsAsync(session),
            seconds => seconds * 2 > (Fixture.Server.Clock.GetUtcNow() - startedAt).TotalSeconds + 2,
            TimeSpan.FromMinutes(2)
        );
        await instructor.GetByTestId("end-class").ClickAsync();
        await instructor.GetByTestId("end-class-confirm").ClickAsync();
        foreach (var page in new[] { asha, ben })
            await Expect(page.GetByTestId("day-kept").First).ToBeVisibleAsync();

        await asha.GotoAsync("/streak");
        await Expect(asha.GetByTestId("streak-current")).ToHaveAttributeAsync("data-current", "1");
        await asha.GotoAsync("/boards");
        await asha.GetByTestId("board-opt-in").First.ClickAsync();
        await Expect(asha.GetByTestId("board-row-me").First).ToHaveAttributeAsync("data-rank", "1");
    }

    private static async Task CueAsync(IPage console, string text)
    {
        await console.GetByTestId("cue-text").FillAsync(text);
        await console.GetByTestId("cue-send").ClickAsync();
    }

    private static async Task NoteAsync(IPage console, string name)
    {
        await console.GetByTestId("roster").GetByText(name).First.ClickAsync();
        await console.Locator("[data-testid^='fault-']").First.ClickAsync();
        await Expect(console.GetByTestId("note-sent").First).ToContainTextAsync(name);
    }

    private static async Task BookAsync(IPage page)
    {
        await page.GotoAsync("/");
        await page.GetByTestId("book").First.ClickAsync();
        await Expect(page.GetByTestId("booking-status").First).ToHaveAttributeAsync("data-status", "booked");
    }

    private async Task<IPage> SignUpOnThePageAsync(string name)
    {
        var page = await Fixture.OpenAsync(phone: true);
        await page.GotoAsync("/sign-up");
        await page.GetByTestId("display-name").FillAsync(name);
        await page.GetByTestId("email").FillAsync($"{Guid.NewGuid():n}@example.test");
        await page.GetByTestId("password").FillAsync(BrowserFixture.Password);
        await page.GetByTestId("sign-up-submit").ClickAsync();
        await page.GetByTestId("timetable").WaitForAsync();
        return page;
    }
}
