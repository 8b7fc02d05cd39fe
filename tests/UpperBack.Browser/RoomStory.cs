using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Playwright;
using UpperBack.Browser.Video;
using UpperBack.Contracts.Live;
using static Microsoft.Playwright.Assertions;

namespace UpperBack.Browser;

/// <summary>A class can be followed on every screen: from the mat, without a finger.</summary>
public sealed class RoomStory(BrowserFixture fixture) : BrowserTest(fixture), IClassFixture<BrowserFixture>
{
    private const string Correction =
        "Look forward rather than up: looking up bends the neck and spares the upper back, which should do the moving.";
    private const string LongDosage =
        "8 slow repetitions, then hold for 20 seconds with Y arms, knees bent and the forehead on a folded towel";

    [Fact]
    public async Task VideoStepCueAndNoteAreInSightAtOnceOnEveryScreen()
    {
        var lesson = await VideoClass.OpenAsync(Fixture);
        await lesson.GoLiveAsync();
        var session = new SessionId(Guid.Parse(lesson.Session));
        await using var lead = await LiveClient.ConnectAsync(
            Fixture.Server,
            await Fixture.SignInByApiAsync(lesson.InstructorEmail)
        );
        await lead.JoinAsync(session);
        var (page, member) = await Fixture.ComeAsync(lesson.Session);
        await lead.SendCueAsync(session, new CueContent(CueKinds.Step, StepIndex: 0));
        await page.Locator("[data-testid=video][data-state=playing]").WaitForAsync();
        await lead.SendTextAsync(session, "Let the movement begin between your shoulder blades");
        await CaptionsAreWholeAsync(lead, session, page);

        Task SendNoteAsync() => lead.SendNoteAsync(session, Correction, member);
        foreach (var screen in InSight.Screens)
        {
            await InSight.ResizeAsync(page, screen);
            await SendNoteAsync();
            await InSight.IsWholeWithNoteAsync(
                page,
                $"video on {screen}",
                SendNoteAsync,
                "video",
                "current-step",
                "own-easier",
                "cue-latest"
            );
            await DoneAsync(page);
            await FillUpAsync(page);
            await InSight.IsWholeAsync(
                page,
                $"video with a long dosage and lines of state on {screen}",
                "video",
                "current-step",
                "cue-latest"
            );
            await LeaveEmptyAsync(page);
            await page.EvaluateAsync("() => document.querySelector('.room').requestFullscreen()");
            await SendNoteAsync();
            await InSight.IsWholeWithNoteAsync(
                page,
                $"full screen on {screen}",
                SendNoteAsync,
                "video",
                "current-step",
                "own-easier",
                "cue-latest"
            );
            Assert.True(
                await page.Locator("video")
                    .EvaluateAsync<double>("video => video.getBoundingClientRect().width / innerWidth") > 0.95
            );
            await DoneAsync(page);
            await page.EvaluateAsync("() => document.exitFullscreen()");
        }
    }

    [Fact]
    public async Task WithoutVideoTheFigureMakesRoomForStepCueAndNote()
    {
        var (session, lead) = await Fixture.LeadAsync();
        await using var leading = lead;
        var (page, member) = await Fixture.ComeAsync(session.ToString());
        foreach (var screen in InSight.Screens)
        {
            await InSight.ResizeAsync(page, screen);
            await InSight.IsWholeAsync(page, $"before the class on {screen}", "waiting-for-class", "cue-latest");
            Assert.Equal("", await InSight.OverflowAsync(page));
        }

        await lead.StartClassAsync(session);
        await lead.SendCueAsync(session, new CueContent(CueKinds.Step, StepIndex: 0));
        await lead.SendTextAsync(session, "Let the movement begin between your shoulder blades");
        Task SendNoteAsync() => lead.SendNoteAsync(session, Correction, member);
        foreach (var screen in InSight.Screens)
        {
            await InSight.ResizeAsync(page, screen);
            await SendNoteAsync();
            await InSight.IsWholeWithNoteAsync(
                page,
                $"figure on {screen}",
                SendNoteAsync,
                "current-step",
                "own-easier",
                "cue-latest"
            );
            await FillUpAsync(page);
            await InSight.IsWholeWithNoteAsync(
                page,
                $"figure with a long dosage and lines of state on {screen}",
                SendNoteAsync,
                "current-step",
                "cue-latest"
            );
            await LeaveEmptyAsync(page);
            await DoneAsync(page);
        }
    }

    /// <summary>Presses the note's button where it is: a click of Playwright's may scroll while the page settles, and
    /// what is measured next is what one sees without scrolling.</summary>
    private static Task DoneAsync(IPage page) => page.GetByTestId("form-note-done").DispatchEventAsync("click");

    /// <summary>Captions are written as what was said, whatever it looks like; the browser reads them.</summary>
    private static async Task CaptionsAreWholeAsync(LiveClient lead, SessionId session, IPage page)
    {
        const string words = "Long <neck> & soft --> eyes";
        var said = await lead.SendTextAsync(session, words);
        await lead.SendCueAsync(session, new CueContent(CueKinds.Form, "Ribs in"), null, said.MediaAtMs);
        await Expect(page.GetByTestId("cue-latest")).ToContainTextAsync(words);
        await Expect(page.GetByTestId("cue-latest")).ToContainTextAsync("Ribs in");
        const string readTracks = """
            () => [...document.querySelector('video').textTracks]
              .flatMap((track) => [...(track.cues ?? [])])
              .map((cue) => cue.getCueAsHTML().textContent)
            """;
        var live = await page.EvaluateAsync<string[]>(readTracks);
        Assert.Contains(words, live);
        Assert.Contains("Ribs in", live);

        var written = await page.EvaluateAsync<string[]>(
            Scripts.Read("captions.js"),
            $"/api/live/sessions/{session}/captions.vtt?fromMs={said.MediaAtMs}"
        );
        Assert.Equal(new[] { $"{words}|6000", "Ribs in|6000" }, written);
    }

    /// <summary>The longest dosage, and what may be said about connection, instructor and sound.</summary>
    private static Task FillUpAsync(IPage page) => page.EvaluateAsync(Scripts.Read("fill-up.js"), LongDosage);

    private static Task LeaveEmptyAsync(IPage page) =>
        page.EvaluateAsync(
            """
            () => {
              document.querySelectorAll('[data-testid=room-status] > p').forEach((line) => line.remove());
              const text = document.querySelector('.own-dosage strong');
              text.textContent = text.dataset.was;
            }
            """
        );
}
