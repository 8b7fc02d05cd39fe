using System.Globalization;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;
using UpperBack.Infrastructure.Redis;

namespace UpperBack.Host.Tests.Operating;

public sealed class RebuildLeaderboardsTests
{
    [Fact]
    public async Task BoardsThatSomebodySpoiledAreAsTheDatabaseSaysAgain()
    {
        await using var server = await UpperBackServer.StartAsync();
        var asha = await server.SignInAsync("Asha");
        await server.PublishAsync(
            new MemberChanged(asha.Id, 2, "Asha", "Europe/Berlin", OnBoards: true, ["member"], server.Clock.GetUtcNow())
        );
        var start = server.Clock.GetUtcNow().AddSeconds(-1);
        await server.PublishAsync(
            new AttendanceRecorded(AttendanceId.New(), 1, SessionId.New(), asha.Id, start, 25 * 60, 45 * 60, start)
        );
        await Eventually.Is(() => TotalAsync(asha), total => total == 1);

        var redis = server.Services.GetRequiredService<IConnectionMultiplexer>();
        await Eventually.Is(
            async () =>
            {
                // Both events write her on the boards: the later one may still be on its way.
                await redis
                    .GetDatabase()
                    .KeyDeleteAsync(["community:{boards}:entries", "community:{boards}:current-streak"]);
                return await TotalAsync(asha);
            },
            total => total == 0
        );

        var way = server.Services.GetRequiredService<EmbeddedRedis>().Configuration().ToString(includePassword: true);
        Assert.Equal(0, await RebuildAsync(server, "--Redis:Provider", "server", "--Redis:ConnectionString", way));
        Assert.Equal(1, await TotalAsync(asha));
    }

    [Fact]
    public async Task AnEmbeddedRedisCannotBeReachedFromOutside()
    {
        await using var server = await UpperBackServer.StartAsync();
        Assert.Equal(2, await RebuildAsync(server));
    }

    [Fact]
    public async Task ARedisThatIsAwayIsToldByTheExitCode()
    {
        await using var server = await UpperBackServer.StartAsync();
        Assert.Equal(
            1,
            await RebuildAsync(
                server,
                "--Redis:Provider",
                "server",
                "--Redis:ConnectionString",
                $"127.0.0.1:{UpperBackServer.FindFreePort().ToString(CultureInfo.InvariantCulture)}"
            )
        );
    }

    private static Task<int> RebuildAsync(UpperBackServer server, params string[] settings) =>
        UpperBackServer.RunVerbAsync([
            "rebuild-leaderboards",
            "--data",
            server.DataFolder,
            "--Logging:LogLevel:Default",
            "None",
            .. settings,
        ]);

    private static async Task<int> TotalAsync(TestMember member) =>
        (await member.Http.GetFromJsonAsync<JsonElement>("/api/community/leaderboards/current-streak"))
            .GetProperty("total")
            .GetInt32();
}
