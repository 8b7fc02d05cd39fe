using System.Globalization;
using UpperBack.Contracts.Live;
using UpperBack.Live.Cues;

namespace UpperBack.Live.Tests;

/// <summary>Cues as captions of the video, and as the log over HTTP.</summary>
public sealed class CaptionTests(LiveFixture fixture) : IClassFixture<LiveFixture>
{
    [Fact]
    public async Task CuesAreCaptionsOfTheVideo()
    {
        var (session, instructor) = await fixture.StartClassAsync();
        await using var leading = instructor;
        var from = (await instructor.SendTextAsync(session, "Before the picture")).MediaAtMs + 1;
        var said = await instructor.SendCueAsync(
            session,
            new CueContent(CueKinds.Form, "Long <neck> & soft\n\neyes"),
            null,
            from + 1000
        );

        using var response = await (await fixture.Server.SignInAsync("Reader")).Http.GetAsync(
            $"/api/live/sessions/{session}/captions.vtt?fromMs={from}"
        );

        Assert.Equal("text/vtt", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(
            "WEBVTT\n\n00:00:01.000 --> 00:00:07.000\nLong &lt;neck&gt; &amp; soft\neyes\n",
            await response.Content.ReadAsStringAsync()
        );
    }

    /// <summary>The web client shows the same cases: services/Web/src/video/captions.test.ts.</summary>
    [Fact]
    public void CaptionsAreAllShownLongEnoughAndAsTheyWereWritten()
    {
        var cases = JsonSerializer.Deserialize<CaptionCase[]>(
            File.ReadAllText(Path.Combine(Repository.Folder("tests/UpperBack.Live.Tests"), "captions.json")),
            JsonSerializerOptions.Web
        )!;
        Assert.All(cases, one =>
        {
            var cues = one.Cues.Select(
                (said, i) =>
                    new Cue(
                        default,
                        "e",
                        i + 1,
                        said.AtMs,
                        "c",
                        default,
                        "Meera",
                        new CueContent(
                            said.StepIndex is null ? CueKinds.Text : CueKinds.Step,
                            said.Text,
                            said.StepIndex
                        ),
                        said.AtMs
                    )
            );
            var written = one.Captions.Select(caption =>
                $"\n{Written(caption.FromMs)} --> {Written(caption.UntilMs)}\n{Escaped(caption.Text)}\n"
            );
            Assert.Equal("WEBVTT\n" + string.Concat(written), Captions.Write(cues.Reverse(), LiveFixture.Sheet, 0));
        });

        static string Written(long ms) =>
            TimeSpan.FromMilliseconds(ms).ToString("hh\\:mm\\:ss\\.fff", CultureInfo.InvariantCulture);
        static string Escaped(string text) =>
            text.Replace("&", "&amp;", StringComparison.Ordinal)
                .Replace("<", "&lt;", StringComparison.Ordinal)
                .Replace(">", "&gt;", StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheLogIsReadOverHttpPageByPage()
    {
        var (session, instructor) = await fixture.StartClassAsync();
        var ack = await instructor.SendTextAsync(session, "Hello");
        var reader = await fixture.Server.SignInAsync("Asha");

        var page = await reader.Http.GetStringAsync($"/api/live/sessions/{session}/cues?after=1");

        Assert.Contains($"\"epoch\":\"{ack.Epoch}\"", page, StringComparison.Ordinal);
        Assert.Contains("\"text\":\"Hello\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("class-started", page, StringComparison.Ordinal);
    }

    [Fact]
    public void ACaptionGivesWayToTheNext()
    {
        Cue Say(long atMs, CueContent content) => new(default, "e", 1, atMs, "c", default, "Meera", content, atMs);

        var captions = Captions.Write(
            [
                Say(3_600_000, new CueContent(CueKinds.Text, "Second")),
                Say(3_598_000, new CueContent(CueKinds.Step, StepIndex: 0)),
                Say(5, new CueContent(CueKinds.ClassStarted)),
            ],
            LiveFixture.Sheet,
            0
        );

        Assert.Equal(
            "WEBVTT\n\n00:59:58.000 --> 01:00:00.000\nCat-Cow\n\n01:00:00.000 --> 01:00:06.000\nSecond\n",
            captions
        );
    }

    private sealed record CaptionCase(string Name, IReadOnlyList<SaidAt> Cues, IReadOnlyList<CaptionAt> Captions);

    private sealed record SaidAt(long AtMs, string? Text, int? StepIndex);

    private sealed record CaptionAt(long FromMs, long UntilMs, string Text);
}
