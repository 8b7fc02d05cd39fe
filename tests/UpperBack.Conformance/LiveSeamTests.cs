using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;
using UpperBack.Contracts.Live;
using UpperBack.Kernel.Time;
using UpperBack.Live;
using UpperBack.Live.Rooms;
using UpperBack.Live.Sync;

namespace UpperBack.Conformance;

/// <summary>The live seams in one process: its own log, Garnet as Redis.</summary>
public sealed class LiveOnOneNode(EmbeddedNode nodes) : LiveSeamTests(nodes), IClassFixture<EmbeddedNode>;

/// <summary>The live seams on two nodes: PostgreSQL, and Redis between them.</summary>
[Collection(Production.Name)]
public sealed class LiveOnTwoNodes(ProductionNodes nodes) : LiveSeamTests(nodes), IClassFixture<ProductionNodes>
{
    [Fact]
    public async Task WhoHasSeenMoreThanThisNodeKnowsGoesOnWithoutBeginningAnew()
    {
        var (session, lead) = await StartClassAsync();
        var asha = await Here.SignInAsync("Asha");
        await using (var first = await JoinAsync(There, asha, session))
            await Eventually.Is(() => first.Cues.Count == 1);

        // The message to the other node is lost: its room stands where it stood.
        var room = There.Services.GetRequiredService<RoomRegistry>().FindLoaded(session)!;
        using (await room.LockAsync(CancellationToken.None))
        {
            await lead.SendTextAsync(session, "Missed");
            await Task.Delay(200);
        }

        await using var here = await JoinAsync(Here, asha, session);
        await Eventually.Is(() => here.Cues.Count == 2);
        var last = here.Cues.Last();
        await using var again = await LiveClient.ConnectAsync(There, asha);
        var joined = await again.JoinAsync(session, new LogPosition(last.Epoch, last.Offset));

        Assert.False(joined.Resync);
        Assert.Equal(last.Offset, joined.Head.Offset);
    }

    [Fact]
    public async Task AClassWhoseReportsWaitHoldsUpNoOther()
    {
        var ((held, _), (other, _)) = (await StartClassAsync(), await StartClassAsync());
        var asha = await Here.SignInAsync("Asha");
        await using var waiting = await JoinAsync(Here, asha, held);
        await using var reporting = await JoinAsync(Here, asha, other);
        var now = Here.Clock.NowMs();
        var database = Here.Services.GetRequiredService<LiveDatabase>();
        Task waits;
        await using (await database.BeginAsync($"watched/{held}", CancellationToken.None))
        {
            waits = waiting.ReportWatchingAsync(held, now - 1000, now);
            await Task.Delay(500);
            await reporting.ReportWatchingAsync(other, now - 1000, now).WaitAsync(TimeSpan.FromSeconds(10));
            Assert.False(waits.IsCompleted);
        }

        await waits;
    }
}

/// <summary>What cue log, presence and the messages between nodes promise, however many nodes there are.</summary>
public abstract partial class LiveSeamTests(Nodes nodes)
{
    /// <summary>The node that the instructor is on.</summary>
    protected UpperBackServer Here => nodes.Here;

    /// <summary>Another one, where there is another.</summary>
    protected UpperBackServer There => nodes.There;

    /// <summary>Whoever can write to Redis, and has heard everything that goes through it.</summary>
    [Fact]
    public async Task WhatNoNodeToldIsShownToNobodyAndWhatOneToldIsShownOnce()
    {
        var (session, lead) = await StartClassAsync();
        var member = await There.SignInAsync("Asha");
        await using var asha = await JoinAsync(There, member, session);
        var redis = There.Services.GetRequiredService<IConnectionMultiplexer>().GetSubscriber();
        var heard = new ConcurrentQueue<byte[]>();
        await redis.SubscribeAsync(LiveKeys.NodeMessages, (_, message) => heard.Enqueue(message!));

        var note = await lead.SendNoteAsync(session, "Yours", member.Id);
        Assert.Single(note.NoteIds);
        await Eventually.Is(() => asha.FormNotes.Count == 1 && !heard.IsEmpty);
        var sealedWords = heard.ToArray();
        Assert.DoesNotContain(sealedWords, message =>
            Encoding.UTF8.GetString(message).Contains("Yours", StringComparison.Ordinal)
        );

        var forged = new ReactionsTallied(session, new Dictionary<string, int> { ["forged"] = 1 });
        var plain = JsonSerializer.SerializeToUtf8Bytes<NodeMessage>(forged, LiveJson.Options);
        byte[][] attempts =
        [
            plain,
            [.. Encoding.UTF8.GetBytes(Guid.NewGuid().ToString("n")), .. plain],
            [],
            .. sealedWords,
            .. sealedWords.Select(message => (byte[])[.. message[..^1], (byte)(message[^1] ^ 1)]),
        ];
        foreach (var attempt in attempts)
            await redis.PublishAsync(LiveKeys.NodeMessages, attempt);

        // A cue that is told after them is shown after them.
        await lead.SendTextAsync(session, "After");
        await Eventually.Is(() => asha.Cues.Any(cue => cue.Content.Text == "After"));
        Assert.Single(asha.FormNotes);
        Assert.DoesNotContain(asha.Tallies, tally => tally.Counts.ContainsKey("forged"));
    }

