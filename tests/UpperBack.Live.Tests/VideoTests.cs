using Microsoft.AspNetCore.SignalR.Client;
using UpperBack.Contracts.Live;

namespace UpperBack.Live.Tests;

/// <summary>What the room knows of the video: the media time of cues, and whether there is a picture.</summary>
public sealed class VideoTests(LiveFixture fixture) : IClassFixture<LiveFixture>
{
    [Fact]
    public async Task ACueKeepsTheMomentOfTheFrameItRefersTo()
    {
        var (session, instructor) = await fixture.StartClassAsync();
        await using var leading = instructor;
        var frameAt = fixture.Server.Clock.GetUtcNow().ToUnixTimeMilliseconds() - 2500;

        var ack = await instructor.SendCueAsync(session, new CueContent(CueKinds.Form, "Long neck"), "a-cue", frameAt);
        var again = await instructor.SendCueAsync(
            session,
            new CueContent(CueKinds.Form, "Long neck"),
            "a-cue",
            frameAt + 1000
        );
        var plain = await instructor.SendTextAsync(session, "And breathe");

        Assert.Equal(frameAt, ack.MediaAtMs);
        Assert.True(ack.AtMs > frameAt);
        Assert.Equal((true, frameAt), (again.Repeated, again.MediaAtMs));
        Assert.Equal(plain.AtMs, plain.MediaAtMs);
        await Eventually.Is(() => instructor.Cues.Any(cue => cue.ClientCueId == "a-cue" && cue.MediaAtMs == frameAt));
        var (member, late) = await fixture.JoinAsync(session, "Late");
        await using var joined = late;
        await Eventually.Is(() => late.Cues.Any(cue => cue.ClientCueId == "a-cue" && cue.MediaAtMs == frameAt));
        var stored = (await member.GetAsync($"/api/live/sessions/{session}/cues")).GetProperty("cues").EnumerateArray();
        Assert.Contains(stored, cue => cue.GetProperty("mediaAtMs").GetInt64() == frameAt);
    }

    [Fact]
    public async Task ACueOnTheWireLooksLikeThis()
    {
        var (session, instructor) = await fixture.StartClassAsync();
        JsonElement? seen = null;
        var watcher = await fixture.Server.SignInAsync("Asha");
        await using var raw = new HubConnectionBuilder()
            .WithUrl(new Uri(fixture.Server.Address, "/hubs/live?access_token=" + Uri.EscapeDataString(watcher.Token)))
            .Build();
        raw.On<JsonElement>("CueReceived", cue => seen = cue);
        await raw.StartAsync();
        await raw.InvokeAsync("Join", new { sessionId = session });
        await Eventually.Is(() => seen is not null);

        var ack = await instructor.SendCueAsync(
            session,
            new CueContent(CueKinds.Breath, Breath: new BreathPace(20, 4, 4)),
            "breath-1"
        );

        await Eventually.Is(() => seen!.Value.GetProperty("offset").GetInt64() == 2);
        var json = seen!.Value;
        var sentBy = json.GetProperty("sentBy");
        Assert.Equal(
            $$$"""
            {"sessionId":"{{{session}}}","epoch":"{{{ack.Epoch}}}","offset":2,"atMs":{{{ack.AtMs}}},
            "clientCueId":"breath-1","sentBy":"{{{sentBy}}}","sentByName":"Meera",
            "content":{"kind":"breath","text":null,"stepIndex":null,
            "breath":{"rounds":20,"inSeconds":4,"outSeconds":4}},"mediaAtMs":{{{ack.AtMs}}}}
            """.ReplaceLineEndings(""),
            json.GetRawText()
        );
    }

    [Theory]
    [InlineData(-31 * 60 * 1000)]
    [InlineData(5000)]
    public async Task AFrameThatNobodyCanBeSeeingIsRefused(long fromNowMs)
    {
        var (session, instructor) = await fixture.StartClassAsync();
        await using var leading = instructor;
        var mediaAtMs = fixture.Server.Clock.GetUtcNow().ToUnixTimeMilliseconds() + fromNowMs;

        var code = await instructor.RefusalOf(
            nameof(ILiveSessionHub.SendCue),
            new SendCueRequest(session, "x", new CueContent(CueKinds.Text, "Hello"), mediaAtMs)
        );

        Assert.Equal(ErrorCodes.Invalid.Code, code);
    }

    [Fact]
    public async Task TheRoomIsToldHowTheVideoStands()
    {
        var (session, instructor) = await fixture.StartClassAsync();
        await using var leading = instructor;
        var now = fixture.Server.Clock.GetUtcNow();

        await fixture.Server.PublishAsync(new StreamChanged(session, 2, StreamStatus.Live, now));
        await Eventually.Is(() => instructor.StreamNotices.ToArray() is [{ Status: StreamStatus.Live }]);
        await fixture.Server.PublishAsync(new StreamChanged(session, 1, StreamStatus.Interrupted, now));
        await fixture.Server.PublishAsync(new StreamChanged(session, 3, StreamStatus.Ended, now));
        await Eventually.Is(() => instructor.StreamNotices.ToArray() is [_, { Status: StreamStatus.Ended }]);

        await fixture.Server.PublishAsync(new StreamChanged(session, 4, StreamStatus.Live, now, StreamMissing.Audio));
        await Eventually.Is(() =>
            instructor.StreamNotices.ToArray() is [_, _, { Status: StreamStatus.Live, Missing: StreamMissing.Audio }]
        );
        await using (var deaf = await LiveClient.ConnectAsync(fixture.Server, await fixture.Server.SignInAsync("Deaf")))
            Assert.Equal((StreamStatus.Live, StreamMissing.Audio), await StreamOfAsync(deaf, session));
        await fixture.Server.PublishAsync(new StreamChanged(session, 5, StreamStatus.Ended, now));
        await Eventually.Is(() =>
            instructor.StreamNotices.ToArray() is [_, _, _, { Status: StreamStatus.Ended, Missing: null }]
        );

        await using var late = await LiveClient.ConnectAsync(fixture.Server, await fixture.Server.SignInAsync("Late"));
        Assert.Equal((StreamStatus.Ended, null), await StreamOfAsync(late, session));
    }

    private static async Task<(string, string?)> StreamOfAsync(LiveClient client, SessionId session)
    {
        var joined = await client.JoinAsync(session);
        return (joined.Stream, joined.StreamMissing);
    }
}
