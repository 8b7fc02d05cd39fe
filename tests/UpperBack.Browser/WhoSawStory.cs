using UpperBack.Contracts.Live;
using UpperBack.Testing.Mirror;

namespace UpperBack.Browser;

/// <summary>What pages tell of members who show themselves: before a class, and after it to each whom it
/// concerns.</summary>
public sealed class WhoSawStory(BrowserFixture fixture) : BrowserTest(fixture), IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task TheClassSaysWhetherOneMayShowOneselfAndWhoCanSeeWhat()
    {
        var meera = await Fixture.SignUpAsync("Meera Iyer", Roles.Instructor);
        var session = await Fixture.PlanClassAsync(meera, startsIn: TimeSpan.FromHours(2));
        var member = await OpenAsync(await Fixture.SignUpAsync("Asha Verma"), $"/sessions/{session}", phone: true);
        await Expect(member.GetByTestId("mirror-line")).ToContainTextAsync("off until you turn it on");
        await member.GetByTestId("mirror-line").GetByRole(AriaRole.Link).ClickAsync();
        await Expect(member.GetByTestId("mirror-page"))
            .ToContainTextAsync("Nothing is ever recorded or stored. Sound is never taken.");

        var instructor = await OpenAsync(meera, $"/sessions/{session}", phone: false);
        await instructor.GetByTestId("change-pictures").ClickAsync();
        await instructor.GetByTestId("plan-minimum-age").FillAsync("100");
        await instructor.GetByTestId("save-pictures").ClickAsync();
        await Expect(instructor.GetByRole(AriaRole.Alert)).ToContainTextAsync("from 0 to 99");
        await instructor.GetByTestId("plan-minimum-age").FillAsync("16");
        await instructor.GetByTestId("save-pictures").ClickAsync();
        await Expect(instructor.GetByTestId("mirror-line")).ToContainTextAsync("from age 16 on");
        await instructor.GetByTestId("change-pictures").ClickAsync();
        await instructor.GetByTestId("plan-pictures").UncheckAsync();
        await instructor.GetByTestId("save-pictures").ClickAsync();
        await Expect(instructor.GetByTestId("mirror-line")).ToContainTextAsync("Members do not show themselves");

        await member.GotoAsync($"/sessions/{session}");
        await Expect(member.GetByTestId("mirror-line")).ToContainTextAsync("Nobody is asked for their camera");
    }

    [Fact]
    public async Task EachReadsAfterwardsWhatConcernsThem()
    {
        var meera = await Fixture.SignUpAsync("Meera Iyer", Roles.Instructor);
        var cleo = await Fixture.SignInByApiAsync(await Fixture.SignUpAsync("Cleo Novak", Roles.Coach));
        var asha = await Fixture.SignInByApiAsync(await Fixture.SignUpAsync("Asha Verma"));
        var ben = await Fixture.SignInByApiAsync(await Fixture.SignUpAsync("Ben Okafor"));
        var planned = await Fixture.PlanClassAsync(meera, coachIds: [cleo.Id.ToString()]);
        var session = SessionId.From(Guid.Parse(planned));
        await using var lead = await LiveClient.ConnectAsync(Fixture.Server, await Fixture.SignInByApiAsync(meera));
        await lead.JoinAsync(session);
        await lead.StartClassAsync(session);
        await using var watcher = await MirrorWatcher.WatchAsync(Fixture.Server.Address, cleo, session);
        await using var ashas = await ShareAsync(asha, session);
        await using var bens = await ShareAsync(ben, session);
        var tile = (await watcher.TileOfAsync(asha)).Tile;
        await watcher.LookAsync(tile);
        await Eventually.Is(() => ashas.Lookers.Count == 1);
        await watcher.LookAsync(tile, on: false);
        await Eventually.Is(() => ashas.Lookers.Count == 0);
        await lead.EndClassAsync(session);

        var member = await OpenAsync(asha.Email, $"/sessions/{session}/summary", phone: true);
        await Expect(member.GetByTestId("who-saw-you")).ToContainTextAsync("Cleo Novak had your small picture.");
        await Expect(member.GetByTestId("who-saw-you")).ToContainTextAsync("Cleo Novak looked closely:");
        await member.GotoAsync($"/sessions/{session}/mirror-audit");
        await Expect(member.GetByText("Only administrators can see this page.")).ToBeVisibleAsync();

        var leader = await OpenAsync(meera, $"/sessions/{session}/report", phone: false);
        await Expect(leader.GetByTestId("never-seen")).ToHaveTextAsync("Nobody looked closely at Ben Okafor.");
        await Expect(leader.GetByTestId("report-mirror").GetByRole(AriaRole.Rowheader)).ToHaveCountAsync(2);
        await Expect(leader.GetByTestId("export-mirror")).ToBeVisibleAsync();

        var admin = await OpenAsync(
            await Fixture.SignUpAsync("Ada Admin", Roles.Admin),
            $"/sessions/{session}",
            phone: false
        );
        await admin.GetByTestId("mirror-audit-link").ClickAsync();
        await Expect(admin.GetByTestId("mirror-audit")).ToContainTextAsync("looked closely at Asha Verma");
        await Expect(admin.GetByTestId("mirror-audit")).Not.ToContainTextAsync("still on");
    }

    /// <summary>Books a seat, and shares once the room knows of it.</summary>
    private async Task<MirrorSharer> ShareAsync(TestMember member, SessionId session)
    {
        (await member.Http.PostAsync($"/api/scheduling/sessions/{session}/booking", null)).EnsureSuccessStatusCode();
        await using var client = await LiveClient.ConnectAsync(Fixture.Server, member);
        await Eventually.Is(() => client.JoinAsync(session), joined => joined.Seat == SeatStatus.Booked);
        return await MirrorSharer.ShareAsync(Fixture.Server.Address, member, session);
    }

    private async Task<IPage> OpenAsync(string email, string path, bool phone)
    {
        var page = await Fixture.OpenAsync(phone);
        await BrowserFixture.SignInAsync(page, email);
        await page.GotoAsync(path);
        return page;
    }
}
