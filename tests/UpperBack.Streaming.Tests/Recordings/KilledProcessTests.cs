using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using UpperBack.Accounts;
using UpperBack.Streaming.Tests.Playlists;

namespace UpperBack.Streaming.Tests.Recordings;

/// <summary>The executable as a process of its own, killed without warning in the middle of a stream.</summary>
public sealed class KilledProcessTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("upperback-stream-kill-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task TheSameRecordingAndTheSamePlaylistsGoOnAfterAKillAndAfterAStop()
    {
        var (instructor, session, key) = await PrepareAsync();
        var players = new Dictionary<string, WatchingPlayer> { ["source"] = new(), ["audio"] = new() };
        var (header, fragments) = Clips.Split(
            Ffmpeg.Clip(20, "-c:v libx264 -preset ultrafast -g 60 -keyint_min 60 -sc_threshold 0 -b:v 200k")
        );
        var promised = new List<string>();
        var kept = new Dictionary<string, string>();
        for (var round = 0; round < 2; round++)
        {
            await using var host = await HostProcess.StartAsync(folder);
            var here = await Person.SignInAsync(instructor, host.Client());
            if (round > 0)
                Assert.Equal("interrupted", await StatusAsync(here, session, "interrupted"));
            using var viewer = await LetInAsync(here, session, host);
            foreach (var (rendition, player) in round == 0 ? [] : players)
            {
                // Before the encoder is back, players find what they know, and those that wait are not refused.
                var known = await ReadAsync(viewer, session, $"{rendition}/index.m3u8");
                Assert.True(player.Look(known) > 0);
                Assert.DoesNotContain("PRELOAD-HINT", known, StringComparison.Ordinal);
            }

            var waiting = viewer.GetAsync(
                $"/media/{session}/source/index.m3u8?_HLS_msn={players["source"].Newest + 1}&_HLS_part=0"
            );
            await using var encoder = HttpEncoder.Start(host.Address, key);
            await encoder.SendAsync(header);
            var before = promised.Count;
            foreach (var fragment in fragments.Take(5))
            {
                await encoder.SendAsync(fragment);
                await Task.Delay(Random.Shared.Next(50, 400));
            }

            var dvr = await Eventually.Is(
                () => ReadAsync(viewer, session, "source/dvr.m3u8"),
                text => Segments(text).Count > before + 1
            );
            Assert.Equal(promised, Segments(dvr).Take(before));
            promised = Segments(dvr);
            foreach (var segment in promised)
            {
                var bytes = Convert.ToHexString(await viewer.GetByteArrayAsync($"/media/{session}/source/{segment}"));
                Assert.Equal(kept.GetValueOrDefault(segment, bytes), bytes);
                kept[segment] = bytes;
            }

            Assert.Contains((await waiting).StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.NotFound });
            foreach (var (rendition, player) in players)
            {
                foreach (var query in new[] { "?_HLS_skip=YES", "" })
                {
                    var live = await ReadAsync(viewer, session, $"{rendition}/index.m3u8{query}");
                    Assert.Equal(
                        round > 0,
                        player.Look(live) > 0 && live.Contains("#EXT-X-GAP", StringComparison.Ordinal)
                    );
                    if (query.Length == 0)
                        Assert.Equal("", ReferencePlaylistReader.Complaints(live));
                    foreach (var file in WatchingPlayer.Files(live))
                        await player.FetchAsync(viewer, $"/media/{session}/{rendition}/", file);
                }
            }

            // What was seen last is not stored yet when the process is killed; when it is stopped, it is. It comes now,
            // because what has rested for some seconds is stored.
            if (round == 0)
            {
                await encoder.SendAsync(fragments[5]);
                foreach (var (rendition, player) in players)
                    player.Look(await ReadAsync(viewer, session, $"{rendition}/index.m3u8"));
                await host.KillAsync();
            }
            else
                Assert.Equal(0, await host.TerminateAsync());
        }

        await using var last = await HostProcess.StartAsync(folder);
        var again = await Person.SignInAsync(instructor, last.Client());
        Assert.Equal("interrupted", await StatusAsync(again, session, "interrupted"));
        using var http = last.Client();
        using var response = await http.SendAsync(PlannedClass.Request(key, new ByteArrayContent(Ffmpeg.Clip(7))));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("ended", await StatusAsync(again, session, "ended"));

        using var watcher = await LetInAsync(again, session, last);
        var replay = await ReadAsync(watcher, session, "source/replay.m3u8");
        Assert.Equal(promised, Segments(replay).Take(promised.Count));
        var numbers = Segments(replay).Select(name => long.Parse(name.Split('.')[0].Split('-')[1])).ToList();
        Assert.Equal(numbers.Order().Distinct(), numbers);
        Assert.True(numbers[^1] < 300, $"Numbers go on at {numbers[^1]}.");
        players["source"].Look(await ReadAsync(watcher, session, "source/index.m3u8"));
        Assert.Equal(2, replay.Split('\n').Count(line => line == "#EXT-X-DISCONTINUITY"));
        foreach (var (segment, bytes) in kept)
            Assert.Equal(
                bytes,
                Convert.ToHexString(await watcher.GetByteArrayAsync($"/media/{session}/source/{segment}"))
            );
        Assert.Single((await again.GetAsync("/api/streaming/recordings")).EnumerateArray());
        var encoderSessions = await new Viewer(
            again,
            watcher,
            $"/media/{session}/",
            default
        ).DownloadByEncoderSessionAsync("source/replay.m3u8");
        Assert.Equal(3, encoderSessions.Count);
        Assert.All(encoderSessions, encoderSession => Assert.Equal("", Ffmpeg.Complaints(encoderSession)));
        Assert.Equal(0, await last.StopAsync());
    }

    [Fact]
    public async Task WhatVersionZeroPointOneRecordedPlaysOnAndIsGoneOnWith()
    {
        var (instructor, session, key) = await PrepareAsync();
        await using (var server = await UpperBackServer.StartAsync(folder))
        {
            var planned = new PlannedClass(server, session, await Person.SignInAsync(instructor, server.Anonymous()));
            Assert.Equal(HttpStatusCode.OK, (await planned.PostAsync(key, Ffmpeg.Clip(7))).StatusCode);
            await planned.UntilAsync("ended");

            // As it was: named by numbers alone.
            await server
                .Services.GetRequiredService<StreamingDatabase>()
                .ExecuteAsync("update segments set run = 0, discontinuities = 0", null, default);
            foreach (
                var file in Directory.GetFiles(Path.Combine(folder, "recordings"), "*.m4s", SearchOption.AllDirectories)
            )
                File.Move(file, Path.Combine(Path.GetDirectoryName(file)!, Path.GetFileName(file).Split('-')[1]));
        }

        await using var again = await UpperBackServer.StartAsync(folder);
        var here = await Person.SignInAsync(instructor, again.Anonymous());
        var goesOn = new PlannedClass(again, session, here);
        var viewer = await goesOn.LetInAsync();
        Assert.Equal(["1.m4s", "2.m4s", "3.m4s", "4.m4s"], Segments(await viewer.ReadAsync("source/replay.m3u8")));
        Assert.Equal("", Ffmpeg.Complaints(await viewer.DownloadAsync("source/replay.m3u8")));

        Assert.Equal(HttpStatusCode.OK, (await goesOn.PostAsync(key, Ffmpeg.Clip(7))).StatusCode);
        await goesOn.UntilAsync("ended");

        // At once: what is over is not live for long.
        Assert.Equal("", ReferencePlaylistReader.Complaints(await viewer.ReadAsync("source/index.m3u8")));
        var replay = Segments(await viewer.ReadAsync("source/replay.m3u8"));
        Assert.Equal(["1.m4s", "2.m4s", "3.m4s", "4.m4s"], replay.Take(4));
        Assert.All(replay.Skip(4), name => Assert.StartsWith("2-", name, StringComparison.Ordinal));
        Assert.All(await viewer.DownloadByEncoderSessionAsync("source/replay.m3u8"), encoderSession =>
            Assert.Equal("", Ffmpeg.Complaints(encoderSession))
        );
    }

    private async Task<(TestMember Instructor, SessionId Session, string Key)> PrepareAsync()
    {
        await using var server = await UpperBackServer.StartAsync(folder);
        var instructor = await Person.SignUpAsync(server.Anonymous(), "Meera");
        Assert.True(await AccountsModule.GrantRoleAsync(server.Services, instructor.Email, Roles.Instructor, default));
        instructor = await Person.SignInAsync(instructor, instructor.Http);
        var session = await Person.PlanClassAsync(instructor);
        return (instructor, session, (await new PlannedClass(server, session, instructor).MakeKeyAsync()).Key);
    }

    private static async Task<string?> StatusAsync(TestMember instructor, SessionId session, string expected) =>
        (
            await Eventually.Is(
                () => instructor.GetAsync($"/api/streaming/sessions/{session}"),
                stream => stream.GetProperty("status").GetString() == expected
            )
        )
            .GetProperty("status")
            .GetString();

    private static async Task<HttpClient> LetInAsync(TestMember member, SessionId session, HostProcess host)
    {
        JsonElement access = await Person.ReadAsync(
            await member.Http.PostAsync($"/api/streaming/sessions/{session}/access", null)
        );
        var http = host.Client();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            access.GetProperty("token").GetString()
        );
        return http;
    }

    private static async Task<string> ReadAsync(HttpClient http, SessionId session, string file)
    {
        using var response = await http.GetAsync($"/media/{session}/{file}");
        return response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync() : "";
    }

    private static List<string> Segments(string playlist) =>
        [.. playlist.Split('\n').Where(line => line.EndsWith(".m4s", StringComparison.Ordinal))];
}
