using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Net.Sockets;
using UpperBack.Testing.Servers;

namespace UpperBack.Host.Tests.Web;

public sealed class ReadinessTests
{
    [Fact]
    public async Task EveryDependencyIsNamed()
    {
        await using var server = await UpperBackServer.StartAsync();

        var (status, answer) = await AskAsync(server);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("healthy", answer.GetProperty("status").GetString());
        Assert.Equal(
            [
                "bus",
                "database-accounts",
                "database-community",
                "database-live",
                "database-platform",
                "database-scheduling",
                "database-streaming",
                "redis",
            ],
            answer.GetProperty("checks").EnumerateObject().Select(check => check.Name).Order()
        );
    }

    [Fact]
    public async Task WithoutRedisItIsDegradedAndStillServes()
    {
        await using var server = await UpperBackServer.StartAsync();
        server.LoseRedis();

        var (_, answer) = await Eventually.Is(
            () => AskAsync(server),
            asked => asked.Answer.GetProperty("status").GetString() == "degraded"
        );

        Assert.Equal("degraded", answer.GetProperty("checks").GetProperty("redis").GetString());
        Assert.Equal("healthy", answer.GetProperty("checks").GetProperty("database-live").GetString());
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(server)).Status);
    }

    [Fact]
    public async Task WithoutTheBrokerItIsDegradedAndStillServes()
    {
        await using var server = await UpperBackServer.StartAsync(
            null,
            "--Bus:Provider",
            "rabbitmq",
            "--Bus:ConnectionString",
            $"amqp://guest:guest@127.0.0.1:{UpperBackServer.FindFreePort().ToString(CultureInfo.InvariantCulture)}/"
        );

        var (status, answer) = await AskAsync(server);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("degraded", answer.GetProperty("checks").GetProperty("bus").GetString());
    }

    [Fact]
    public async Task ADependencyThatHangsIsAnsweredForWithinThreeSeconds()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        await using var server = await UpperBackServer.StartAsync(
            null,
            "--Redis:Provider",
            "server",
            "--Redis:ConnectionString",
            $"127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}"
        );

        var time = Stopwatch.StartNew();
        var (status, answer) = await AskAsync(server);

        Assert.InRange(time.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(3));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("degraded", answer.GetProperty("checks").GetProperty("redis").GetString());
    }

    [Fact]
    public async Task ADatabaseThatHangsOrIsAwayMakesTheNodeUnreadyUntilItIsBack()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await postgres.CreateDatabaseAsync("upperback");
        await using var server = await UpperBackServer.StartAsync(
            null,
            "--Data:Provider",
            "postgres",
            "--Data:ConnectionString",
            postgres.ConnectionString("upperback")
        );
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(server)).Status);

        postgres.Freeze();
        var time = Stopwatch.StartNew();
        var (status, answer) = await AskAsync(server);
        Assert.InRange(time.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(3));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal("unhealthy", answer.GetProperty("checks").GetProperty("database-live").GetString());
        Assert.Equal("healthy", answer.GetProperty("checks").GetProperty("redis").GetString());
        postgres.Thaw();
        await Eventually.Is(
            () => AskAsync(server),
            asked => asked.Status == HttpStatusCode.OK,
            TimeSpan.FromSeconds(10)
        );

        await postgres.KillAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await AskAsync(server)).Status);
        await postgres.StartAgainAsync();
        await Eventually.Is(
            () => AskAsync(server),
            asked => asked.Status == HttpStatusCode.OK,
            TimeSpan.FromSeconds(10)
        );
    }

    [Fact]
    public async Task AProcessThatStopsSaysSoAtOnceButLives()
    {
        await using var server = await UpperBackServer.StartAsync();
        await server.DrainAsync();

        var (status, answer) = await AskAsync(server);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal("stopping", answer.GetProperty("status").GetString());
        using var http = server.Anonymous();
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/live")).StatusCode);
    }

    internal static async Task<(HttpStatusCode Status, JsonElement Answer)> AskAsync(UpperBackServer server)
    {
        using var http = server.Anonymous();
        using var response = await http.GetAsync("/health/ready");
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }
}
