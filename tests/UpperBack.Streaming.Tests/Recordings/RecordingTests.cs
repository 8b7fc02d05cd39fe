namespace UpperBack.Streaming.Tests.Recordings;

[Collection(RecordingsCollection.Name)]
public sealed class RecordingTests(StreamingFixture fixture)
{
    private UpperBackServer Server => fixture.Server;

    [Fact]
    public async Task TheInstructorSeesTheirRecordingsAndNobodyElses()
    {
        var planned = await fixture.RecordAsync();
        var list = await planned.Instructor.GetAsync("/api/streaming/recordings");
        var recording = Assert.Single(list.EnumerateArray());
        Assert.Equal(planned.Session.ToString(), recording.GetProperty("sessionId").GetString());
        Assert.Equal("Morning class", recording.GetProperty("title").GetString());
        Assert.InRange(recording.GetProperty("seconds").GetDouble(), 6.9, 7.1);
        var files = Directory.GetFiles(planned.RecordingFolder, "*.m4s", SearchOption.AllDirectories);
        Assert.Equal(files.Sum(file => new FileInfo(file).Length), recording.GetProperty("bytes").GetInt64());
        Assert.InRange(
            recording.GetProperty("expiresAtMs").GetInt64() - Server.Clock.GetUtcNow().ToUnixTimeMilliseconds(),
            TimeSpan.FromDays(29.9).TotalMilliseconds,
            TimeSpan.FromDays(30).TotalMilliseconds
        );
        var other = await fixture.PlanAsync();
        Assert.Empty((await other.Instructor.GetAsync("/api/streaming/recordings")).EnumerateArray());

        var ben = await Server.SignInAsync("Ben");
        var tooMany = string.Join(',', Enumerable.Range(0, 51).Select(_ => Guid.NewGuid()));
        var asked = $"/api/streaming/recorded?sessions={planned.Session},{other.Session}";
        Assert.Equal(
            [planned.Session.ToString()],
            (await ben.GetAsync(asked)).EnumerateArray().Select(id => id.GetString())
        );
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await ben.Http.GetAsync("/api/streaming/recorded?sessions=me")).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await ben.Http.GetAsync($"/api/streaming/recorded?sessions={tooMany}")).StatusCode
        );
        await Server.PublishAsync(new MemberRemovalChanged(planned.Session, ben.Id, 1, true, Server.Clock.GetUtcNow()));
        await Eventually.Is(() => ben.GetAsync(asked), recorded => recorded.GetArrayLength() == 0);
    }

    [Fact]
    public async Task ARecordingIsBeingFinishedUntilItIsThere()
    {
        var planned = await fixture.PlanAsync();
        Assert.Equal("none", await RecordingAsync(planned));
        var (header, fragments) = Clips.Split(Ffmpeg.Clip(7));
        await using var encoder = HttpEncoder.Start(Server.Address, (await planned.MakeKeyAsync()).Key);
        await encoder.SendAsync(header, fragments[0], fragments[1]);
        await planned.UntilAsync("live");
        Assert.Equal("recording", await RecordingAsync(planned));

        var now = Server.Clock.GetUtcNow();
        await Server.PublishAsync(new ClassEnded(planned.Session, null, now.AddMinutes(-10), now));
        await Eventually.Is(() => RecordingAsync(planned), state => state == "finishing");
        var listed = await Eventually.Is(
            () => planned.Instructor.GetAsync("/api/streaming/recordings"),
            rows => rows.GetArrayLength() == 1
        );
        Assert.Equal("finishing", listed[0].GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Null, (await planned.LetInAsync()).Access.GetProperty("replay").ValueKind);

        Server.Clock.Advance(TimeSpan.FromSeconds(31));
        await Eventually.Is(() => RecordingAsync(planned), state => state == "ready");
        Assert.Equal(
            "ready",
            (await planned.Instructor.GetAsync("/api/streaming/recordings"))[0].GetProperty("state").GetString()
        );
        Assert.NotEqual(JsonValueKind.Null, (await planned.LetInAsync()).Access.GetProperty("replay").ValueKind);
    }

    [Fact]
    public async Task ADeletedRecordingIsGoneForEverybodyAtOnce()
    {
        var planned = await fixture.RecordAsync();
        var viewer = await planned.LetInAsync();
        Assert.Equal(HttpStatusCode.OK, await viewer.StatusAsync("source/replay.m3u8"));
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await planned.Instructor.Http.DeleteAsync(planned.Api("/recording"))).StatusCode
        );
        Assert.Equal(HttpStatusCode.NotFound, await viewer.StatusAsync("replay.m3u8"));
        Assert.Equal(HttpStatusCode.NotFound, await viewer.StatusAsync("source/replay.m3u8"));
        Assert.Equal(JsonValueKind.Null, (await planned.LetInAsync()).Access.GetProperty("replay").ValueKind);
        Assert.Empty((await planned.Instructor.GetAsync("/api/streaming/recordings")).EnumerateArray());
        await Eventually.Is(() => !Directory.Exists(planned.RecordingFolder));
        Assert.Equal("deleted", await RecordingAsync(planned));
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await planned.Instructor.Http.DeleteAsync(planned.Api("/recording"))).StatusCode
        );

        await planned.StreamAsync(Ffmpeg.Clip(7));
        await Eventually.Is(() => viewer.StatusAsync("replay.m3u8"), status => status == HttpStatusCode.OK);
        Assert.Equal("", Ffmpeg.Complaints(await viewer.DownloadAsync("source/replay.m3u8")));
    }

    [Fact]
    public async Task WhatIsBeingRecordedIsNotDeleted()
    {
        var planned = await fixture.PlanAsync();
        var (header, fragments) = Clips.Split(Ffmpeg.Clip(7));
        await using var encoder = HttpEncoder.Start(Server.Address, (await planned.MakeKeyAsync()).Key);
        await encoder.SendAsync(header, fragments[0]);
        await planned.UntilAsync("live");
        Assert.Equal(
            "stream.on",
            await (await planned.Instructor.Http.DeleteAsync(planned.Api("/recording"))).CodeAsync()
        );
    }

    [Fact]
    public async Task ARecordingIsGoneAfterItsTime()
    {
        var planned = await fixture.RecordAsync();
        Server.Clock.Advance(TimeSpan.FromDays(29));
        await Task.Delay(500);
        Assert.True(Directory.Exists(planned.RecordingFolder));
        Server.Clock.Advance(TimeSpan.FromDays(1.1));
        await Eventually.Is(() => !Directory.Exists(planned.RecordingFolder));
        Assert.False((await planned.ReadAsync()).GetProperty("hasRecording").GetBoolean());
        Assert.Equal("expired", await RecordingAsync(planned));
    }

    private static async Task<string?> RecordingAsync(PlannedClass planned) =>
        (await planned.ReadAsync()).GetProperty("recording").GetString();
}
