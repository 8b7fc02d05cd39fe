using System.Diagnostics;
using UpperBack.Testing;
using Xunit.Abstractions;

namespace UpperBack.Scenarios.Promises;

/// <summary>Presence on two replicas: who is gone is not shown for long, whatever took them.</summary>
[Collection(Production.Name)]
public sealed class Presence(ProductionServersFixture servers, ITestOutputHelper output)
{
    [Fact]
    public async Task WhoWasOnANodeThatIsKilledIsGoneWithinFifteenSecondsAndTheOthersStay()
    {
        await using var stage = await Stage.ProductionAsync(servers);
        var instructor = stage.Instructor();
        var session = await stage.PlanAsync(instructor);
        await using var lead = await LiveClient.ConnectAsync(stage.Endpoints[0], instructor);
        await lead.JoinAsync(session);
        var members = stage.Members(20);
        var clients = await Task.WhenAll(
            members.Select(async member =>
            {
                var client = await LiveClient.ConnectAsync(member.Http.BaseAddress!, member);
                await client.JoinAsync(session);
                return client;
            })
        );
        await Eventually.Is(() => lead.Present.Count == 21);

        var waited = Stopwatch.StartNew();
        await stage.Cluster.Replicas[1].KillAsync();
        var staying = members
            .Where(member => member.Http.BaseAddress == stage.Endpoints[0])
            .Select(member => member.Id)
            .Append(instructor.Id)
            .ToHashSet();
        await Eventually.Is(() => staying.SetEquals(lead.Present.Keys), TimeSpan.FromSeconds(15));

        output.WriteLine($"exact again {waited.Elapsed.TotalSeconds:0.0} s after the kill");
        await Task.WhenAll(clients.Select(client => client.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task AClientThatFreezesIsGoneWithinTwentySeconds()
    {
        await using var stage = await Stage.ProductionAsync(servers);
        var instructor = stage.Instructor();
        var session = await stage.PlanAsync(instructor);
        await using var lead = await LiveClient.ConnectAsync(stage.Endpoints[0], instructor);
        await lead.JoinAsync(session);
        var member = stage.Members(1)[0];
        await using var proxy = new FlakyTcpProxy(stage.Endpoints[1]);
        await using var client = await LiveClient.ConnectAsync(proxy.Address, member);
        await client.JoinAsync(session);
        await Eventually.Is(() => lead.Present.ContainsKey(member.Id));

        var waited = Stopwatch.StartNew();
        proxy.Stall();
        await Eventually.Is(() => !lead.Present.ContainsKey(member.Id), TimeSpan.FromSeconds(20));
        output.WriteLine($"gone {waited.Elapsed.TotalSeconds:0.0} s after it froze");
    }

    [Fact]
    public async Task ARedisThatIsEmptiedLearnsAgainWhoIsHere()
    {
        await using var stage = await Stage.ProductionAsync(servers);
        var instructor = stage.Instructor();
        var session = await stage.PlanAsync(instructor);
        await using var lead = await LiveClient.ConnectAsync(stage.Endpoints[0], instructor);
        await lead.JoinAsync(session);
        var members = stage.Members(4);
        var clients = await Task.WhenAll(
            members.Select(async member =>
            {
                var client = await LiveClient.ConnectAsync(member.Http.BaseAddress!, member);
                await client.JoinAsync(session);
                return client;
            })
        );
        await Eventually.Is(() => lead.Present.Count == 5);

        await stage.Cluster.Redis.KillAsync();
        await Task.Delay(3000);
        await stage.Cluster.Redis.StartAgainAsync();

        await Eventually.Is(
            async () =>
            {
                await using var newcomer = await LiveClient.ConnectAsync(stage.Endpoints[1], instructor);
                return (await newcomer.JoinAsync(session))
                    .Presence.Members.Select(person => person.DisplayName)
                    .Order()
                    .ToArray();
            },
            names => names.SequenceEqual(members.Select(member => member.DisplayName).Append("Meera").Order())
        );
        await Task.WhenAll(clients.Select(client => client.DisposeAsync().AsTask()));
    }
}
