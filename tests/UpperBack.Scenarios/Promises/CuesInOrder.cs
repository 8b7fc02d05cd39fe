using System.Globalization;
using UpperBack.Contracts.Live;
using Xunit.Abstractions;

namespace UpperBack.Scenarios.Promises;

/// <summary>Cues on two replicas: each once, in order, whatever becomes of connections and nodes.</summary>
[Collection(Production.Name)]
[Trait(Measures.Trait, Measures.Time)]
public sealed class CuesInOrder(ProductionServersFixture servers, ITestOutputHelper output)
{
    private const int MinAnswers = 201;

    private static readonly TimeSpan CatchUp = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task EveryCueComesOnceAndInOrderThoughEachConnectionIsBrokenEightTimes()
    {
        var random = Seed.Take(output);
        await using var fixture = await ClusterFixture.ProductionAsync(servers);
        await using var load = await LiveClassLoad.BeginAsync(fixture, Scale.Of(200, 60), random);

        using var over = new CancellationTokenSource();
        var sending = load.SendAsync(cuesASecond: 10, over.Token);
        var enough = Task.Delay(TimeSpan.FromSeconds(Scale.Of(60, 10)));
        var breaking = Task.WhenAll(
            load.Followers.Select(async follower =>
            {
                for (var drop = 0; drop < 8; drop++)
                {
                    await Task.Delay(random.Next(500, Scale.Of(7000, 2200)));
                    await Eventually.Is(follower.Drop, TimeSpan.FromSeconds(60));
                }
            })
        );
        await breaking;
        await enough;
        await over.CancelAsync();
        await sending;

        await load.AssertWholeAsync(CatchUp, output);
        Assert.True(
            load.Followers.Average(follower => follower.Joins) >= 6,
            "Hardly a connection was broken; that proves nothing."
        );
    }

    [Fact]
    public async Task ReplicasThatAreRestartedOneAfterTheOtherLoseNoCueAndRefuseNoRequest()
    {
        var random = Seed.Take(output);
        await using var fixture = await ClusterFixture.ProductionAsync(servers);
        await using var load = await LiveClassLoad.BeginAsync(fixture, Scale.Of(100, 40), random);

        using var over = new CancellationTokenSource();
        var requests = load.AskAsync(fixture.Cluster.Address, MinAnswers, over.Token);
        var sending = load.SendAsync(cuesASecond: 10, until: over.Token);
        foreach (var node in fixture.Cluster.Replicas)
        {
            await Task.Delay(2000);
            await node.TerminateAsync();
            await node.StartAgainAsync();
        }

        await Task.Delay(2000);
        await over.CancelAsync();
        await sending;
        var answers = await requests;

        await load.AssertWholeAsync(CatchUp, output);
        output.WriteLine($"{answers.Count} requests, {answers.Count(status => (int)status >= 500)} answered with 5xx");
        Assert.True(answers.Count >= MinAnswers, $"Only {answers.Count} requests; that proves nothing.");
        Assert.DoesNotContain(answers, status => (int)status >= 500);
        Assert.Contains(load.Followers, follower => follower.Joins > 1);
        Assert.All(load.Followers, follower => Assert.Equal(0, follower.Breaks));
    }

    [Fact]
    public async Task AnInstructorWhoseNodeDiesLeadsOnFromTheOtherAndTheOldConnectionDoesNot()
    {
        await using var fixture = await ClusterFixture.ProductionAsync(servers);
        var instructor = fixture.Instructor();
        var session = await fixture.PlanAsync(instructor);
        var asha = fixture.Members(1)[0];
        await using var follower = new Follower(asha, session, [fixture.Endpoints[1]], 1);
        await using var first = await LiveClient.ConnectAsync(fixture.Endpoints[1], instructor);
        await first.JoinAsync(session);
        await first.StartClassAsync(session);

        await using (var second = await LiveClient.ConnectAsync(fixture.Endpoints[0], instructor))
        {
            await second.JoinAsync(session);
            await Eventually.Is(() => first.LeadNotices.Count == 1);
            var stale = new SendCueRequest(session, "stale", new CueContent(CueKinds.Text, "From the old window"));
            Assert.Equal("room.lead-moved", await first.RefusalOf(nameof(ILiveSessionHub.SendCue), stale));
            await second.SendTextAsync(session, "From the new one");
            await fixture.Cluster.Replicas[0].KillAsync();
        }

        await Task.Delay(2000);
        await using var third = await LiveClient.ConnectAsync(fixture.Endpoints[1], instructor);
        Assert.Equal(RoomStatus.Live, (await third.JoinAsync(session)).Status);
        await third.SendTextAsync(session, "Back again");
        await Eventually.Is(() => follower.Seen.Count == 3);
        Assert.Equal(["From the new one", "Back again"], follower.Seen.Skip(1).Select(cue => cue.Content.Text));
    }

    [Fact]
    public async Task ANodeWithoutRedisHearsOfCuesAndNotesFromSql()
    {
        await using var fixture = await ClusterFixture.ProductionAsync(servers);
        var instructor = fixture.Instructor();
        var session = await fixture.PlanAsync(instructor);
        var asha = fixture.Members(1)[0];
        await using var lead = await LiveClient.ConnectAsync(fixture.Endpoints[0], instructor);
        await lead.JoinAsync(session);
        await lead.StartClassAsync(session);
        await fixture.Cluster.Redis.KillAsync();

        await using var there = await LiveClient.ConnectAsync(fixture.Endpoints[1], asha);
        await there.JoinAsync(session);
        await lead.SendTextAsync(session, "Without Redis");
        await lead.SendNoteAsync(session, "Shoulders down", asha.Id);

        await Eventually.Is(() => there.Cues.Count == 2 && there.FormNotes.Count == 1);
        Assert.Empty(there.Resyncs);

        // Whoever comes with a cue that this node has not heard of goes on after it.
        for (var i = 0; i < 5; i++)
        {
            await using var moved = await LiveClient.ConnectAsync(fixture.Endpoints[1], asha);
            var ack = await lead.SendTextAsync(session, $"Seen elsewhere {i}");
            Assert.False((await moved.JoinAsync(session, new LogPosition(ack.Epoch, ack.Offset))).Resync);
        }
    }
}
