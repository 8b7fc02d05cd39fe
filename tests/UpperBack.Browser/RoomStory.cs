using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Playwright;
using UpperBack.Browser.Video;
using UpperBack.Contracts;
using UpperBack.Contracts.Ids;
using UpperBack.Contracts.Live;
using UpperBack.Testing;
using static Microsoft.Playwright.Assertions;

namespace UpperBack.Browser;

/// <summary>A class can be followed on every screen: from the mat, without a finger.</summary>
[Collection(SharedRoom.Name)]
public sealed class RoomStory(BrowserStage stage)
{
    private const string Correction =
        "Look forward rather than up: looking up bends the neck and spares the upper back, which should do the moving.";
    private const string LongDosage =
        "8 slow repetitions, then hold for 20 seconds with Y arms, knees bent and the forehead on a folded towel";

    [Fact]
    public async Task VideoStepCueAndNoteAreInSightAtOnceOnEveryScreen()
    {
        var lesson = await VideoClass.OpenAsync(stage);
        await lesson.GoLiveAsync();
        var session = new SessionId(Guid.Parse(lesson.Session));
        await using var lead = await LiveClient.ConnectAsync(
            stage.Server,
            await stage.SignInByApiAsync(lesson.InstructorEmail)
        );
        await lead.JoinAsync(session);
        var (page, member) = await ComeAsync(lesson.Session);
        await lead.SendCueAsync(session, new CueContent(CueKinds.Step, StepIndex: 0));
        await page.Locator("[data-testid=video][data-state=playing]").WaitForAsync();
        await lead.SendTextAsync(session, "Let the movement begin between your shoulder blades");
        await CaptionsAreWholeAsync(lead, session, page);

        foreach (var screen in InSight.Screens)
        {
            await InSight.ResizeAsync(page, screen);
            await lead.SendNoteAsync(session, Correction, member);
            await InSight.IsWholeAsync(
                page,
                $"video on {screen}",
                "video",
                "current-step",
                "own-easier",
                "cue-latest",
                "form-note"
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
            await lead.SendNoteAsync(session, Correction, member);
            await InSight.IsWholeAsync(
                page,
                $"full screen on {screen}",
                "video",
                "current-step",
                "own-easier",
                "cue-latest",
                "form-note"
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
        var (session, lead) = await PlanAsync();
        await using var leading = lead;
        var (page, member) = await ComeAsync(session.ToString());
        foreach (var screen in InSight.Screens)
        {
            await InSight.ResizeAsync(page, screen);
            await InSight.IsWholeAsync(page, $"before the class on {screen}", "waiting-for-class", "cue-latest");
            Assert.Equal("", await InSight.OverflowAsync(page));
        }

        await lead.StartClassAsync(session);
        await lead.SendCueAsync(session, new CueContent(CueKinds.Step, StepIndex: 0));
        await lead.SendTextAsync(session, "Let the movement begin between your shoulder blades");
        foreach (var screen in InSight.Screens)
        {
            await InSight.ResizeAsync(page, screen);
            await lead.SendNoteAsync(session, Correction, member);
            await InSight.IsWholeAsync(
                page,
                $"figure on {screen}",
                "current-step",
                "own-easier",
                "cue-latest",
                "form-note"
            );
            await FillUpAsync(page);
            await InSight.IsWholeAsync(
                page,
                $"figure with a long dosage and lines of state on {screen}",
                "current-step",
                "cue-latest",
                "form-note"
            );
            await LeaveEmptyAsync(page);
            await DoneAsync(page);
        }
    }

    [Fact]
    public async Task ANoteIsReadThenALineThenGoneWithItsExerciseAndWhatWasSeenStaysSeen()
    {
        var (session, lead) = await PlanAsync();
        await using var leading = lead;
        var (page, member) = await ComeAsync(session.ToString());
        await lead.StartClassAsync(session);
        await lead.SendCueAsync(session, new CueContent(CueKinds.Step, StepIndex: 0));
        await Expect(page.GetByTestId("current-step")).ToHaveAttributeAsync("data-step", "0");

        // Nobody presses anything: the note is seen, and gives way by itself to the one that came with it.
        await lead.SendNoteAsync(session, "Good to have you here", member);
        await lead.SendFaultAsync(session, "cat-cow", "neck-hyperextension", member);
        var note = page.GetByTestId("form-note");
        await Expect(note).ToContainTextAsync("Good to have you here");
        await Expect(page.GetByTestId("form-note-better")).ToHaveCountAsync(0);
        await Expect(page.Locator("[aria-live=assertive]")).ToContainTextAsync("For you only: Good to have you here");
        await Expect(note).ToContainTextAsync("Look forward");
        await Expect(page.GetByTestId("form-note-better").First).ToHaveTextAsync("Fixed it");
        await Eventually.Is(() => lead.FormNoteChanges.Select(change => change.NoteId).Distinct().Count() == 2);
        await Expect(page.GetByTestId("form-note-line")).ToContainTextAsync("Look forward");
        await Expect(note).ToHaveCountAsync(0);
        await Expect(page.GetByTestId("own-easier")).ToBeVisibleAsync();

        await page.GetByTestId("form-note-line").TapAsync();
        await Expect(note).ToContainTextAsync("Look forward");

        // What was seen does not come back, here or on another device; it is in the list.
        await page.ReloadAsync();
        await Expect(page.GetByTestId("form-note-list").Locator("li")).ToHaveCountAsync(2);
        await Expect(note).ToHaveCountAsync(0);
        await Expect(page.GetByTestId("form-note-line")).ToHaveCountAsync(0);

        await lead.SendNoteAsync(session, "Chin in", member);
        await page.GetByTestId("form-note-line").WaitForAsync();
        var steps = (await lead.JoinAsync(session)).RunSheet.Steps;
        await lead.SendCueAsync(
            session,
            new CueContent(CueKinds.Step, StepIndex: steps.First(step => step.Exercise != steps[0].Exercise).Index)
        );
        await Expect(page.GetByTestId("form-note-line")).ToHaveCountAsync(0);
        await Expect(page.GetByTestId("form-note-list").Locator("li")).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task NamesOfSixtyLettersInAnyScriptFitEverywhere()
    {
        string[] names =
        [
            new('W', 60),
            string.Concat(Enumerable.Repeat("عبدالرحمن", 6)),
            string.Concat(Enumerable.Repeat("नीताकिरण", 7)),
            string.Concat(Enumerable.Repeat("กรุงเทพมหานคร", 4)),
            string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 5)),
            string.Concat(Enumerable.Repeat("é́", 20)),
        ];
        var instructorEmail = await stage.SignUpAsync(names[0], Roles.Instructor, Roles.Admin);
        var (session, lead) = await PlanAsync(instructorEmail);
        await using var leading = lead;
        var me = await stage.SignInByApiAsync(instructorEmail);
        var here = new List<LiveClient>();
        foreach (var name in names[1..])
        {
            var member = await stage.SignInByApiAsync(await stage.SignUpAsync(name));
            await Eventually.Is(
                async () => (await member.Http.PutAsync($"/api/community/friends/{me.Id}", null)).IsSuccessStatusCode,
                asked => asked
            );
            var client = await LiveClient.ConnectAsync(stage.Server, member);
            here.Add(client);
            await client.JoinAsync(session);
            await client.Connection.InvokeAsync(nameof(ILiveSessionHub.RaiseHand), new HandRequest(session));
        }

        var (page, member1) = await ComeAsync(session.ToString());
        await lead.SendNoteAsync(session, "Chin in", member1);
        await page.GetByTestId("form-note").WaitForAsync();
        await Expect(page.GetByTestId("presence-list").Locator("li")).ToHaveCountAsync(names.Length + 1);
        await FitsAsync(page, "room");
        Assert.DoesNotContain(
            "\uFFFD",
            await page.GetByTestId("presence-list").InnerTextAsync(),
            StringComparison.Ordinal
        );

        var console = await stage.OpenAsync(phone: false);
        await BrowserStage.SignInAsync(console, instructorEmail);
        foreach (
            var path in new[]
            {
                "/",
                $"/sessions/{session}",
                $"/sessions/{session}/console",
                "/friends",
                "/boards",
                "/members",
                "/profile",
                "/plan",
                $"/sessions/{session}/run-sheet",
                $"/sessions/{session}/report",
            }
        )
        {
            await console.GotoAsync(path);
            await console.WaitForLoadStateAsync(LoadState.NetworkIdle);
            if (path.EndsWith("console", StringComparison.Ordinal))
            {
                await Expect(console.GetByTestId("hands-list").Locator("li")).ToHaveCountAsync(names.Length - 1);
                await console.Locator("[data-testid^='roster-0']").First.ClickAsync();
            }

            await FitsAsync(console, path);
        }

        foreach (var client in here)
            await client.DisposeAsync();
    }

    /// <summary>Presses the note's button where it is: a click of Playwright's may scroll while the page settles, and
    /// what is measured next is what one sees without scrolling.</summary>
    private static Task DoneAsync(IPage page) => page.GetByTestId("form-note-done").DispatchEventAsync("click");

    private static async Task FitsAsync(IPage page, string where)
    {
        foreach (var screen in new[] { (360, 640, 16), (820, 1180, 16), (1280, 800, 16) })
        {
            await InSight.ResizeAsync(page, screen);
            Assert.Equal((where, screen, ""), (where, screen, await InSight.OverflowAsync(page)));
        }
    }

    /// <summary>Captions are written as what was said, whatever it looks like; a browser judges.</summary>
    private static async Task CaptionsAreWholeAsync(LiveClient lead, SessionId session, IPage page)
    {
        const string words = "Long <neck> & soft --> eyes";
        var said = await lead.SendTextAsync(session, words);
        await lead.SendCueAsync(session, new CueContent(CueKinds.Form, "Ribs in"), null, said.MediaAtMs);
        await Expect(page.GetByTestId("cue-latest")).ToContainTextAsync(words);
        await Expect(page.GetByTestId("cue-latest")).ToContainTextAsync("Ribs in");
        const string readTracks =
            "() => [...document.querySelector('video').textTracks].flatMap((track) => [...(track.cues ?? [])]).map((cue) => cue.getCueAsHTML().textContent)";
        var live = await page.EvaluateAsync<string[]>(readTracks);
        Assert.Contains(words, live);
        Assert.Contains("Ribs in", live);

        var written = await page.EvaluateAsync<string[]>(
            """
            async (address) => {
              const video = document.createElement('video');
              const track = Object.assign(document.createElement('track'), { src: address, default: true, kind: 'captions' });
              video.append(track);
              document.body.append(video);
              track.track.mode = 'hidden';
              await new Promise((resolve, reject) => Object.assign(track, { onload: resolve, onerror: () => reject(new Error('no captions')) }));
              const cues = [...track.track.cues].map((cue) => `${cue.getCueAsHTML().textContent}|${Math.round((cue.endTime - cue.startTime) * 1000)}`);
              video.remove();
              return cues;
            }
            """,
            $"/api/live/sessions/{session}/captions.vtt?fromMs={said.MediaAtMs}"
        );
        Assert.Equal(new[] { $"{words}|6000", "Ribs in|6000" }, written);
    }

    /// <summary>The longest dosage, and what may be said about connection, instructor and sound.</summary>
    private static Task FillUpAsync(IPage page) =>
        page.EvaluateAsync(
            """
            (dosage) => {
              const text = document.querySelector('.own-dosage strong');
              text.dataset.was = text.textContent;
              text.textContent = dosage;
              for (const words of ['The instructor is away', 'No sound from the instructor']) {
                const line = Object.assign(document.createElement('p'), { className: 'status-line warm', textContent: words });
                document.querySelector('[data-testid=room-status]').append(line);
              }
            }
            """,
            LongDosage
        );

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

    private async Task<(SessionId Session, LiveClient Lead)> PlanAsync(string? instructorEmail = null)
    {
        instructorEmail ??= await stage.SignUpAsync("Meera Iyer", Roles.Instructor);
        var session = new SessionId(Guid.Parse(await stage.PlanClassAsync(instructorEmail)));
        var lead = await LiveClient.ConnectAsync(stage.Server, await stage.SignInByApiAsync(instructorEmail));
        await lead.JoinAsync(session);
        return (session, lead);
    }

    private async Task<(IPage Page, MemberId Id)> ComeAsync(string session)
    {
        var email = await stage.SignUpAsync("Asha Verma");
        var page = await stage.OpenAsync(phone: true);
        await BrowserStage.SignInAsync(page, email);
        await page.GotoAsync($"/sessions/{session}/room");
        await page.GetByTestId("cue-latest").WaitForAsync();

        // A mouse that rests on a note holds it.
        await page.Mouse.MoveAsync(1, 1);
        return (page, (await stage.SignInByApiAsync(email)).Id);
    }
}
