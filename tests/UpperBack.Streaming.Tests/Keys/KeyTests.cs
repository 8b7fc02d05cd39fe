using Microsoft.Extensions.DependencyInjection;
using UpperBack.Infrastructure.Demo;
using UpperBack.Streaming.Keys;

namespace UpperBack.Streaming.Tests.Keys;

public sealed class KeyTests(StreamingFixture fixture) : IClassFixture<StreamingFixture>
{
    [Fact]
    public async Task AKeyIsShownOnceAndKeptAsAHash()
    {
        var planned = await fixture.PlanAsync();
        var key = await planned.MakeKeyAsync();
        Assert.StartsWith(key.Id + ".", key.Key);
        Assert.True(key.Key.Length >= 55);

        var list = await planned.Instructor.Http.GetStringAsync(planned.Api("/keys"));
        Assert.Contains(key.Id, list);
        Assert.DoesNotContain(key.Key.Split('.')[1], list);
        var database = fixture.Server.Services.GetRequiredService<StreamingDatabase>();
        Assert.Equal(
            StreamKey.Hash(key.Key),
            await database.QueryFirstOrDefaultAsync<string>(
                "select secret_hash from stream_keys where key_id = @Id",
                new { key.Id },
                default
            )
        );
        foreach (var file in Directory.GetFiles(fixture.Server.DataFolder, "streaming.db*"))
        {
            await using var bytes = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(bytes, System.Text.Encoding.Latin1);
            Assert.DoesNotContain(key.Key.Split('.')[1], await reader.ReadToEndAsync());
        }
    }

    [Fact]
    public async Task ARepeatedRequestGetsTheSameKeyWhichIsNotKeptInTheClear()
    {
        var planned = await fixture.PlanAsync();
        var made = new List<(string Body, bool IsRepeated)>();
        for (var i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, planned.Api("/keys"))
            {
                Headers = { { "Idempotency-Key", $"key of {planned.Session}".Replace(' ', '-') } },
            };
            using var response = await planned.Instructor.Http.SendAsync(request);
            Assert.Equal(
                (HttpStatusCode.Created, "no-store"),
                (response.StatusCode, response.Headers.CacheControl?.ToString())
            );
            made.Add((await response.Content.ReadAsStringAsync(), response.Headers.Contains("Idempotency-Replayed")));
        }

