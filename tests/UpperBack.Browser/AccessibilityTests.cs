using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace UpperBack.Browser;

public sealed class AccessibilityTests(BrowserFixture fixture) : BrowserTest(fixture), IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData("light", true)]
    [InlineData("dark", false)]
    public async Task EveryPageCanBeUsedByEverybody(string colorScheme, bool phone)
    {
        var instructor = await Fixture.SignUpAsync("Meera Iyer", Roles.Instructor, Roles.Admin);
        var session = await Fixture.PlanClassAsync(instructor);
        var page = await Fixture.OpenAsync(phone, colorScheme);
        await page.GotoAsync("/sign-in");
        await CheckAsync(page, "/sign-in");
        await BrowserFixture.SignInAsync(page, instructor);

        foreach (
            var path in new[]
            {
                "/",
                $"/sessions/{session}",
                $"/sessions/{session}/console",
                "/streak",
                "/boards",
                "/library",
                "/friends",
                "/library/exercises/locust",
                "/library/programmes/upper-back-12-weeks",
                "/practice/upper-back-12-weeks/1",
                $"/sessions/{session}/rehearse",
                $"/sessions/{session}/run-sheet",
                $"/sessions/{session}/report",
                $"/sessions/{session}/mirror-audit",
                "/progress",
                "/welcome",
                "/my-classes",
                "/help",
                "/privacy",
                "/mirror",
                "/terms",
                "/profile",
                "/plan",
                "/members",
                "/nowhere",
            }
        )
        {
            await page.GotoAsync(path);
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await CheckAsync(page, path);
        }
    }

    private static async Task CheckAsync(IPage page, string path)
    {
        var found = await page.RunAxe();
        var serious = found.Violations.Where(violation => violation.Impact is "serious" or "critical").ToArray();
        Assert.True(serious.Length == 0, $"{path}: {string.Join("; ", serious.Select(Describe))}");
    }

    private static string Describe(AxeResultItem violation)
    {
        var where = string.Join(", ", violation.Nodes.Take(3).Select(node => node.Html));
        return $"{violation.Id} ({violation.Help}) at {where}";
    }
}
