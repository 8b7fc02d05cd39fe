using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using UpperBack.Contracts.Events;
using UpperBack.Testing;

namespace UpperBack.Streaming.Tests.Recordings;

public sealed class RecordingTests : IAsyncLifetime
{
    private UpperBackServer server = null!;

    public async Task InitializeAsync() => server = await UpperBackServer.StartAsync();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task TheInstructorSeesTheirRecordingsAndNobodyElses()
    {
        var staged = await RecordedAsync();
        var list = await staged.Instructor.GetAsync("/api/streaming/recordings");
        var recording = Assert.Single(list.EnumerateArray());
        Assert.Equal(staged.Session.ToString(), recording.GetProperty("sessionId").GetString());
        Assert.Equal("Morning class", recording.GetProperty("title").GetString());
        Assert.InRange(recording.GetProperty("seconds").GetDouble(), 6.9, 7.1);
        var files = Directory.GetFiles(Folder(staged), "*.m4s", SearchOption.AllDirectories);
        Assert.Equal(files.Sum(file => new FileInfo(file).Length), recording.GetProperty("bytes").GetInt64());
        Assert.InRange(
            recording.GetProperty("expiresAtMs").GetInt64() - server.Clock.GetUtcNow().ToUnixTimeMilliseconds(),
            TimeSpan.FromDays(29.9).TotalMilliseconds,
            TimeSpan.FromDays(30).TotalMilliseconds
        );
        var other = await StreamingStage.PlanOnAsync(server);
        Assert.Empty((await other.Instructor.GetAsync("/api/streaming/recordings")).EnumerateArray());

        var ben = await server.SignInAsync("Ben");
        var asked = $"/api/streaming/recorded?sessions={staged.Session},{other.Session}";
        Assert.Equal(
            [staged.Session.ToString()],
            (await ben.GetAsync(asked)).EnumerateArray().Select(id => id.GetString())
        );
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await ben.Http.GetAsync("/api/streaming/recorded?sessions=me")).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (
                await ben.Http.GetAsync(
                    $"/api/streaming/recorded?sessions={string.Join(',', Enumerable.Range(0, 51).Select(_ => Guid.NewGuid()))}"
                )
            ).StatusCode
        );
        await server.PublishAsync(new MemberRemovalChanged(staged.Session, ben.Id, 1, true, server.Clock.GetUtcNow()));
        await Eventually.Is(() => ben.GetAsync(asked), recorded => recorded.GetArrayLength() == 0);
    }

    [Fact]
    public async Task ARecordingIsBeingFinishedUntilItIsThere()
    {
        var staged = await StreamingStage.PlanOnAsync(server);
        Assert.Equal("none", await RecordingAsync(staged));
        var (header, fragments) = Clips.Split(Ffmpeg.Clip(7));
        await using var encoder = HttpEncoder.Start(server.Address, (await staged.MakeKeyAsync()).Key);
        await encoder.SendAsync(header, fragments[0], fragments[1]);
        await staged.UntilAsync("live");
        Assert.Equal("recording", await RecordingAsync(staged));

        var now = server.Clock.GetUtcNow();
        await server.PublishAsync(new ClassEnded(staged.Session, null, now.AddMinutes(-10), now));
        await Eventually.Is(() => RecordingAsync(staged), state => state == "finishing");
        var listed = await Eventually.Is(
            () => staged.Instructor.GetAsync("/api/streaming/recordings"),
            rows => rows.GetArrayLength() == 1
        );
        Assert.Equal("finishing", listed[0].GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Null, (await staged.LetInAsync()).Access.GetProperty("replay").ValueKind);

        server.Clock.Advance(TimeSpan.FromSeconds(31));
        await Eventually.Is(() => RecordingAsync(staged), state => state == "ready");
        Assert.Equal(
            "ready",
            (await staged.Instructor.GetAsync("/api/streaming/recordings"))[0].GetProperty("state").GetString()
        );
        Assert.NotEqual(JsonValueKind.Null, (await staged.LetInAsync()).Access.GetProperty("replay").ValueKind);
    }

    [Fact]
    public async Task ADeletedRecordingIsGoneForEverybodyAtOnce()
    {
        var staged = await RecordedAsync();
        var viewer = await staged.LetInAsync();
        Assert.Equal(HttpStatusCode.OK, await viewer.StatusAsync("source/replay.m3u8"));
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await staged.Instructor.Http.DeleteAsync(staged.Api("/recording"))).StatusCode
        );
        Assert.Equal(HttpStatusCode.NotFound, await viewer.StatusAsync("replay.m3u8"));
        Assert.Equal(HttpStatusCode.NotFound, await viewer.StatusAsync("source/replay.m3u8"));
        Assert.Equal(JsonValueKind.Null, (await staged.LetInAsync()).Access.GetProperty("replay").ValueKind);
        Assert.Empty((await staged.Instructor.GetAsync("/api/streaming/recordings")).EnumerateArray());
        await Eventually.Is(() => !Directory.Exists(Folder(staged)));
        Assert.Equal("deleted", await RecordingAsync(staged));
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await staged.Instructor.Http.DeleteAsync(staged.Api("/recording"))).StatusCode
        );

        await staged.StreamAsync(Ffmpeg.Clip(7));
        await Eventually.Is(() => viewer.StatusAsync("replay.m3u8"), status => status == HttpStatusCode.OK);
        Assert.Equal("", Ffmpeg.Complaints(await viewer.DownloadAsync("source/replay.m3u8")));
    }

    [Fact]
    public async Task WhatIsBeingRecordedIsNotDeleted()
    {
        var staged = await StreamingStage.PlanOnAsync(server);
        var (header, fragments) = Clips.Split(Ffmpeg.Clip(7));
        await using var encoder = HttpEncoder.Start(server.Address, (await staged.MakeKeyAsync()).Key);
        await encoder.SendAsync(header, fragments[0]);
        await staged.UntilAsync("live");
        Assert.Equal(
            "stream.on",
            await (await staged.Instructor.Http.DeleteAsync(staged.Api("/recording"))).CodeAsync()
        );
    }

    [Fact]
    public async Task ARecordingIsGoneAfterItsTime()
    {
        var staged = await RecordedAsync();
        server.Clock.Advance(TimeSpan.FromDays(29));
        await Task.Delay(500);
        Assert.True(Directory.Exists(Folder(staged)));
        server.Clock.Advance(TimeSpan.FromDays(1.1));
        await Eventually.Is(() => !Directory.Exists(Folder(staged)));
        Assert.False((await staged.ReadAsync()).GetProperty("hasRecording").GetBoolean());
        Assert.Equal("expired", await RecordingAsync(staged));
    }

    [Fact]
    public async Task DvrGrowsWhileTheStreamIsOnAndReplayComesWithItsEnd()
    {
        var staged = await StreamingStage.PlanOnAsync(server);
        var (header, fragments) = Clips.Split(Ffmpeg.Clip(7));
        await using var encoder = HttpEncoder.Start(server.Address, (await staged.MakeKeyAsync()).Key);
        var viewer = await staged.LetInAsync();
        for (var i = 0; i < fragments.Count; i++)
        {
            await encoder.SendAsync(i == 0 ? [header, fragments[0]] : [fragments[i]]);
            var segments = i;
            await Eventually.Is(
                async () =>
                    await viewer.StatusAsync("source/dvr.m3u8") == HttpStatusCode.OK
                        ? Count(await viewer.ReadAsync("source/dvr.m3u8"))
                        : 0,
                count => count == segments
            );
            Assert.Equal(HttpStatusCode.NotFound, await viewer.StatusAsync("source/replay.m3u8"));
        }

        Assert.DoesNotContain("ENDLIST", await viewer.ReadAsync("source/dvr.m3u8"));
        Assert.Contains("source/dvr.m3u8", await viewer.ReadAsync("dvr.m3u8"));
        await encoder.FinishAsync();
        await staged.UntilAsync("ended");
        Assert.Contains("ENDLIST", await viewer.ReadAsync("source/dvr.m3u8"));
        Assert.Contains("PLAYLIST-TYPE:VOD", await viewer.ReadAsync("source/replay.m3u8"));
        Assert.Contains("source/replay.m3u8", await viewer.ReadAsync("replay.m3u8"));
    }

    [Fact]
    public async Task CalibrationCountsInLiveDvrAndReplayAndForWhatCannotTellItselfOnly()
    {
        var staged = await RecordedAsync();
        var (format, samples) = Clips.Read(Clips.Plain(6));
        await using (var browser = await BrowserEncoder.ConnectAsync(staged))
        {
            await browser.SendFormatAsync(format);
            await browser.SendAsync(format, samples);
            await browser.StopAsync();
            await browser.ReadEndAsync();
        }

        await Eventually.Is(staged.ReadAsync, stream => stream.GetProperty("revision").GetInt64() == 4);
        var viewer = await staged.LetInAsync();
        string[] playlists = ["source/index.m3u8", "source/dvr.m3u8", "source/replay.m3u8"];
        var before = (await Task.WhenAll(playlists.Select(viewer.ReadAsync))).Select(Times).ToList();

        Assert.Equal("request.invalid", await (await CalibrateAsync(staged, 5001)).CodeAsync());
        await Person.ReadAsync(await CalibrateAsync(staged, -1200));
        Assert.Equal(-1200, (await staged.ReadAsync()).GetProperty("offsetMs").GetInt32());
        var after = (await Task.WhenAll(playlists.Select(viewer.ReadAsync))).Select(Times).ToList();
        for (var i = 0; i < playlists.Length; i++)
        {
            Assert.All(before[i].Zip(after[i]).Take(4), pair => Assert.Equal(pair.First - 1200, pair.Second));
            Assert.All(before[i].Zip(after[i]).Skip(4), pair => Assert.Equal(pair.First, pair.Second));
        }

        Assert.Equal(
            "room.not-leader",
            await (
                await viewer.Member.Http.PutAsJsonAsync(staged.Api("/calibration"), new { offsetMs = 0 })
            ).CodeAsync()
        );
    }

    [Fact]
    public async Task WhenTheStoreIsAwayLiveGoesOnAndTheHoleIsKnown()
    {
        var staged = await StreamingStage.PlanOnAsync(server);
        var (header, fragments) = Clips.Split(
            Ffmpeg.Clip(20, "-c:v libx264 -preset ultrafast -g 60 -keyint_min 60 -sc_threshold 0 -b:v 200k")
        );
        await using var encoder = HttpEncoder.Start(server.Address, (await staged.MakeKeyAsync()).Key);
        await encoder.SendAsync(header, fragments[0], fragments[1]);
        var viewer = await staged.LetInAsync();
        await Eventually.Is(() => viewer.StatusAsync("source/dvr.m3u8"), status => status == HttpStatusCode.OK);

        // A file where its folder would be.
        var folder = Path.Combine(Folder(staged), "source");
        Directory.Move(folder, folder + "-away");
        await File.WriteAllTextAsync(folder, "");
        await encoder.SendAsync(fragments[2], fragments[3]);
        await Eventually.Is(staged.GapsAsync, gaps => gaps.Any(gap => gap.Reason == "not-recorded"));
        Assert.Contains("1-3.m4s", await viewer.ReadAsync("source/index.m3u8"));
        File.Delete(folder);
        Directory.Move(folder + "-away", folder);

        await encoder.SendAsync([.. fragments.Skip(4)]);
        await encoder.FinishAsync();
        await staged.UntilAsync("ended");
        var replay = await viewer.ReadAsync("source/replay.m3u8");
        Assert.Single(replay.Split('\n'), "#EXT-X-DISCONTINUITY");
        Assert.InRange(Count(replay), 7, 9);
        Assert.True((await viewer.DownloadAsync("source/replay.m3u8")).Length > 100_000);
    }

    private static async Task<string?> RecordingAsync(StagedClass staged) =>
        (await staged.ReadAsync()).GetProperty("recording").GetString();

    private static int Count(string playlist) =>
        playlist.Split('\n').Count(line => line.StartsWith("#EXTINF", StringComparison.Ordinal));

    private static List<long> Times(string playlist) =>
        [
            .. playlist
                .Split('\n')
                .Where(line => line.StartsWith("#EXT-X-PROGRAM", StringComparison.Ordinal))
                .Select(line =>
                    DateTimeOffset.Parse(line.Split(':', 2)[1], CultureInfo.InvariantCulture).ToUnixTimeMilliseconds()
                ),
        ];

    private static Task<HttpResponseMessage> CalibrateAsync(StagedClass staged, int offsetMs) =>
        staged.Instructor.Http.PutAsJsonAsync(staged.Api("/calibration"), new { offsetMs });

    private string Folder(StagedClass staged) =>
        Path.Combine(server.DataFolder, "recordings", staged.Session.ToString(), "1");

    private async Task<StagedClass> RecordedAsync()
    {
        var staged = await StreamingStage.PlanOnAsync(server);
        await staged.StreamAsync(Ffmpeg.Clip(7));
        await staged.UntilAsync("ended");
        return staged;
    }
}
