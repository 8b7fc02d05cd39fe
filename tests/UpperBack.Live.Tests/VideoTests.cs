using System.Globalization;
using System.Text.Json;
using UpperBack.Contracts;
using UpperBack.Contracts.Events;
using UpperBack.Contracts.Ids;
using UpperBack.Contracts.Live;
using UpperBack.Live.Cues;
using UpperBack.Testing;

namespace UpperBack.Live.Tests;

/// <summary>What the room knows of the video: the media time of cues, captions, whether there is a picture, and who may not see it.</summary>
public sealed class VideoTests(LiveStage stage) : IClassFixture<LiveStage>
{
    [Fact]
    public async Task ACueKeepsTheMomentOfTheFrameItRefersTo()
    {
        var (session, instructor) = await stage.StartClassAsync();
        await using var leading = instructor;
        var frameAt = stage.Server.Clock.GetUtcNow().ToUnixTimeMilliseconds() - 2500;

        var ack = await instructor.SendCueAsync(session, new CueContent(CueKinds.Form, "Long neck"), "a-cue", frameAt);
        var again = await instructor.SendCueAsync(session, new CueContent(CueKinds.Form, "Long neck"), "a-cue", frameAt + 1000);
        var plain = await instructor.SendTextAsync(session, "And breathe");

        Assert.Equal(frameAt, ack.MediaAtMs);
        Assert.True(ack.AtMs > frameAt);
        Assert.Equal((true, frameAt), (again.Repeated, again.MediaAtMs));
        Assert.Equal(plain.AtMs, plain.MediaAtMs);
        await Eventually.Is(() => instructor.Cues.Any(cue => cue.ClientCueId == "a-cue" && cue.MediaAtMs == frameAt));
        var (member, late) = await stage.JoinAsync(session, "Late");
        await using var joined = late;
        await Eventually.Is(() => late.Cues.Any(cue => cue.ClientCueId == "a-cue" && cue.MediaAtMs == frameAt));
        var stored = (await member.GetAsync($"/api/live/sessions/{session}/cues")).GetProperty("cues").EnumerateArray();
        Assert.Contains(stored, cue => cue.GetProperty("mediaAtMs").GetInt64() == frameAt);
    }

    [Theory]
    [InlineData(-31 * 60 * 1000)]
    [InlineData(5000)]
    public async Task AFrameThatNobodyCanBeSeeingIsRefused(long fromNowMs)
    {
        var (session, instructor) = await stage.StartClassAsync();
        await using var leading = instructor;
        var mediaAtMs = stage.Server.Clock.GetUtcNow().ToUnixTimeMilliseconds() + fromNowMs;

        var code = await instructor.RefusalOf(nameof(ILiveSessionHub.SendCue), new SendCueRequest(session, "x", new CueContent(CueKinds.Text, "Hello"), mediaAtMs));

        Assert.Equal(ErrorCodes.Invalid.Code, code);
    }

    [Fact]
    public async Task TheRoomIsToldHowTheVideoStands()
    {
        var (session, instructor) = await stage.StartClassAsync();
        await using var leading = instructor;
        var now = stage.Server.Clock.GetUtcNow();

        await stage.Server.PublishAsync(new StreamChanged(session, 2, StreamStatus.Live, now));
        await Eventually.Is(() => instructor.StreamNotices.ToArray() is [{ Status: StreamStatus.Live }]);
        await stage.Server.PublishAsync(new StreamChanged(session, 1, StreamStatus.Interrupted, now));
        await stage.Server.PublishAsync(new StreamChanged(session, 3, StreamStatus.Ended, now));
        await Eventually.Is(() => instructor.StreamNotices.ToArray() is [_, { Status: StreamStatus.Ended }]);

        await using var late = await LiveClient.ConnectAsync(stage.Server, await stage.Server.SignInAsync("Late"));
        Assert.Equal(StreamStatus.Ended, (await late.JoinAsync(session)).Stream);
    }

    [Fact]
    public async Task WhoIsTakenOutIsOutUntilLetInAgain()
    {
        var (session, instructor) = await stage.StartClassAsync();
        await using var leading = instructor;
        var (member, client) = await stage.JoinAsync(session, "Rude");
        await using var rude = client;

        await instructor.RemoveAsync(session, member.Id);
        await instructor.RemoveAsync(session, member.Id);

        await Eventually.Is(() => client.Closed is not null);
        await Eventually.Is(() => !instructor.Present.ContainsKey(member.Id));
        Assert.Equal(ErrorCodes.MemberRemoved.Code, await client.RefusalOf(nameof(ILiveSessionHub.Join), new JoinRequest(session)));
        Assert.Equal(ErrorCodes.NotInRoom.Code, await client.RefusalOf(nameof(ILiveSessionHub.RaiseHand), new HandRequest(session)));
        Assert.Equal(member.Id, Assert.Single((await instructor.JoinAsync(session)).Removed).MemberId);

        await instructor.ReadmitAsync(session, member.Id);
        await client.JoinAsync(session);
        Assert.Empty((await instructor.JoinAsync(session)).Removed);
    }

