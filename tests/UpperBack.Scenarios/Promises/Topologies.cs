using System.Net.Http.Headers;
using UpperBack.Testing.Servers;

namespace UpperBack.Scenarios.Promises;

/// <summary>What the other promises stand on: both ways to run the platform are there, and reached at one
/// address.</summary>
[Collection(Production.Name)]
public sealed class Topologies(ProductionServersFixture servers)
{
    [Fact]
    public async Task AClusterIsOneAddressAlsoWhenANodeIsGone()
    {
        var cluster = await servers.ProductionAsync();
        Assert.Equal(3, cluster.Nodes.Count);
        using var http = new HttpClient { BaseAddress = cluster.Address };
        var before = await CountEventsAsync(cluster);
        var member = await Person.SignUpAsync(http, "Asha");
        Assert.NotEqual(before, await CountEventsAsync(cluster));
        await using (await LiveClient.ConnectAsync(cluster.Address, member)) { }

        // Only the node for video has this address.
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(member, cluster.Address, "/api/streaming/recordings"));
        Assert.Equal(
            HttpStatusCode.NotFound,
            await StatusAsync(member, cluster.Replicas[0].Address, "/api/streaming/recordings")
        );

        // The broker's newer versions take nothing else, see BusOnRabbit.
        var declared = await cluster.Rabbit.DescribeAsync(cluster.Name);
        Assert.Contains(declared, line => line.StartsWith("queue live-", StringComparison.Ordinal));
        Assert.All(declared, line =>
            Assert.Matches("^queue [^ ]+ durable kept shared rabbit_quorum_queue$|^exchange [^ ]+ durable kept ", line)
        );

        await cluster.Replicas[0].KillAsync();
        for (var i = 0; i < 10; i++)
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/api/scheduling/bookings")).StatusCode);
        await using (await LiveClient.ConnectAsync(cluster.Address, member)) { }

        await cluster.Replicas[0].StartAgainAsync();
        await cluster.UntilHealthyAsync(TimeSpan.FromSeconds(60));
        cluster.Replicas[1].Freeze();
        Assert.True(cluster.Replicas[1].IsRunning);
        cluster.Replicas[1].Thaw();
        Assert.Equal(0, await cluster.Replicas[1].TerminateAsync());
    }

    [Fact]
    public async Task ItsEmbeddedTwinIsOneProcess()
    {
        var cluster = await servers.EmbeddedAsync();
        Assert.Single(cluster.Nodes);
        using var http = new HttpClient { BaseAddress = cluster.Address };
        var before = await CountEventsAsync(cluster);
        var member = await Person.SignUpAsync(http, "Asha");

        Assert.NotEqual(before, await CountEventsAsync(cluster));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(member, cluster.Address, "/api/streaming/recordings"));
    }

    private static Task<string> CountEventsAsync(Cluster cluster) =>
        cluster.QueryAsync("select count(*) from accounts.outbox");

    private static async Task<HttpStatusCode> StatusAsync(TestMember member, Uri address, string path)
    {
        using var http = new HttpClient
        {
            BaseAddress = address,
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", member.Token) },
        };
        using var answer = await http.GetAsync(path);
        return answer.StatusCode;
    }
}
