using System.Diagnostics;
using Xunit.Abstractions;

namespace UpperBack.Scenarios.Promises;

/// <summary>Presence on two replicas: who is gone is not shown for long, whatever took them.</summary>
[Collection(Production.Name)]
[Trait(Measures.Trait, Measures.Time)]
public sealed class Presence(ProductionServersFixture servers, ITestOutputHelper output)
{
    [Fact]
    public async Task WhoWasOnANodeThatIsKilledIsGoneWithinFifteenSecondsAndTheOthersStay()
    {
        await using var fixture = await ClusterFixture.ProductionAsync(servers);
        var instructor = fixture.Instructor();
        var session = await fixture.PlanAsync(instructor);
        await using var lead = await LiveClient.ConnectAsync(fixture.Endpoints[0], instructor);
        await lead.JoinAsync(session);
        var members = fixture.Members(20);
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
        await fixture.Cluster.Replicas[1].KillAsync();
        var staying = members
            .Where(member => member.Http.BaseAddress == fixture.Endpoints[0])
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
        await using var fixture = await ClusterFixture.ProductionAsync(servers);
        var instructor = fixture.Instructor();
        var session = await fixture.PlanAsync(instructor);
        await using var lead = await LiveClient.ConnectAsync(fixture.Endpoints[0], instructor);
        await lead.JoinAsync(session);
        var member = fixture.Members(1)[0];
        await using var proxy = new FlakyTcpProxy(fixture.Endpoints[1]);
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
        await using var fixture = await ClusterFixture.ProductionAsync(servers);
        var instructor = fixture.Instructor();
        var session = await fixture.PlanAsync(instructor);
        await using var lead = await LiveClient.ConnectAsync(fixture.Endpoints[0], instructor);
        await lead.JoinAsync(session);
        var members = fixture.Members(4);
        var clients = await Task.WhenAll(
            members.Select(async member =>
            {
                var client = await LiveClient.ConnectAsync(fixture.Endpoints[0], member);
                await client.JoinAsync(session);
                return client;
            })
        );
        await Eventually.Is(() => lead.Present.Count == 5);

        await fixture.Cluster.Redis.KillAsync();
        await Task.Delay(3000);
        await fixture.Cluster.Redis.StartAgainAsync();

        // What a node knew of the others before, it still knows: one that begins anew has it from Redis alone.
        await fixture.Cluster.Replicas[1].KillAsync();
        await fixture.Cluster.Replicas[1].StartAgainAsync();

        await Eventually.Is(
            async () =>
            {
                await using var newcomer = await LiveClient.ConnectAsync(fixture.Endpoints[1], instructor);
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
