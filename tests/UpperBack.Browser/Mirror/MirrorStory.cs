using System.Diagnostics;

namespace UpperBack.Browser.Mirror;

/// <summary>A coach sees who lets themselves be seen, and nobody else does.</summary>
public sealed class MirrorStory(BrowserFixture fixture) : BrowserTest(fixture), IClassFixture<BrowserFixture>
{
    private const string Fault = "shrugged-shoulders";
    private static readonly TimeSpan Withdrawal = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task AFaultThatTheCoachSeesIsNotedAndMendedAndWhoStopsIsSeenNoLonger()
    {
        await using var lesson = await MirrorClass.OpenAsync(Fixture);
        var asha = await lesson.ComeAsync("Asha Verma");
        var ben = await lesson.ComeAsync("Ben Weber");
        await using var dora = await lesson.ShareAsync("Dora Klein");
        var cleo = await lesson.WatchAsync();
        await Expect(cleo.Tile(dora.Member.Id)).ToHaveAttributeAsync("data-state", "waiting");
        await Expect(cleo.Tile(asha.Id)).ToHaveAttributeAsync("data-state", "none");

        await asha.ShareAsync();
        await Expect(cleo.Tile(asha.Id)).ToHaveAttributeAsync("data-state", "live");
        await Expect(cleo.Tile(ben.Id)).ToHaveAttributeAsync("data-state", "none");
        await Expect(asha.Page.GetByTestId("mirror-lookers")).ToHaveCountAsync(0);

        await cleo.NoteAsync(asha.Id, Fault);
        await Expect(asha.Page.GetByTestId("mirror-lookers")).ToContainTextAsync("Cleo");
        await Expect(asha.Page.GetByTestId("form-note").First).ToContainTextAsync("shoulder blades");
        await Expect(cleo.Tile(asha.Id).Locator(".wall-note.seen")).ToBeVisibleAsync();
        await asha.Page.GetByTestId("form-note-better").First.ClickAsync();
        await Expect(cleo.Tile(asha.Id).Locator(".wall-note.better")).ToBeVisibleAsync();

        // Who shares nothing is noted all the same.
        await cleo.NoteAsync(ben.Id, Fault);
        await Expect(ben.Page.GetByTestId("form-note").First).ToContainTextAsync("shoulder blades");
        await Expect(asha.Page.GetByTestId("mirror-lookers")).ToHaveCountAsync(0);

        await WithdrawsAsync(asha.Page.GetByTestId("mirror-pause"), cleo, asha, "paused");
        await asha.Page.GetByTestId("mirror-pause").ClickAsync();
        await Expect(cleo.Tile(asha.Id)).ToHaveAttributeAsync("data-state", "live");
        await WithdrawsAsync(asha.Page.GetByTestId("mirror-stop"), cleo, asha, "none");
        await Expect(asha.Page.GetByTestId("mirror-lamp")).ToHaveCountAsync(0);

        Assert.True(asha.Traffic.PictureBytesSent > 0);
        Assert.True(cleo.Traffic.PictureBytesReceived > 0);
        Assert.Equal(0, asha.Traffic.PictureBytesReceived);
        Assert.Equal(0, ben.Traffic.PictureBytesReceived);
        Assert.Equal(0, ben.Traffic.PictureBytesSent);
        Assert.Equal(0, dora.Link.PictureBytes);
        Assert.All([asha.Failures, ben.Failures, cleo.Failures], Assert.Empty);
    }

    private static async Task WithdrawsAsync(ILocator button, MirrorCoach coach, MirrorMember member, string state)
    {
        await button.ClickAsync();
        var at = Stopwatch.GetTimestamp();
        await Expect(coach.Tile(member.Id)).ToHaveAttributeAsync("data-state", state);
        await Task.Delay(Withdrawal);
        var after = Stopwatch.GetElapsedTime(at, coach.Traffic.LastPictureReceivedAt!.Value);
        Assert.True(after < Machine.Allow(Withdrawal), $"{state}: a picture came {after.TotalSeconds:0.0} s later.");
    }
}
