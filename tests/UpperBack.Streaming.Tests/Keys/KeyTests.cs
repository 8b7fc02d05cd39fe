using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using UpperBack.Contracts;
using UpperBack.Infrastructure.Demo;
using UpperBack.Streaming.Keys;
using UpperBack.Testing;

namespace UpperBack.Streaming.Tests.Keys;

public sealed class KeyTests(StreamingStage stage) : IClassFixture<StreamingStage>
{
    [Fact]
    public async Task AKeyIsShownOnceAndKeptAsAHash()
    {
        var staged = await stage.PlanAsync();
        var key = await staged.MakeKeyAsync();
        Assert.StartsWith(key.Id + ".", key.Key);
        Assert.True(key.Key.Length >= 55);

        var list = await staged.Instructor.Http.GetStringAsync(staged.Api("/keys"));
        Assert.Contains(key.Id, list);
        Assert.DoesNotContain(key.Key.Split('.')[1], list);
        var database = stage.Server.Services.GetRequiredService<StreamingDatabase>();
        Assert.Equal(
            StreamKey.Hash(key.Key),
            await database.QueryFirstOrDefaultAsync<string>(
                "select secret_hash from stream_keys where key_id = @Id",
                new { key.Id },
                default
            )
        );
        foreach (var file in Directory.GetFiles(stage.Server.DataFolder, "streaming.db*"))
        {
            await using var bytes = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(bytes, System.Text.Encoding.Latin1);
            Assert.DoesNotContain(key.Key.Split('.')[1], await reader.ReadToEndAsync());
        }
    }

    [Fact]
    public async Task ARepeatedRequestGetsTheSameKeyWhichIsNotKeptInTheClear()
    {
        var staged = await stage.PlanAsync();
        var made = new List<(string Body, bool IsRepeated)>();
        for (var i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, staged.Api("/keys"))
            {
                Headers = { { "Idempotency-Key", $"key of {staged.Session}".Replace(' ', '-') } },
            };
            using var response = await staged.Instructor.Http.SendAsync(request);
            Assert.Equal(
                (HttpStatusCode.Created, "no-store"),
                (response.StatusCode, response.Headers.CacheControl?.ToString())
            );
            made.Add((await response.Content.ReadAsStringAsync(), response.Headers.Contains("Idempotency-Replayed")));
        }

        Assert.Equal((made[0].Body, true), made[1]);
        var secret = JsonDocument.Parse(made[0].Body).RootElement.GetProperty("key").GetString()!;
        var kept = await stage
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
        var staged = await stage.PlanAsync();
        var key = await staged.MakeKeyAsync();
        await stage.Server.PublishAsync(
            StreamingStage.Plan(stage.Server, staged.Session, staged.Instructor, revision: 2) with
            {
                InstructorId = DemoPeople.IdOf(2),
            }
        );
        await Eventually.Is(
            async () => (await staged.Instructor.Http.GetAsync(staged.Api("/keys"))).StatusCode,
            status => status == HttpStatusCode.Forbidden
        );

        Assert.Equal("stream.key-invalid", await (await staged.PostAsync(key.Key, Ffmpeg.Clip(7))).CodeAsync());
    }

    [Fact]
    public async Task ARevokedKeyEndsItsTake()
    {
        var staged = await stage.PlanAsync();
        var key = await staged.MakeKeyAsync();
        var (header, fragments) = Clips.Split(Ffmpeg.Clip(7));
        await using var encoder = HttpEncoder.Start(stage.Server.Address, key.Key);
        await encoder.SendAsync(header, fragments[0]);
        await staged.UntilAsync("live");

        var revoked = DateTime.UtcNow;
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await staged.Instructor.Http.DeleteAsync(staged.Api($"/keys/{key.Id}"))).StatusCode
        );
        await staged.UntilAsync("interrupted");
        Assert.True(DateTime.UtcNow - revoked < TimeSpan.FromSeconds(1));
        Assert.Equal("stream.key-invalid", await (await encoder.FinishAsync()).CodeAsync());
        Assert.Equal("stream.key-invalid", await (await staged.PostAsync(key.Key, Ffmpeg.Clip(7))).CodeAsync());
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await staged.Instructor.Http.DeleteAsync(staged.Api($"/keys/{key.Id}"))).StatusCode
        );
    }

    [Fact]
    public async Task StoppingRevokesTheKeyThatWasStreamingLestItsEncoderComesBack()
    {
        var staged = await stage.PlanAsync();
        var (used, spare) = (await staged.MakeKeyAsync(), await staged.MakeKeyAsync());
        var (header, fragments) = Clips.Split(Ffmpeg.Clip(7));
        await using var encoder = HttpEncoder.Start(stage.Server.Address, used.Key);
        await encoder.SendAsync(header, fragments[0]);
        await staged.UntilAsync("live");

        var stopped = await Person.ReadAsync(await staged.Instructor.Http.PostAsync(staged.Api("/stop"), null));
        Assert.Equal("ended", stopped.GetProperty("status").GetString());
        Assert.Equal("stream.stopped", await (await encoder.FinishAsync()).CodeAsync());
        Assert.Equal("stream.key-invalid", await (await staged.PostAsync(used.Key, Ffmpeg.Clip(7))).CodeAsync());
        Assert.Equal(HttpStatusCode.OK, (await staged.PostAsync(spare.Key, Ffmpeg.Clip(7))).StatusCode);
        await Person.ReadAsync(await staged.Instructor.Http.PostAsync(staged.Api("/stop"), null));
    }

    [Fact]
    public async Task EveryWrongKeyIsRefusedInTheSameWords()
    {
        var staged = await stage.PlanAsync();
        var key = await staged.MakeKeyAsync();
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
            using var refused = await staged.PostAsync(wrong, Ffmpeg.Clip(7));
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
        var staged = await stage.PlanAsync();
        var other = await stage.Server.SignInAsync("Cleo", "Europe/Berlin", Roles.Instructor);
        var admin = await stage.Server.SignInAsync("Ada", "Europe/Berlin", Roles.Admin);
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
                new HttpRequestMessage(new HttpMethod(method), staged.Api(path))
            );
            Assert.Equal("room.not-leader", await refused.CodeAsync());
            using var allowed = await admin.Http.SendAsync(
                new HttpRequestMessage(new HttpMethod(method), staged.Api(path))
            );
            Assert.True(allowed.IsSuccessStatusCode);
        }
    }

    [Fact]
    public async Task TheServersAddressIsToldWhereItTakesRtmp()
    {
        await using var server = await UpperBackServer.StartAsync(null, "--Streaming:Rtmp", "0.0.0.0:45935");
        var staged = await StreamingStage.PlanOnAsync(server);
        var made = await Person.ReadAsync(await staged.Instructor.Http.PostAsync(staged.Api("/keys"), null));
        Assert.Equal("rtmp://127.0.0.1:45935/live", made.GetProperty("rtmpServer").GetString());
        Assert.Equal(
            $"rtmp://127.0.0.1:45935/live/{made.GetProperty("key").GetString()}",
            made.GetProperty("rtmpUrl").GetString()
        );
    }
}