    [Fact]
    public async Task ACueCrossesRedisOnceHoweverManyHearIt()
    {
        const int Cues = 20;
        var (session, lead) = await StartClassAsync();
        var listeners = new List<LiveClient> { lead };
        foreach (var server in (UpperBackServer[])[Here, Here, There, There])
            listeners.Add(await JoinAsync(server, await server.SignInAsync("Asha"), session));
        await Eventually.Is(() => listeners.All(listener => listener.Cues.Count == 1));
        var crossed = 0;
        await There
            .Services.GetRequiredService<IConnectionMultiplexer>()
            .GetSubscriber()
            .SubscribeAsync(LiveKeys.NodeMessages, (_, _) => Interlocked.Increment(ref crossed));

        for (var i = 0; i < Cues; i++)
            await lead.SendTextAsync(session, $"cue {i}");

        await Eventually.Is(() => listeners.All(listener => listener.Cues.Count == 1 + Cues) && crossed >= Cues);

        // The others' names may still be on their way.
        Assert.InRange(crossed, Cues, Cues + listeners.Count);
        foreach (var listener in listeners)
            await listener.DisposeAsync();
    }

    [Fact]
    public async Task CuesOfLeadersOnTwoNodesStandInOneOrderWithoutAGapAndEveryNodeShowsIt()
    {
        var coach = await Here.SignInAsync("Cleo", roles: Roles.Coach);
        var (session, lead) = await StartClassAsync(coach);
        await using var there = await JoinAsync(There, coach, session);
        await using var asha = await JoinAsync(Here, await Here.SignInAsync("Asha"), session);
        await using var ben = await JoinAsync(There, await Here.SignInAsync("Ben"), session);

        await Task.WhenAll(SendAsync(lead, "lead"), SendAsync(there, "coach"));
        await Eventually.Is(() => asha.Cues.Count == 61 && ben.Cues.Count == 61);

        Assert.Equal(Enumerable.Range(1, 61).Select(offset => (long)offset), asha.Cues.Select(cue => cue.Offset));
        Assert.Equal(
            asha.Cues.Select(cue => (cue.Offset, cue.ClientCueId, cue.AtMs)),
            ben.Cues.Select(cue => (cue.Offset, cue.ClientCueId, cue.AtMs))
        );
        Assert.Equal(asha.Cues.Select(cue => cue.AtMs).Order(), asha.Cues.Select(cue => cue.AtMs));

        async Task SendAsync(LiveClient client, string name)
        {
            for (var i = 0; i < 30; i++)
                await client.SendTextAsync(session, $"{name} {i}", $"{name}-{i}");
        }
    }

    [Fact]
    public async Task ACueThatIsSentAgainThroughAnotherNodeIsOneCue()
    {
        var coach = await Here.SignInAsync("Cleo", roles: Roles.Coach);
        var (session, _) = await StartClassAsync(coach);
        await using var here = await JoinAsync(Here, coach, session);
        await using var there = await JoinAsync(There, coach, session);

        var first = await here.SendTextAsync(session, "Once", "once");
        var again = await there.SendTextAsync(session, "Once", "once");

        Assert.True(again.Repeated);
        Assert.Equal((first.Epoch, first.Offset, first.AtMs), (again.Epoch, again.Offset, again.AtMs));
    }

    [Fact]
    public async Task WhoeverComesBackToAnyNodeGoesOnFromAnyPosition()
    {
        var (session, lead) = await StartClassAsync();
        for (var i = 0; i < 20; i++)
            await lead.SendTextAsync(session, $"cue {i}");
        var asha = await Here.SignInAsync("Asha");
        var epoch = (await lead.JoinAsync(session)).Head.Epoch;

        foreach (var (server, seen) in new[] { (Here, 0), (There, 1), (Here, 20), (There, 21) })
        {
            await using var client = await LiveClient.ConnectAsync(server, asha);
            Assert.False((await client.JoinAsync(session, new LogPosition(epoch, seen))).Resync);
            await Eventually.Is(() => client.Cues.Count == 21 - seen);
            Assert.Equal(
                Enumerable.Range(seen + 1, 21 - seen).Select(offset => (long)offset),
                client.Cues.Select(cue => cue.Offset)
            );
        }

        await using var lost = await LiveClient.ConnectAsync(There, asha);
        Assert.True((await lost.JoinAsync(session, new LogPosition("another", 3))).Resync);
    }

    private protected async Task<(SessionId Session, LiveClient Lead)> StartClassAsync(params TestMember[] coaches) =>
        await StartClassAsync(await Here.SignInAsync("Meera", roles: Roles.Instructor), coaches);

    private async Task<(SessionId Session, LiveClient Lead)> StartClassAsync(
        TestMember instructor,
        TestMember[] coaches
    )
    {
        var session = await nodes.PlanAsync(instructor, coaches);
        var lead = await JoinAsync(Here, instructor, session);
        await lead.StartClassAsync(session);
        return (session, lead);
    }

    private protected static async Task<LiveClient> JoinAsync(
        UpperBackServer server,
        TestMember member,
        SessionId session
    )
    {
        var client = await LiveClient.ConnectAsync(server, member);
        await client.JoinAsync(session);
        return client;
    }
}
