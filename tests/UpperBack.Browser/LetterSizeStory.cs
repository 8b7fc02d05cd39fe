using Microsoft.Playwright;
using UpperBack.Contracts;

namespace UpperBack.Browser;

/// <summary>Pages as people see them whose letters are twice as large, on a phone.</summary>
public sealed class LetterSizeStory(BrowserFixture fixture) : BrowserTest(fixture), IClassFixture<BrowserFixture>
{
    private static readonly (int Width, int Height, int Rem)[] Screens = [(360, 640, 16), (390, 844, 32)];

    [Fact]
    public async Task NoPageIsWiderThanAPhoneAtTwiceTheLetterSize()
    {
        var instructor = await Fixture.SignUpAsync("Meera Iyer", Roles.Instructor, Roles.Admin);
        var led = await Fixture.PlanClassAsync(instructor);
        var page = await Fixture.OpenAsync(phone: true);
        await page.GotoAsync("/sign-in");
        await FitsAsync(page, "/sign-in");
        await page.GotoAsync("/sign-up");
        await FitsAsync(page, "/sign-up");
        await SeeAsync(
            page,
            instructor,
            [
                "/",
                $"/sessions/{led}",
                $"/sessions/{led}/console",
                $"/sessions/{led}/run-sheet",
                $"/sessions/{led}/rehearse",
                $"/sessions/{led}/report",
                "/plan",
                "/recordings",
                "/members",
            ]
        );

        // A member's cards have a button beside the class.
        var member = await Fixture.SignUpAsync("Asha Verma");
        await Fixture.PlanClassAsync(instructor, TimeSpan.FromHours(2));
        await SeeAsync(
            await Fixture.OpenAsync(phone: true),
            member,
            [
                "/",
                $"/sessions/{led}",
                "/my-classes",
                "/progress",
                "/welcome",
                "/streak",
                "/boards",
                "/friends",
                "/library",
                "/library/exercises/locust",
                "/library/programmes/upper-back-12-weeks",
                "/practice/upper-back-12-weeks/1",
                "/profile",
                "/help",
                "/privacy",
                "/mirror",
                "/terms",
                "/nowhere",
            ]
        );
    }

    [Fact]
    public async Task OnAPhoneLyingDownTheFigureStandsBesideItsWords()
    {
        var page = await Fixture.OpenAsync(phone: true);
        await BrowserFixture.SignInAsync(page, await Fixture.SignUpAsync("Asha Verma"));
        await page.SetViewportSizeAsync(844, 390);
        await page.GotoAsync("/practice/upper-back-12-weeks/1");
        await page.GetByTestId("own-easier").WaitForAsync();
        await InSight.IsWholeAsync(page, "practice", "own-easier", "practice-pause");
        Assert.True(
            await page.EvaluateAsync<bool>(
                """
                () => {
                  const [figure, title, own] = ['.stage-figure', '.stage-title', '[data-testid=own-easier]']
                    .map((one) => document.querySelector(one).getBoundingClientRect());
                  return figure.height > innerHeight / 2 && title.left > figure.right && own.left > figure.right;
                }
                """
            )
        );
    }

    private static async Task SeeAsync(IPage page, string email, string[] paths)
    {
        await BrowserFixture.SignInAsync(page, email);
        foreach (var path in paths)
        {
            await page.GotoAsync(path);
            await FitsAsync(page, path);
        }
    }

    private static async Task FitsAsync(IPage page, string path)
    {
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        foreach (var screen in Screens)
        {
            await InSight.ResizeAsync(page, screen);
            Assert.Equal((path, screen, ""), (path, screen, await InSight.OverflowAsync(page)));
        }
    }
}
