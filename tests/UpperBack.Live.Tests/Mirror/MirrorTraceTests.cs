using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using StackExchange.Redis;
using UpperBack.Contracts.Live;
using UpperBack.Testing.Mirror;

namespace UpperBack.Live.Tests.Mirror;

/// <summary>What is kept of the mirror: who, whom and when; never a picture, and no key.</summary>
public sealed class MirrorTraceTests
{
    [Fact]
    public async Task NothingOfAPictureOrKeyIsWrittenAnywhere()
    {
        string[] everything = ["Default", "Microsoft", "MassTransit", "StackExchange"];
        await using var server = await UpperBackServer.StartAsync(
            null,
            [.. everything.SelectMany(category => new[] { $"--Logging:LogLevel:{category}", "Trace" })]
        );
        var log = LogLines.Of(server);
        var scene = await MirrorScene.MakeAsync(LiveFixture.On(server));
        await using var coach = await scene.WatchAsync(scene.Coach);
        await using var asha = await scene.ShareAsync("Asha");
        await coach.HasKeyAsync(asha);
        var picture = new byte[3000];
        new Random(1).NextBytes(picture);
        var message = asha.Seal(picture);
        await asha.Link.SendBinaryAsync(message);
        await Eventually.Is(() => coach.Pictures.Any(seen => seen.Plain is not null));
        var wrapped = coach.Link.Last<MirrorKey>()!.Wrapped;

        var redis = server.Services.GetRequiredService<IConnectionMultiplexer>();
        var keys = redis.GetServers().SelectMany(one => one.Keys(pattern: "*")).Select(key => key.ToString());
        Assert.DoesNotContain(keys, key => key.Contains("mirror", StringComparison.OrdinalIgnoreCase));
        var text = Convert.ToBase64String(message[198..231]);
        Assert.NotEmpty(log.Lines);
        Assert.DoesNotContain(log.Lines, line => line.Text.Contains(text, StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Text.Contains(wrapped, StringComparison.Ordinal));
        byte[][] secrets =
        [
            picture[100..132],
            message[200..232],
            Encoding.UTF8.GetBytes(wrapped),
            Encoding.UTF8.GetBytes(text),
        ];

        // The folder's lock is empty, and nobody else may open it.
        var files = Directory
            .EnumerateFiles(server.DataFolder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != ".lock")
            .ToList();
        Assert.Contains(files, file => Path.GetFileName(file).StartsWith("live.db", StringComparison.Ordinal));
        foreach (var file in files)
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = new MemoryStream();
            await open.CopyToAsync(copy);
            Assert.All(secrets, secret =>
                Assert.True(copy.ToArray().AsSpan().IndexOf(secret) < 0, $"{file} holds something of a picture.")
            );
        }
    }

    [Fact]
    public async Task WhoSharedWatchedAndLookedIsKept()
    {
        await using var server = await UpperBackServer.StartAsync();
        var scene = await MirrorScene.MakeAsync(LiveFixture.On(server));
        var coach = await scene.WatchAsync(scene.Coach);
        var asha = await scene.ShareAsync("Asha");
        await using var ben = await scene.ShareAsync("Ben");
        var (tileOfAsha, tileOfBen) = (await coach.TileOfAsync(asha.Member), await coach.TileOfAsync(ben.Member));
        await coach.LookAsync(tileOfAsha.Tile);
        await Eventually.Is(() => asha.Lookers.Count == 1);
        Assert.Equal(1, await scene.CountAsync("mirror_looks", "ended_at is null"));
        await coach.LookAsync(tileOfBen.Tile);
        await Eventually.Is(() => ben.Lookers.Count == 1);
        Assert.Equal((2, 1), (await LooksAsync("1 = 1"), await LooksAsync("ended_at is null")));

        await coach.DisposeAsync();
        await Eventually.Is(() => LooksAsync("ended_at is null"), open => open == 0);
        await asha.DisposeAsync();
        await Eventually.Is(() => scene.CountAsync("mirror_shares", "ended_at is not null"), ended => ended == 1);
        Assert.Equal(2, await scene.CountAsync("mirror_shares", "1 = 1"));
        await Eventually.Is(() => scene.CountAsync("mirror_watches", "ended_at is not null"), ended => ended == 1);
        var began = await scene.ReadAsync<Instant>(
            """
            select began_at from mirror_looks
            where session_id = @Session and leader_id = @Leader and member_id = @Member
            """,
            new
            {
                scene.Session,
                Leader = scene.Coach.Id,
                Member = ben.Member.Id,
            }
        );
        Assert.InRange(
            server.Clock.GetUtcNow() - began.ToDateTimeOffset(),
            TimeSpan.FromSeconds(-1),
            Machine.Allow(TimeSpan.FromMinutes(1))
        );

        async Task<int> LooksAsync(string condition) => (int)await scene.CountAsync("mirror_looks", condition);
    }
}
