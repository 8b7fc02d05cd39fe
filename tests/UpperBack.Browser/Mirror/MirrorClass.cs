using UpperBack.Contracts.Live;
using UpperBack.Testing.Mirror;

namespace UpperBack.Browser.Mirror;

/// <summary>A class in the middle of an exercise, whose coach has a wall of those with a coached seat.</summary>
internal sealed class MirrorClass : IAsyncDisposable
{
    /// <summary>What the class does.</summary>
    public const string Exercise = "locust";

    private readonly BrowserFixture fixture;
    private readonly LiveClient lead;
    private readonly string coachEmail;

    private MirrorClass(BrowserFixture fixture, SessionId session, LiveClient lead, string coachEmail) =>
        (this.fixture, Session, this.lead, this.coachEmail) = (fixture, session, lead, coachEmail);

    /// <summary>Which session.</summary>
    public SessionId Session { get; }

    /// <summary>Plans the class and starts it; the instructor is there without a page.</summary>
    public static async Task<MirrorClass> OpenAsync(BrowserFixture fixture, int seats = 5)
    {
        var coachEmail = await fixture.SignUpAsync("Cleo Marsh", Roles.Coach);
        var coach = await fixture.SignInByApiAsync(coachEmail);
        var instructorEmail = await fixture.SignUpAsync("Meera Iyer", Roles.Instructor);
        var planned = await fixture.PlanClassAsync(
            instructorEmail,
            coachIds: [coach.Id.ToString()],
            coachedSeats: seats
        );
        var session = new SessionId(Guid.Parse(planned));
        var lead = await LiveClient.ConnectAsync(fixture.Server, await fixture.SignInByApiAsync(instructorEmail));
        var sheet = await lead.JoinForRunSheetAsync(session);
        await lead.StartClassAsync(session);
        var step = sheet.Steps.First(step => step.Exercise == Exercise && step.Kind != StepKinds.Rest);
        await lead.SendCueAsync(session, new CueContent(CueKinds.Step, StepIndex: step.Index));
        return new MirrorClass(fixture, session, lead, coachEmail);
    }

    /// <summary>Somebody new with a coached seat, who has no page.</summary>
    public async Task<TestMember> BookAsync(string name)
    {
        var member = await fixture.SignInByApiAsync(await fixture.SignUpAsync(name));
        var booked = await member.Http.PostAsync($"/api/scheduling/sessions/{Session}/booking", null);
        booked.EnsureSuccessStatusCode();

        // The room hears of a seat a moment after it was booked.
        await Eventually.Is(
            async () => (await lead.JoinAsync(Session)).Seats.Select(seat => seat.MemberId),
            seated => seated.Contains(member.Id)
        );
        return member;
    }

    /// <summary>Somebody new who shares without a page; what they send is up to the test.</summary>
    public async Task<MirrorSharer> ShareAsync(string name) =>
        await MirrorSharer.ShareAsync(fixture.Server.Address, await BookAsync(name), Session);

    /// <summary>Somebody new with a coached seat, in the room with a phone.</summary>
    /// <param name="name">Theirs.</param>
    /// <param name="seesClock">True when the phone's camera sees the time, false for a test picture.</param>
    /// <param name="proxy">The wire that the phone is on; null for a whole one.</param>
    public async Task<MirrorMember> ComeAsync(string name, bool seesClock = false, FlakyTcpProxy? proxy = null)
    {
        var member = await BookAsync(name);
        var page = await fixture.OpenAsync(phone: true, address: proxy?.Address);
        var come = new MirrorMember(page, member.Id, new SocketTraffic(page), page.Failures());
        if (seesClock)
        {
            await page.AddInitScriptAsync(Scripts.Read("picture-clock.js"));
            await page.AddInitScriptAsync(
                "navigator.mediaDevices.getUserMedia = async () => window.pictureClock.lens(640, 480);"
            );
        }

        await BrowserFixture.SignInAsync(page, member.Email);
        await page.GotoAsync($"/sessions/{Session}/room");
        await page.GetByTestId("cue-latest").WaitForAsync();
        return come;
    }

    /// <summary>The coach's tablet, with the wall.</summary>
    public async Task<MirrorCoach> WatchAsync()
    {
        var page = await fixture.OpenAsync(phone: false, tablet: true);
        var coach = new MirrorCoach(page, new SocketTraffic(page), page.Failures());
        await page.AddInitScriptAsync(Scripts.Read("picture-clock.js"));
        await BrowserFixture.SignInAsync(page, coachEmail);
        await page.GotoAsync($"/sessions/{Session}/console");
        await page.GetByTestId("wall").WaitForAsync();
        return coach;
    }

    public ValueTask DisposeAsync() => lead.DisposeAsync();
}

/// <summary>A participant's phone.</summary>
internal sealed record MirrorMember(
    IPage Page,
    MemberId Id,
    SocketTraffic Traffic,
    IReadOnlyCollection<string> Failures
)
{
    /// <summary>Lets the leaders see them, as one does: asked, shown what will be seen, said yes.</summary>
    public async Task ShareAsync()
    {
        await Expect(Page.GetByTestId("mirror-lamp")).ToHaveCountAsync(0);
        await Page.GetByTestId("mirror-offer").ClickAsync();
        await Expect(Page.GetByTestId("mirror-consent")).ToBeVisibleAsync();
        await Expect(Page.GetByTestId("mirror-preview")).ToBeVisibleAsync();
        await Page.GetByTestId("mirror-start").ClickAsync();
        await Expect(Page.GetByTestId("mirror-lamp")).ToBeVisibleAsync();
    }
}

/// <summary>A coach's tablet.</summary>
internal sealed record MirrorCoach(IPage Page, SocketTraffic Traffic, IReadOnlyCollection<string> Failures)
{
    /// <summary>The wall's place for a member.</summary>
    public ILocator Tile(MemberId member) => Page.Locator(SelectorOf(member));

    /// <summary>Looks in on a member.</summary>
    public async Task LookInAsync(MemberId member)
    {
        await Tile(member).TapAsync();
        await Page.Locator($"[data-testid=wall-look][data-member='{member}']").WaitForAsync();
    }

    /// <summary>The wall's place for a member, for scripts.</summary>
    public static string SelectorOf(MemberId member) => $"[data-testid=wall-tile][data-member='{member}']";

    /// <summary>What is drawn of a member on the wall, for scripts.</summary>
    public static string TileCanvas(MemberId member) => $"{SelectorOf(member)} canvas";

    /// <summary>What is drawn of whom the coach looks in on, for scripts.</summary>
    public const string LookInCanvas = "[data-testid=wall-look] canvas";

    /// <summary>A note about a fault of the present exercise, by two taps.</summary>
    public async Task NoteAsync(MemberId member, string fault)
    {
        await LookInAsync(member);
        await Page.Locator($"[data-testid=wall-fault][data-fault='{fault}']").TapAsync();
    }
}
