using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using UpperBack.Accounts;
using UpperBack.Contracts;
using UpperBack.Contracts.Ids;
using UpperBack.Testing;

namespace UpperBack.Streaming.Tests.Recordings;

/// <summary>The executable as a process of its own, killed without warning in the middle of a stream.</summary>
public sealed class KilledProcessTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("upperback-stream-kill-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task TheSameRecordingGoesOnAfterAKill()
    {
        var (instructor, session, key) = await PrepareAsync();
        var (header, fragments) = Clips.Split(Ffmpeg.Clip(20, "-c:v libx264 -preset ultrafast -g 60 -keyint_min 60 -sc_threshold 0 -b:v 200k"));
        var promised = new List<string>();
        var kept = new Dictionary<string, string>();
        for (var round = 0; round < 2; round++)
        {
            await using var host = await HostProcess.StartAsync(folder);
            var here = await Person.SignInAsync(instructor, host.Client());
            if (round > 0)
                Assert.Equal("interrupted", await StatusAsync(here, session, "interrupted"));
            using var viewer = await LetInAsync(here, session, host);
            await using var encoder = HttpEncoder.Start(host.Address, key);
            await encoder.SendAsync(header);
            var before = promised.Count;
            foreach (var fragment in fragments.Take(5))
            {
                await encoder.SendAsync(fragment);
                await Task.Delay(Random.Shared.Next(50, 400));
            }

            var dvr = await Eventually.Is(() => ReadAsync(viewer, session, "source/dvr.m3u8"), text => Segments(text).Count > before + 1);
            Assert.Equal(promised, Segments(dvr).Take(before));
            promised = Segments(dvr);
            foreach (var segment in promised)
            {
                var bytes = Convert.ToHexString(await viewer.GetByteArrayAsync($"/media/{session}/source/{segment}"));
                Assert.Equal(kept.GetValueOrDefault(segment, bytes), bytes);
                kept[segment] = bytes;
            }

            await host.KillAsync();
        }

        await using var last = await HostProcess.StartAsync(folder);
        var again = await Person.SignInAsync(instructor, last.Client());
        Assert.Equal("interrupted", await StatusAsync(again, session, "interrupted"));
        using var http = last.Client();
        using var response = await http.SendAsync(StagedClass.Request(key, new ByteArrayContent(Ffmpeg.Clip(7))));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("ended", await StatusAsync(again, session, "ended"));

        using var watcher = await LetInAsync(again, session, last);
        var replay = await ReadAsync(watcher, session, "source/replay.m3u8");
        Assert.Equal(promised, Segments(replay).Take(promised.Count));
        var numbers = Segments(replay).Select(name => long.Parse(name.Split('.')[0])).ToList();
        Assert.Equal(numbers.Order().Distinct(), numbers);
        Assert.Equal(2, replay.Split('\n').Count(line => line == "#EXT-X-DISCONTINUITY"));
        foreach (var (segment, bytes) in kept)
            Assert.Equal(bytes, Convert.ToHexString(await watcher.GetByteArrayAsync($"/media/{session}/source/{segment}")));
        Assert.Single((await again.GetAsync("/api/streaming/recordings")).EnumerateArray());
        var takes = await new Viewer(again, watcher, $"/media/{session}/", default).DownloadTakesAsync("source/replay.m3u8");
        Assert.Equal(3, takes.Count);
        Assert.All(takes, take => Assert.Equal("", Ffmpeg.Complaints(take)));
        Assert.Equal(0, await last.StopAsync());
    }

    private async Task<(TestMember Instructor, SessionId Session, string Key)> PrepareAsync()
    {
        await using var server = await UpperBackServer.StartAsync(folder);
        var instructor = await Person.SignUpAsync(server.Anonymous(), "Meera");
        Assert.True(await AccountsModule.GrantRoleAsync(server.Services, instructor.Email, Roles.Instructor, default));
        instructor = await Person.SignInAsync(instructor, instructor.Http);
        var session = await Person.PlanClassAsync(instructor);
        return (instructor, session, (await new StagedClass(server, session, instructor).MakeKeyAsync()).Key);
    }

    private static async Task<string?> StatusAsync(TestMember instructor, SessionId session, string expected) => (await Eventually.Is(
        () => instructor.GetAsync($"/api/streaming/sessions/{session}"), stream => stream.GetProperty("status").GetString() == expected)).GetProperty("status").GetString();

    private static async Task<HttpClient> LetInAsync(TestMember member, SessionId session, HostProcess host)
    {
        JsonElement access = await Person.ReadAsync(await member.Http.PostAsync($"/api/streaming/sessions/{session}/access", null));
        var http = host.Client();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", access.GetProperty("token").GetString());
        return http;
    }

    private static async Task<string> ReadAsync(HttpClient http, SessionId session, string file)
    {
        using var response = await http.GetAsync($"/media/{session}/{file}");
        return response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync() : "";
    }

    private static List<string> Segments(string playlist) => [.. playlist.Split('\n').Where(line => line.EndsWith(".m4s", StringComparison.Ordinal))];
}
