using Microsoft.Playwright;

namespace UpperBack.Browser;

/// <summary>Ways into a room.</summary>
internal static class Rooms
{
    /// <summary>Plans a class, and enters it as its instructor.</summary>
    public static async Task<(SessionId Session, LiveClient Lead)> LeadAsync(
        this BrowserFixture fixture,
        string? instructorEmail = null
    )
    {
        instructorEmail ??= await fixture.SignUpAsync("Meera Iyer", Roles.Instructor);
        var session = new SessionId(Guid.Parse(await fixture.PlanClassAsync(instructorEmail)));
        var lead = await LiveClient.ConnectAsync(fixture.Server, await fixture.SignInByApiAsync(instructorEmail));
        await lead.JoinAsync(session);
        return (session, lead);
    }

    /// <summary>A new member's phone with the room open.</summary>
    public static async Task<(IPage Page, MemberId Id)> ComeAsync(this BrowserFixture fixture, string session)
    {
        var email = await fixture.SignUpAsync("Asha Verma");
        var page = await fixture.OpenAsync(phone: true);
        await BrowserFixture.SignInAsync(page, email);
        await page.GotoAsync($"/sessions/{session}/room");
        await page.GetByTestId("cue-latest").WaitForAsync();

        // A mouse that rests on a note holds it.
        await page.Mouse.MoveAsync(1, 1);
        return (page, (await fixture.SignInByApiAsync(email)).Id);
    }

    /// <summary>How much of a class the page's member has watched, as the server has heard.</summary>
    public static Task<int> WatchedSecondsAsync(this IPage page, string session) =>
        page.EvaluateAsync<int>(
            "async (address) => (await (await fetch(address)).json()).watchedSeconds",
            $"/api/live/sessions/{session}/attendance"
        );
}