    [Fact]
    public async Task OnlyLeadersTakeOutAndOnlyParticipants()
    {
        var coach = await stage.Server.SignInAsync("Cleo");
        var (session, instructor) = await stage.StartClassAsync(coach);
        await using var leading = instructor;
        var (member, client) = await stage.JoinAsync(session, "Asha");
        await using var asha = client;

        Assert.Equal(ErrorCodes.NotLeader.Code, await client.RefusalOf(nameof(ILiveSessionHub.RemoveMember), new RoomMemberRequest(session, member.Id)));
        Assert.Equal(ErrorCodes.Invalid.Code, await instructor.RefusalOf(nameof(ILiveSessionHub.RemoveMember), new RoomMemberRequest(session, coach.Id)));
    }

    [Fact]
    public async Task SomebodyWhoIsNotHereYetCanBeKeptOut()
    {
        var (session, instructor) = await stage.StartClassAsync();
        await using var leading = instructor;
        var member = await stage.Server.SignInAsync("Later");

        await instructor.RemoveAsync(session, member.Id);

        await using var client = await LiveClient.ConnectAsync(stage.Server, member);
        Assert.Equal(ErrorCodes.MemberRemoved.Code, await client.RefusalOf(nameof(ILiveSessionHub.Join), new JoinRequest(session)));
    }

    [Fact]
    public async Task CuesAreCaptionsOfTheVideo()
    {
        var (session, instructor) = await stage.StartClassAsync();
        await using var leading = instructor;
        var from = (await instructor.SendTextAsync(session, "Before the picture")).MediaAtMs + 1;
        var said = await instructor.SendCueAsync(session, new CueContent(CueKinds.Form, "Long <neck> & soft\n\neyes"), null, from + 1000);

        using var response = await (await stage.Server.SignInAsync("Reader")).Http.GetAsync($"/api/live/sessions/{session}/captions.vtt?fromMs={from}");

        Assert.Equal("text/vtt", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(
            "WEBVTT\n\n00:00:01.000 --> 00:00:07.000\nLong &lt;neck&gt; &amp; soft\neyes\n", await response.Content.ReadAsStringAsync());
    }

    /// <summary>The web client shows the same cases: services/Web/src/video/captions.test.ts.</summary>
    [Fact]
    public void CaptionsAreAllShownLongEnoughAndAsTheyWereWritten()
    {
        var cases = JsonSerializer.Deserialize<CaptionCase[]>(File.ReadAllText(Path.Combine(Repository.Folder("tests/UpperBack.Live.Tests"), "captions.json")), JsonSerializerOptions.Web)!;
        Assert.All(cases, one =>
        {
            var cues = one.Cues.Select((said, i) => new Cue(default, "e", i + 1, said.AtMs, "c", default, "Meera", new CueContent(said.StepIndex is null ? CueKinds.Text : CueKinds.Step, said.Text, said.StepIndex), said.AtMs));
            var written = one.Captions.Select(caption => $"\n{Written(caption.FromMs)} --> {Written(caption.UntilMs)}\n{Escaped(caption.Text)}\n");
            Assert.Equal("WEBVTT\n" + string.Concat(written), Captions.Write(cues.Reverse(), LiveStage.Sheet, 0));
        });

        static string Written(long ms) => TimeSpan.FromMilliseconds(ms).ToString("hh\\:mm\\:ss\\.fff", CultureInfo.InvariantCulture);
        static string Escaped(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
    }

    [Fact]
    public void ACaptionGivesWayToTheNext()
    {
        Cue Say(long atMs, CueContent content) => new(default, "e", 1, atMs, "c", default, "Meera", content, atMs);

        var captions = Captions.Write(
            [Say(3_600_000, new CueContent(CueKinds.Text, "Second")), Say(3_598_000, new CueContent(CueKinds.Step, StepIndex: 0)), Say(5, new CueContent(CueKinds.ClassStarted))],
            LiveStage.Sheet,
            0);

        Assert.Equal("WEBVTT\n\n00:59:58.000 --> 01:00:00.000\nCat-Cow\n\n01:00:00.000 --> 01:00:06.000\nSecond\n", captions);
    }

    private sealed record CaptionCase(string Name, IReadOnlyList<SaidAt> Cues, IReadOnlyList<CaptionAt> Captions);

    private sealed record SaidAt(long AtMs, string? Text, int? StepIndex);

    private sealed record CaptionAt(long FromMs, long UntilMs, string Text);
}
