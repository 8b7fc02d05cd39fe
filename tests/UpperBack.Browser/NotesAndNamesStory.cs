using Microsoft.AspNetCore.SignalR.Client;
using UpperBack.Contracts.Live;

namespace UpperBack.Browser;

/// <summary>What people are told and called in a room.</summary>
public sealed class NotesAndNamesStory(BrowserFixture fixture) : BrowserTest(fixture), IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task ANoteIsReadThenALineThenGoneWithItsExerciseAndWhatWasSeenStaysSeen()
    {
        var (session, lead) = await Fixture.LeadAsync();
        await using var leading = lead;
        var (page, member) = await Fixture.ComeAsync(session.ToString());
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
        var steps = (await lead.JoinForRunSheetAsync(session)).Steps;
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
        var instructorEmail = await Fixture.SignUpAsync(names[0], Roles.Instructor, Roles.Admin);
        var (session, lead) = await Fixture.LeadAsync(instructorEmail);
        await using var leading = lead;
        var me = await Fixture.SignInByApiAsync(instructorEmail);
        var here = new List<LiveClient>();
        foreach (var name in names[1..])
        {
            var member = await Fixture.SignInByApiAsync(await Fixture.SignUpAsync(name));
            await Eventually.Is(
                async () => (await member.Http.PutAsync($"/api/community/friends/{me.Id}", null)).IsSuccessStatusCode,
                asked => asked
            );
            var client = await LiveClient.ConnectAsync(Fixture.Server, member);
            here.Add(client);
            await client.JoinAsync(session);
            await client.Connection.InvokeAsync(nameof(ILiveSessionHub.RaiseHand), new HandRequest(session));
        }

        var (page, member1) = await Fixture.ComeAsync(session.ToString());
        await lead.SendNoteAsync(session, "Chin in", member1);
        await page.GetByTestId("form-note").WaitForAsync();
        await Expect(page.GetByTestId("presence-list").Locator("li")).ToHaveCountAsync(names.Length + 1);
        await FitsAsync(page, "room");
        Assert.DoesNotContain(
            "\uFFFD",
            await page.GetByTestId("presence-list").InnerTextAsync(),
            StringComparison.Ordinal
        );

        var console = await Fixture.OpenAsync(phone: false);
        await BrowserFixture.SignInAsync(console, instructorEmail);
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

    private static async Task FitsAsync(IPage page, string where)
    {
        foreach (var screen in new[] { (360, 640, 16), (820, 1180, 16), (1280, 800, 16) })
        {
            await InSight.ResizeAsync(page, screen);
            Assert.Equal((where, screen, ""), (where, screen, await InSight.OverflowAsync(page)));
        }
    }
}