        Assert.Equal((made[0].Body, true), made[1]);
        var secret = JsonDocument.Parse(made[0].Body).RootElement.GetProperty("key").GetString()!;
        var kept = await fixture
            .Server.Services.GetRequiredService<StreamingDatabase>()
            .QueryAsync<string>("select sealed_body from idempotency_keys", null, default);
        Assert.NotEmpty(kept);
        Assert.All(kept, body =>
            Assert.DoesNotContain(
                secret,
                System.Text.Encoding.Latin1.GetString(Convert.FromBase64String(body)),
                StringComparison.Ordinal
            )
        );
    }

    [Fact]
    public async Task AKeyThatWasMadeInADemoOpensNothingOutsideOne()
    {
        var planned = await fixture.PlanAsync();
        var key = await planned.MakeKeyAsync();
        await fixture.Server.PublishAsync(
            StreamingFixture.Plan(fixture.Server, planned.Session, planned.Instructor, revision: 2) with
            {
                InstructorId = DemoPeople.IdOf(2),
            }
        );
        await Eventually.Is(
            async () => (await planned.Instructor.Http.GetAsync(planned.Api("/keys"))).StatusCode,
            status => status == HttpStatusCode.Forbidden
        );

        Assert.Equal("stream.key-invalid", await (await planned.PostAsync(key.Key, Ffmpeg.Clip(7))).CodeAsync());
    }

    [Fact]
    public async Task ARevokedKeyEndsItsTake()
    {
        var planned = await fixture.PlanAsync();
        var key = await planned.MakeKeyAsync();
        var (header, fragments) = Clips.Split(Ffmpeg.Clip(7));
        await using var encoder = HttpEncoder.Start(fixture.Server.Address, key.Key);
        await encoder.SendAsync(header, fragments[0]);
        await planned.UntilAsync("live");

        var revoked = DateTime.UtcNow;
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await planned.Instructor.Http.DeleteAsync(planned.Api($"/keys/{key.Id}"))).StatusCode
        );
        await planned.UntilAsync("interrupted");
        Assert.True(DateTime.UtcNow - revoked < TimeSpan.FromSeconds(1));
        Assert.Equal("stream.key-invalid", await (await encoder.FinishAsync()).CodeAsync());
        Assert.Equal("stream.key-invalid", await (await planned.PostAsync(key.Key, Ffmpeg.Clip(7))).CodeAsync());
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await planned.Instructor.Http.DeleteAsync(planned.Api($"/keys/{key.Id}"))).StatusCode
        );
    }

    [Fact]
    public async Task StoppingRevokesTheKeyThatWasStreamingLestItsEncoderComesBack()
    {
        var planned = await fixture.PlanAsync();
        var (used, spare) = (await planned.MakeKeyAsync(), await planned.MakeKeyAsync());
        var (header, fragments) = Clips.Split(Ffmpeg.Clip(7));
        await using var encoder = HttpEncoder.Start(fixture.Server.Address, used.Key);
        await encoder.SendAsync(header, fragments[0]);
        await planned.UntilAsync("live");

        var stopped = await Person.ReadAsync(await planned.Instructor.Http.PostAsync(planned.Api("/stop"), null));
        Assert.Equal("ended", stopped.GetProperty("status").GetString());
        Assert.Equal("stream.stopped", await (await encoder.FinishAsync()).CodeAsync());
        Assert.Equal("stream.key-invalid", await (await planned.PostAsync(used.Key, Ffmpeg.Clip(7))).CodeAsync());
        Assert.Equal(HttpStatusCode.OK, (await planned.PostAsync(spare.Key, Ffmpeg.Clip(7))).StatusCode);
        await Person.ReadAsync(await planned.Instructor.Http.PostAsync(planned.Api("/stop"), null));
    }

    [Fact]
    public async Task EveryWrongKeyIsRefusedInTheSameWords()
    {
        var planned = await fixture.PlanAsync();
        var key = await planned.MakeKeyAsync();
        var answers = new HashSet<string>();
        foreach (
            var wrong in new[]
            {
                "",
                "x",
                ".",
                key.Id,
                key.Id + ".",
                key.Key[..^1],
                key.Key + "A",
                key.Key.ToUpperInvariant(),
                "000000000000" + key.Key[12..],
                new string('a', 4000),
            }
        )
        {
            using var refused = await planned.PostAsync(wrong, Ffmpeg.Clip(7));
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
            var body = await refused.Content.ReadAsStringAsync();
            answers.Add(System.Text.RegularExpressions.Regex.Replace(body, "\"traceId\":\"[^\"]*\"", ""));
        }

        Assert.Contains("stream.key-invalid", Assert.Single(answers));
    }

    [Fact]
    public void AKeyIsComparedAsAWhole()
    {
        var (id, key) = StreamKey.New();
        var hash = StreamKey.Hash(key);
        Assert.Equal(id, StreamKey.IdOf(key));
        Assert.True(StreamKey.IsRight(key, hash));
        Assert.False(StreamKey.IsRight(key, null));
        Assert.False(StreamKey.IsRight("", null));
        Assert.False(StreamKey.IsRight(StreamKey.New().Key, hash));
        Assert.False(StreamKey.IsRight(key, new string('0', 64)));
        Assert.Equal("", StreamKey.IdOf("no key"));
        Assert.NotEqual(StreamKey.New(), StreamKey.New());
    }

    [Fact]
    public async Task OnlyWhoLeadsTheClassHandlesItsKeys()
    {
        var planned = await fixture.PlanAsync();
        var other = await fixture.Server.SignInAsync("Cleo", "Europe/Berlin", Roles.Instructor);
        var admin = await fixture.Server.SignInAsync("Ada", "Europe/Berlin", Roles.Admin);
        foreach (
            var (method, path) in new[]
            {
                ("POST", "/keys"),
                ("GET", "/keys"),
                ("DELETE", "/keys/abc"),
                ("POST", "/stop"),
                ("DELETE", "/recording"),
            }
        )
        {
            using var refused = await other.Http.SendAsync(
                new HttpRequestMessage(new HttpMethod(method), planned.Api(path))
            );
            Assert.Equal("room.not-leader", await refused.CodeAsync());
            using var allowed = await admin.Http.SendAsync(
                new HttpRequestMessage(new HttpMethod(method), planned.Api(path))
            );
            Assert.True(allowed.IsSuccessStatusCode);
        }
    }

    [Fact]
    public async Task TheServersAddressIsToldWhereItTakesRtmp()
    {
        await using var server = await UpperBackServer.StartAsync(null, "--Streaming:Rtmp", "0.0.0.0:45935");
        var planned = await StreamingFixture.PlanOnAsync(server);
        var made = await Person.ReadAsync(await planned.Instructor.Http.PostAsync(planned.Api("/keys"), null));
        Assert.Equal("rtmp://127.0.0.1:45935/live", made.GetProperty("rtmpServer").GetString());
        Assert.Equal(
            $"rtmp://127.0.0.1:45935/live/{made.GetProperty("key").GetString()}",
            made.GetProperty("rtmpUrl").GetString()
        );
    }
}
