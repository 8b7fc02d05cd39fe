using System.Globalization;
using Microsoft.Playwright;

namespace UpperBack.Browser.Video;

/// <summary>A class with video: an instructor whose camera sees a clock, and viewers whose frames are read.</summary>
internal sealed class VideoClass(BrowserFixture fixture, string session, IPage instructor, string instructorEmail)
{
    private static readonly string PictureClock = Scripts.Read("picture-clock.js");

    /// <summary>Which session.</summary>
    public string Session => session;

    /// <summary>The instructor's console.</summary>
    public IPage Console => instructor;

    /// <summary>Who leads.</summary>
    public string InstructorEmail => instructorEmail;

    /// <summary>Plans a class and opens its console, perhaps over a wire that can be cut; the camera shows the
    /// time.</summary>
    public static async Task<VideoClass> OpenAsync(BrowserFixture fixture, FlakyTcpProxy? proxy = null)
    {
        var email = await fixture.SignUpAsync("Meera Iyer", Roles.Instructor);
        var session = await fixture.PlanClassAsync(email);
        var page = await fixture.OpenAsync(phone: false, address: proxy?.Address);
        await page.AddInitScriptAsync(PictureClock);
        await page.AddInitScriptAsync("navigator.mediaDevices.getUserMedia = () => window.pictureClock.camera();");
        await BrowserFixture.SignInAsync(page, email);
        await page.GotoAsync($"/sessions/{session}/console");
        return new VideoClass(fixture, session, page, email);
    }

    /// <summary>Goes live from the camera, as an instructor does, and starts the class.</summary>
    public async Task GoLiveAsync()
    {
        await instructor.GetByTestId("studio-open").ClickAsync();
        await instructor.GetByTestId("go-live").ClickAsync();
        await instructor.Locator("[data-testid=live-state][data-state=live]").First.WaitForAsync();
        await instructor.GetByTestId("start-class").ClickAsync();
        await instructor.Locator("[data-testid=console][data-live=true]").WaitForAsync();
    }

    /// <summary>A viewer in the room, whose frames and cues are read from now on.</summary>
    public async Task<VideoViewer> WatchAsync(string name, bool phone)
    {
        var page = await fixture.OpenAsync(phone);
        await page.AddInitScriptAsync(PictureClock);
        await BrowserFixture.SignInAsync(page, await fixture.SignUpAsync(name));
        await page.GotoAsync($"/sessions/{session}/room");
        return await VideoViewer.ReadAsync(page);
    }

    /// <summary>Sends cues to everybody for some time, one and a half to two seconds apart; longer, when they are fewer
    /// by then.</summary>
    public async Task CueAsync(TimeSpan time, int minCues)
    {
        var random = new Random();
        var end = DateTimeOffset.UtcNow + time;
        for (var number = 1; DateTimeOffset.UtcNow < end || number <= minCues; number++)
        {
            await Task.Delay(random.Next(1500, 2000));
            await instructor
                .GetByTestId("cue-text")
                .FillAsync(string.Create(CultureInfo.InvariantCulture, $"Cue {number}"));
            await instructor.GetByTestId("cue-send").ClickAsync();
        }
    }

    /// <summary>Ends the class and waits for its recording.</summary>
    public async Task EndAsync()
    {
        await instructor.GetByTestId("end-class").ClickAsync();
        await instructor.GetByTestId("end-class-confirm").ClickAsync();
        await instructor.GetByTestId("class-ended").WaitForAsync();
    }
}
