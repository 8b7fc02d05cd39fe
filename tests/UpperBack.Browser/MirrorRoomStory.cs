using UpperBack.Browser.Video;
using UpperBack.Contracts.Live;

namespace UpperBack.Browser;

/// <summary>Who shares their picture sees that they do, on every screen, and it takes nothing from the class.</summary>
public sealed class MirrorRoomStory(BrowserFixture fixture) : BrowserTest(fixture), IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task TheQuestionFitsEveryScreenAndTheLampTakesNothingFromTheClass()
    {
        var lesson = await VideoClass.OpenAsync(Fixture);
        var session = new SessionId(Guid.Parse(lesson.Session));
        var page = await ComeWithSeatAsync(session);

        foreach (var screen in InSight.Screens)
        {
            await InSight.ResizeAsync(page, screen);
            await InSight.IsWholeAsync(
                page,
                $"the offer on {screen}",
                "waiting-for-class",
                "mirror-offer",
                "mirror-check",
                "cue-latest"
            );
        }

        await page.GetByTestId("mirror-offer").ClickAsync();
        foreach (var screen in InSight.Screens)
        {
            await InSight.ResizeAsync(page, screen);
            await InSight.IsWholeAsync(page, $"the question on {screen}", "mirror-preview", "mirror-start");
            Assert.Equal("", await InSight.OverflowAsync(page));
        }

        await page.GetByTestId("mirror-start").ClickAsync();
        await page.GetByTestId("mirror-lamp").WaitForAsync();
        foreach (var screen in InSight.Screens)
        {
            await InSight.ResizeAsync(page, screen);
            await InSight.IsWholeAsync(page, $"before the class on {screen}", "waiting-for-class", "mirror-lamp");
        }

        await lesson.GoLiveAsync();
        await using var lead = await LiveClient.ConnectAsync(
            Fixture.Server,
            await Fixture.SignInByApiAsync(lesson.InstructorEmail)
        );
        await lead.JoinAsync(session);
        await lead.SendCueAsync(session, new CueContent(CueKinds.Step, StepIndex: 0));
        await lead.SendTextAsync(session, "Let the movement begin between your shoulder blades");
        await page.Locator("[data-testid=video][data-state=playing]").WaitForAsync();
        foreach (var screen in InSight.Screens)
        {
            await InSight.ResizeAsync(page, screen);
            await SeesAllAsync(page, $"the class on {screen}");
            Assert.Equal("", await InSight.OverflowAsync(page));
            await page.EvaluateAsync("() => document.querySelector('.room').requestFullscreen()");
            await SeesAllAsync(page, $"full screen on {screen}");
            await page.EvaluateAsync("() => document.exitFullscreen()");
        }
    }

    [Fact]
    public async Task AKeyboardSharesPausesAndStopsAndWhoSignsOutElsewhereIsSeenNoLonger()
    {
        var (session, lead) = await Fixture.LeadAsync();
        await using var leading = lead;
        var page = await ComeWithSeatAsync(session);
        var lamp = page.GetByTestId("mirror-lamp");

        await PressAsync(page, "mirror-offer");
        await PressAsync(page, "mirror-start");
        await Expect(lamp.Locator("button").First).ToBeFocusedAsync();
        await Expect(lamp).ToHaveAttributeAsync("data-state", "alone");
        await PressAsync(page, "mirror-pause");
        await Expect(lamp).ToHaveAttributeAsync("data-state", "paused");
        await PressAsync(page, "mirror-pause");
        await Expect(lamp).ToHaveAttributeAsync("data-state", "alone");
        await PressAsync(page, "mirror-stop");
        await Expect(lamp).ToHaveCountAsync(0);
        await Expect(page.GetByTestId("mirror-said")).ToHaveTextAsync("Nobody sees you any more");
        await Expect(page.GetByTestId("mirror-offer")).ToBeFocusedAsync();

        // Off until it is asked again, also after a reload.
        await page.ReloadAsync();
        await page.GetByTestId("mirror-offer").WaitForAsync();
        await Expect(lamp).ToHaveCountAsync(0);
        await PressAsync(page, "mirror-offer");
        await page.GetByTestId("mirror-look-coarse").CheckAsync();
        await PressAsync(page, "mirror-to-check");
        await PressAsync(page, "mirror-check-done");
        await Expect(page.GetByTestId("mirror-look-coarse")).ToBeCheckedAsync();
        await PressAsync(page, "mirror-start");
        await lamp.WaitForAsync();

        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/profile");
        await other.GetByTestId("sign-out").ClickAsync();
        await page.GetByTestId("sign-in-form").WaitForAsync();
    }

    private static Task SeesAllAsync(IPage page, string where) =>
        InSight.IsWholeAsync(
            page,
            where,
            "video",
            "current-step",
            "cue-latest",
            "mirror-lamp",
            "mirror-pause",
            "mirror-stop"
        );

    private static async Task PressAsync(IPage page, string testId)
    {
        var button = page.GetByTestId(testId);
        await Expect(button).Not.ToHaveAttributeAsync("aria-disabled", "true");
        await button.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>A new member with a coached seat, whose phone has the room open.</summary>
    private async Task<IPage> ComeWithSeatAsync(SessionId session)
    {
        var email = await Fixture.SignUpAsync("Asha Verma");
        var member = await Fixture.SignInByApiAsync(email);
        var booked = await member.Http.PostAsync($"/api/scheduling/sessions/{session}/booking", null);
        booked.EnsureSuccessStatusCode();
        var page = await Fixture.OpenAsync(phone: true);
        await BrowserFixture.SignInAsync(page, email);

        // The room hears of a seat a moment after it was booked.
        await Eventually.Is(
            async () =>
            {
                await page.GotoAsync($"/sessions/{session}/room");
                await page.GetByTestId("cue-latest").WaitForAsync();
                return await page.GetByTestId("mirror-offer").CountAsync();
            },
            offers => offers == 1
        );
        return page;
    }
}
