using System.Net.Http.Headers;
using System.Text;

namespace UpperBack.Streaming.Tests.Access;

public sealed class AccessTests(StreamingFixture fixture) : IClassFixture<StreamingFixture>
{
    private static readonly string[] Addresses =
    [
        "live.m3u8",
        "dvr.m3u8",
        "replay.m3u8",
        "source/index.m3u8",
        "source/dvr.m3u8",
        "source/replay.m3u8",
        "source/init-1.mp4",
        "source/1-1.m4s",
        "source/1-2.0.m4s",
    ];

    [Fact]
    public async Task AStrangerWithTheCopiedAddressIsTurnedAway()
    {
        var planned = await StreamedAsync();
        using var anonymous = fixture.Server.Anonymous();
        var member = await fixture.Server.SignInAsync("Asha");
        foreach (var address in Addresses)
        {
            foreach (var http in new[] { anonymous, member.Http })
            {
                using var refused = await http.GetAsync($"/media/{planned.Session}/{address}");
                Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
                Assert.Equal("account.signed-out", await refused.CodeAsync());
                Assert.True(refused.Headers.CacheControl!.NoStore);
            }
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await anonymous.PostAsync(planned.Api("/access"), null)).StatusCode);
    }

    [Fact]
    public async Task TheCookieIsEnoughForAPlayerAndStaysWithItsSession()
    {
        var planned = await StreamedAsync();
        var member = await fixture.Server.SignInAsync("Asha");
        using var granted = await member.Http.PostAsync(planned.Api("/access"), null);
        var cookie = Assert.Single(granted.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("upperback-media=", cookie);
        Assert.Contains($"path=/media/{planned.Session};", cookie);
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=lax", cookie);
        Assert.True(granted.Headers.CacheControl!.NoStore);

        using var player = fixture.Server.Anonymous();
        player.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        Assert.Equal(HttpStatusCode.OK, (await player.GetAsync($"/media/{planned.Session}/source/1-1.m4s")).StatusCode);

        var other = await StreamedAsync();
        using var refused = await player.GetAsync($"/media/{other.Session}/source/1-1.m4s");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.True(refused.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task ARemovedViewerLosesAccessWithinMoments()
    {
        var planned = await StreamedAsync();
        var viewer = await planned.LetInAsync();
        var other = await planned.LetInAsync(await fixture.Server.SignInAsync("Bela"));
        Assert.Equal(HttpStatusCode.OK, await viewer.StatusAsync("source/1-1.m4s"));

        await fixture.Server.PublishAsync(Removal(planned, viewer, 2, true));
        await Eventually.Is(
            () => viewer.StatusAsync("source/1-1.m4s"),
            status => status == HttpStatusCode.Forbidden,
            TimeSpan.FromSeconds(3)
        );
        foreach (var address in Addresses)
            Assert.Equal("room.member-removed", await (await viewer.GetAsync(address)).CodeAsync());
        Assert.Equal(
            "room.member-removed",
            await (await viewer.Member.Http.PostAsync(planned.Api("/access"), null)).CodeAsync()
        );
        Assert.Equal(HttpStatusCode.OK, await other.StatusAsync("source/1-1.m4s"));

        await fixture.Server.PublishAsync(Removal(planned, viewer, 1, false));
        await fixture.Server.PublishAsync(Removal(planned, viewer, 3, false));
        await Eventually.Is(() => viewer.StatusAsync("source/1-1.m4s"), status => status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task AccessRunsOutAndIsRenewed()
    {
        await using var server = await UpperBackServer.StartAsync();
        var planned = await StreamingFixture.PlanOnAsync(server);
        await planned.StreamAsync(Ffmpeg.Clip(7));
        var viewer = await planned.LetInAsync();
        Assert.InRange(viewer.Access.GetProperty("renewAfterSeconds").GetInt32(), 60, 590);
        Assert.Equal(HttpStatusCode.OK, await viewer.StatusAsync("source/1-1.m4s"));

        server.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(HttpStatusCode.Unauthorized, await viewer.StatusAsync("source/1-1.m4s"));
        Assert.Equal(HttpStatusCode.OK, await (await planned.LetInAsync(viewer.Member)).StatusAsync("source/1-1.m4s"));
    }

    [Fact]
    public async Task ATokenThatWasTamperedWithIsWorthNothing()
    {
        var planned = await StreamedAsync();
        var viewer = await planned.LetInAsync();
        var token = viewer.Access.GetProperty("token").GetString()!;
        var pieces = token.Split('.');
        var claims = Encoding.UTF8.GetString(FromBase64Url(pieces[1]));
        var longer = claims.Replace("\"exp\":1", "\"exp\":9", StringComparison.Ordinal);
        var unsigned = ToBase64Url("""{"alg":"none","typ":"JWT"}""");
        foreach (
            var forged in new[]
            {
                $"{pieces[0]}.{ToBase64Url(longer)}.{pieces[2]}",
                $"{unsigned}.{pieces[1]}.",
                $"{unsigned}.{pieces[1]}.{pieces[2]}",
                token[..^4] + "AAAA",
                token + "x",
                "x",
                new string('a', 5000),
            }
        )
        {
            using var http = fixture.Server.Anonymous();
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", forged);
            Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync(viewer.Root + "source/1-1.m4s")).StatusCode);
        }
    }

    [Fact]
    public async Task AMediaTokenOpensNothingElse()
    {
        var planned = await StreamedAsync();
        var viewer = await planned.LetInAsync(planned.Instructor);
        foreach (
            var path in new[] { planned.Api(), planned.Api("/keys"), "/api/streaming/recordings", "/api/accounts/me" }
        )
            Assert.Equal(HttpStatusCode.Unauthorized, (await viewer.Http.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task AProxyCanAskWhetherAViewerMayHaveSomething()
    {
        var planned = await StreamedAsync();
        var other = await StreamedAsync();
        var viewer = await planned.LetInAsync();
        var path = $"/media/{planned.Session}/source/1-1.m4s";
        Assert.Equal(HttpStatusCode.NoContent, await AskAsync(viewer.Http, path));
        Assert.Equal(
            HttpStatusCode.NoContent,
            await AskAsync(viewer.Http, $"/media/{planned.Session}/source/index.m3u8?_HLS_msn=3&_HLS_part=2")
        );
        using var anonymous = fixture.Server.Anonymous();
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(anonymous, path));
        foreach (
            var wrong in new[]
            {
                $"/media/{other.Session}/source/1-1.m4s",
                $"/media/{planned.Session}/../{other.Session}/source/1-1.m4s",
                $"/media/{planned.Session}/%2e%2e/{other.Session}/1.m4s",
                $"/media//{planned.Session}/1.m4s",
                "/media/nonsense/1.m4s",
                "/api/accounts/me",
                "",
                $"x/media/{planned.Session}/1.m4s",
                $"/media/{planned.Session}/1.m4s\\..\\..",
            }
        )
            Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(viewer.Http, wrong));

        await fixture.Server.PublishAsync(Removal(planned, viewer, 1, true));
        await Eventually.Is(
            () => AskAsync(viewer.Http, path),
            status => status == HttpStatusCode.Forbidden,
            TimeSpan.FromSeconds(3)
        );
    }

    [Fact]
    public async Task AccessNamesWhatCanBeWatched()
    {
        var planned = await fixture.PlanAsync();
        var before = (await planned.LetInAsync()).Access;
        Assert.Equal($"/media/{planned.Session}/live.m3u8", before.GetProperty("live").GetString());
        Assert.Equal(JsonValueKind.Null, before.GetProperty("audio").ValueKind);
        Assert.Equal(JsonValueKind.Null, before.GetProperty("replay").ValueKind);

        await planned.StreamAsync(Ffmpeg.Clip(7));
        await planned.UntilAsync("ended");
        var after = (await planned.LetInAsync()).Access;
        Assert.Equal($"/media/{planned.Session}/audio/index.m3u8", after.GetProperty("audio").GetString());
        Assert.Equal($"/media/{planned.Session}/dvr.m3u8", after.GetProperty("dvr").GetString());
        Assert.Equal($"/media/{planned.Session}/replay.m3u8", after.GetProperty("replay").GetString());
        Assert.Equal(
            "session.unknown",
            await (
                await planned.Instructor.Http.PostAsync($"/api/streaming/sessions/{Guid.NewGuid()}/access", null)
            ).CodeAsync()
        );
    }

    private static MemberRemovalChanged Removal(PlannedClass planned, Viewer viewer, long revision, bool isRemoved) =>
        new(planned.Session, viewer.Member.Id, revision, isRemoved, planned.Server.Clock.GetUtcNow());

    private static async Task<HttpStatusCode> AskAsync(HttpClient http, string path)
    {
        using var question = new HttpRequestMessage(HttpMethod.Get, "/api/streaming/access-check");
        question.Headers.TryAddWithoutValidation("X-Original-URI", path);
        return (await http.SendAsync(question)).StatusCode;
    }

    private static byte[] FromBase64Url(string text) =>
        Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '='));

    private static string ToBase64Url(string text) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private async Task<PlannedClass> StreamedAsync()
    {
        var planned = await fixture.PlanAsync();
        await planned.StreamAsync(Ffmpeg.Clip(7));
        await planned.UntilAsync("ended");
        return planned;
    }
}
