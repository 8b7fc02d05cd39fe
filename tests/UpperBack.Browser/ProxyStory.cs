using System.Collections.Concurrent;
using UpperBack.Testing.Servers;

namespace UpperBack.Browser;

/// <summary>A page behind a proxy that is told too little, and over a thin wire.</summary>
public sealed class ProxyStory(BrowserFixture fixture) : BrowserTest(fixture), IClassFixture<BrowserFixture>
{
    /// <summary>What the sign-in page may cost before anybody has done anything: two and a half seconds on a slow
    /// mobile line of 50 kB/s.</summary>
    private const int MaxFirstBytes = 120_000;

    [Fact]
    public async Task TheSignInPageIsSmall()
    {
        var page = await Fixture.OpenAsync(phone: true);
        var heard = new ConcurrentQueue<IResponse>();
        page.Response += (_, answer) => heard.Enqueue(answer);
        await page.GotoAsync("/sign-in", new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
        await page.GetByTestId("email").WaitForAsync();

        var bytes = 0;
        var answers = heard.ToArray();
        foreach (var answer in answers)
        {
            await answer.FinishedAsync();
            bytes += (await answer.Request.SizesAsync()).ResponseBodySize;
        }

        Assert.InRange(answers.Length, 3, 20);
        Assert.InRange(bytes, 1_000, MaxFirstBytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("proxy_ignore_headers X-Accel-Buffering;")]
    public async Task BehindAProxyThatIsToldNothingTheRoomIsEnteredAndCuesArrive(string directives)
    {
        await using var proxy = await PlainProxy.StartAsync(Fixture.Server.Address, directives);
        var (console, session) = await OpenConsoleAsync(null);
        var asha = await Fixture.OpenAsync(phone: true, address: proxy.Address);
        await BrowserFixture.SignInAsync(asha, await Fixture.SignUpAsync("Asha Verma"));
        await asha.GotoAsync($"/sessions/{session}/room");
        await Expect(asha.GetByTestId("connection-state")).ToHaveAttributeAsync("data-state", "joined");
        await Expect(asha.GetByTestId("connection-detour")).ToContainTextAsync("Whoever runs it");

        await console.GetByTestId("start-class").ClickAsync();
        await console.GetByTestId("cue-text").FillAsync("Lift the sternum");
        await console.GetByTestId("cue-send").ClickAsync();
        await Expect(asha.GetByTestId("cue-latest")).ToContainTextAsync("Lift the sternum");
    }

    [Theory]
    [InlineData("", "Host header")]
    [InlineData(PlainProxy.Upgrade, "Host header")]
    [InlineData("proxy_set_header Host $http_host;", "Upgrade header")]
    public async Task TheConsoleAndGoingLiveNameWhatTheProxyKeepsBack(string directives, string named)
    {
        await using var proxy = await PlainProxy.StartAsync(Fixture.Server.Address, directives);
        var (console, _) = await OpenConsoleAsync(proxy.Address);
        await Expect(console.GetByTestId("connection-detour")).ToContainTextAsync(named);

        await console.GetByTestId("studio-open").ClickAsync();
        await console.GetByTestId("go-live").ClickAsync();
        await Expect(console.GetByTestId("stream-ended")).ToContainTextAsync(named);
        await Expect(console.GetByTestId("go-live")).ToBeVisibleAsync();
    }

    private async Task<(IPage Console, string Session)> OpenConsoleAsync(Uri? address)
    {
        var email = await Fixture.SignUpAsync("Meera Iyer", Roles.Instructor);
        var session = await Fixture.PlanClassAsync(email);
        var console = await Fixture.OpenAsync(phone: false, address: address);
        await BrowserFixture.SignInAsync(console, email);
        await console.GotoAsync($"/sessions/{session}/console");
        return (console, session);
    }
}
