using System.Collections.Concurrent;
using System.Globalization;
using Xunit.Abstractions;

namespace UpperBack.Scenarios.Promises;

/// <summary>Whatever was acknowledged is there, though processes and the database are killed under load.</summary>
[Collection(Production.Name)]
public sealed class AcknowledgedWrites(ProductionServersFixture servers, ITestOutputHelper output)
{
    [Theory]
    [InlineData("embedded")]
    [InlineData("production")]
    public async Task NothingThatWasAcknowledgedIsLostThroughRandomKills(string topology)
    {
        var random = Seed.Take(output);
        await using var fixture = await ClusterFixture.StartAsync(topology, servers);
        await using var load = await LiveClassLoad.BeginAsync(fixture, followers: 2, random);
        var seats = await fixture.PlanAsync(fixture.Instructor("Cleo"), coachedSeats: 500);
        var claimed = new ConcurrentBag<MemberId>();
        var signed = new ConcurrentBag<string>();

        using var over = new CancellationTokenSource();
        var working = Task.WhenAll(
            ClaimAsync(fixture, seats, claimed, over.Token),
            load.SendAsync(cuesASecond: 20, over.Token),
            SignUpAsync(fixture, signed, over.Token)
        );
        for (var kill = 0; kill < Scale.Of(20, 5); kill++)
        {
            await Task.Delay(random.Next(500, 3000));
            await KillSomethingAsync(fixture, random);
        }

        await Task.Delay(2000);
        await Eventually.Is(IsEnough, TimeSpan.FromSeconds(30));
        await over.CancelAsync();
        await working;

        output.WriteLine($"acknowledged: {claimed.Count} seats, {load.Sent.Count} cues, {signed.Count} accounts");
        Assert.True(IsEnough(), "Too little was acknowledged; that proves nothing.");
        await load.AssertWholeAsync(TimeSpan.FromSeconds(10), output);
        var admin = fixture.Admin();
        var (booked, waiting) = await admin.ReadSeatsAsync(seats);
        Assert.Empty(claimed.Except(booked.Concat(waiting)));
        Assert.Empty(signed.Except(await ReadNamesAsync(admin)));

        bool IsEnough() => claimed.Count > 20 && load.Sent.Count > 50 && signed.Count > 3;
    }

    /// <summary>A member after the other claims a seat, each until it is answered.</summary>
    private static async Task ClaimAsync(
        ClusterFixture fixture,
        SessionId session,
        ConcurrentBag<MemberId> claimed,
        CancellationToken over
    )
    {
        for (var i = 0; !over.IsCancellationRequested; i++)
        {
            var member = fixture.Members(2, string.Create(CultureInfo.InvariantCulture, $"Claimer {i}"))[i % 2];
            if (await SucceedsAsync(() => member.ClaimAsync(session, member.Id.ToString())))
                claimed.Add(member.Id);
            await Task.Delay(20, CancellationToken.None);
        }
    }

    /// <summary>A member after the other signs up.</summary>
    private static async Task SignUpAsync(ClusterFixture fixture, ConcurrentBag<string> names, CancellationToken over)
    {
        for (var i = 0; !over.IsCancellationRequested; i++)
        {
            using var http = new HttpClient { BaseAddress = fixture.Endpoints[i % fixture.Endpoints.Count] };
            var name = $"Signer {Guid.NewGuid():n}";
            try
            {
                await Person.SignUpAsync(http, name);
                names.Add(name);
            }
            catch (Exception ex)
                when (ex is HttpRequestException or InvalidOperationException or OperationCanceledException)
            {
                // Not acknowledged: nothing was promised.
            }

            await Task.Delay(200, CancellationToken.None);
        }
    }

    private static async Task<bool> SucceedsAsync(Func<Task<HttpResponseMessage>> call)
    {
        try
        {
            using var answer = await call();
            return answer.IsSuccessStatusCode;
        }
        catch (Exception ex) when (ex is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    private static async Task KillSomethingAsync(ClusterFixture fixture, Random random)
    {
        var cluster = fixture.Cluster;
        if (!cluster.IsEmbedded && random.Next(3) == 0)
        {
            await cluster.Postgres.KillAsync();
            await cluster.Postgres.StartAgainAsync();
            return;
        }

        var node = cluster.Replicas[random.Next(cluster.Replicas.Count)];
        await node.KillAsync();
        await node.StartAgainAsync();
    }

    private static async Task<HashSet<string>> ReadNamesAsync(TestMember admin)
    {
        var names = new HashSet<string>();
        for (var page = 1; ; page++)
        {
            var members = await admin.GetAsync(
                string.Create(CultureInfo.InvariantCulture, $"/api/accounts/members?search=Signer&page={page}")
            );
            var found = members
                .GetProperty("members")
                .EnumerateArray()
                .Select(member => member.GetProperty("displayName").GetString()!)
                .ToArray();
            names.UnionWith(found);
            if (found.Length == 0)
                return names;
        }
    }
}
