using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;
using UpperBack.Contracts.Live;
using UpperBack.Live.Presence;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Tests;

/// <summary>What a join costs: neither a statement nor a command of Redis of its own, however many are in the
/// room.</summary>
public sealed class JoinCostTests(LiveFixture fixture) : IClassFixture<LiveFixture>
{
    private const int Elsewhere = 3000;
    private const int Joining = 60;

    [Fact]
    public async Task ThousandsOfLeasesMakeNoJoinDearerAndThoseWhoComeTogetherShareWhatTheyAsk()
    {
        var (session, instructor) = await fixture.StartClassAsync();
        await using var leading = instructor;
        using var over = new CancellationTokenSource();
        var crowd = KeepCrowdAsync(session, over.Token);
        await Eventually.Is(
            async () => (await instructor.JoinAsync(session)).Presence.Count,
            count => count == Elsewhere + 1
        );
        var clients = await Task.WhenAll(
            Enumerable
                .Range(0, Joining)
                .Select(async i =>
                    await LiveClient.ConnectAsync(fixture.Server, await fixture.Server.SignInAsync($"Member {i}"))
                )
        );
        var database = fixture.Server.Services.GetRequiredService<LiveDatabase>();
        var redis = fixture.Server.Services.GetRequiredService<IConnectionMultiplexer>();
        using var statements = new Statements(fixture.Server.Services.GetRequiredService<IMeterFactory>());

        // While another writes, those who join wait for each other.
        Task<JoinResult[]> joins;
        var commands = redis.OperationCount;
        var took = Stopwatch.StartNew();
        await using (await database.BeginAsync(CancellationToken.None))
        {
            joins = Task.WhenAll(clients.Select(client => client.JoinAsync(session)));
            await Task.Delay(TimeSpan.FromSeconds(2));
        }

        var results = await joins;
        var seconds = (int)took.Elapsed.TotalSeconds + 1;

        // What each second costs by itself: the ticks of both nodes and the workers. Each of its own, sixty joins would
        // take hundreds of commands, and eight statements each; how many share one is the machine's affair.
        Assert.InRange(redis.OperationCount - commands, 0, Joining + (30 * seconds));
        Assert.InRange(statements.Count, 1, (5 * Joining) + (12 * seconds));
        Assert.All(results, result => Assert.True(result.Presence.Count > Elsewhere));
        await over.CancelAsync();
        await crowd;
        await Task.WhenAll(clients.Select(client => client.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task WithoutRedisWhoJoinsIsShownTheRoomAsThisNodeKnowsIt()
    {
        var live = new LiveFixture();
        await live.InitializeAsync();
        try
        {
            var (session, instructor) = await live.StartClassAsync();
            await using var leading = instructor;
            var (_, asha) = await live.JoinAsync(session, "Asha");
            await using var present = asha;
            live.Server.LoseRedis();

            var (ben, newcomer) = await live.JoinAsync(session, "Ben");
            await using var joined = newcomer;

            Assert.Equal(
                ["Asha", "Ben", "Meera"],
                newcomer.Present.Values.Select(person => person.DisplayName).Order()
            );
            await Eventually.Is(() => asha.Present.ContainsKey(ben.Id) && instructor.Present.ContainsKey(ben.Id));
        }
        finally
        {
            await live.DisposeAsync();
        }
    }

    /// <summary>Thousands are in the room, on another node.</summary>
    private async Task KeepCrowdAsync(SessionId session, CancellationToken over)
    {
        var people = new RoomPeople();
        for (var i = 0; i < Elsewhere; i++)
            people.Take(new PresenceLease($"there-{i}", MemberId.New(), RoomRoles.Participant, $"There {i}"));
        var node = ActivatorUtilities.CreateInstance<PresenceLeases>(fixture.Server.Services);
        while (!over.IsCancellationRequested)
        {
            await node.ExchangeAsync(session, people, CancellationToken.None);
            await Task.Delay(TimeSpan.FromSeconds(3), over).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    /// <summary>Counts the statements that Live sends to its database.</summary>
    private sealed class Statements : IDisposable
    {
        private readonly MeterListener listener = new();
        private long count;

        public Statements(IMeterFactory meters)
        {
            listener.InstrumentPublished = (instrument, mine) =>
            {
                if (instrument.Name == "upperback.database.statements" && instrument.Meter.Scope == meters)
                    mine.EnableMeasurementEvents(instrument);
            };
            listener.SetMeasurementEventCallback<long>(
                (_, value, tags, _) =>
                {
                    foreach (var tag in tags)
                    {
                        if (tag is { Key: "service", Value: "live" })
                            Interlocked.Add(ref count, value);
                    }
                }
            );
            listener.Start();
        }

        public long Count => Interlocked.Read(ref count);

        public void Dispose() => listener.Dispose();
    }
}
