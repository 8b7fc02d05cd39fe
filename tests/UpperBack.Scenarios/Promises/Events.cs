using System.Diagnostics;
using System.Globalization;
using System.Text;
using UpperBack.Contracts.Live;
using UpperBack.Testing.Servers;
using Xunit.Abstractions;

namespace UpperBack.Scenarios.Promises;

/// <summary>Events that come again, in any order, or malformed.</summary>
[Collection(Production.Name)]
public sealed class Events(ProductionServersFixture servers, ITestOutputHelper output)
{
    private const string Attendance = "AttendanceRecorded";

    private static readonly string[] Projections =
    [
        "select * from community.members order by member_id",
        """
            select member_id, current_days, longest_days, freezes, last_kept_day, scores from community.streaks
            order by member_id
            """,
        """
            select attendance_id, revision, member_id, day, keeps_day from community.ledger
            order by attendance_id, revision
            """,
        "select * from community.held_classes order by session_id",
        "select * from live.seats order by session_id, member_id",
        "select session_id, revision, title, cancelled from live.sessions order by session_id",
        "select * from live.friendships order by first_id, second_id",
        "select member_id, revision, display_name, may_coach from scheduling.members order by member_id",
        "select session_id, started_at, ended_at from scheduling.sessions order by session_id",
        "select session_id, revision, title from streaming.sessions order by session_id",
        "select * from streaming.classes order by session_id",
    ];

    [Fact]
    public async Task EventsThatComeFiveTimesShuffledAndAgainAWeekLaterChangeNothing()
    {
        var random = Seed.Take(output);
        await using var fixture = await ClusterFixture.EmptyAsync(servers);
        await LiveThroughAClassAsync(fixture, random);
        var before = await Eventually.Is(() => ReadStateAsync(fixture), Settled(fixture), TimeSpan.FromSeconds(30));

        var events = await BusMessage.ReadAllAsync(fixture);
        Assert.True(events.Count > 100, $"Only {events.Count} events; that proves nothing.");
        await fixture.PublishAsync(
            Enumerable
                .Repeat(events, 5)
                .SelectMany(all => all)
                .OrderBy(_ => random.Next())
                .Select(told => (told.Type, BusMessage.Envelope(told.Type, told.Id, told.Body)))
        );
        await QuietAsync(fixture);
        Assert.Equal(before, await ReadStateAsync(fixture));

        // A week later the inboxes may have forgotten; what the rows say must be enough.
        foreach (var schema in new[] { "community", "live", "scheduling", "streaming" })
            await fixture.Cluster.QueryAsync($"delete from {schema}.inbox; select 1");
        await fixture.PublishAsync(
            events
                .OrderBy(_ => random.Next())
                .Select(told => (told.Type, BusMessage.Envelope(told.Type, Guid.NewGuid(), told.Body)))
        );
        await QuietAsync(fixture);
        Assert.Equal(before, await ReadStateAsync(fixture));
    }

    [Fact]
    public async Task AHundredMalformedAmongAThousandAreSetAsideAndTheGoodOnesArrive()
    {
        var random = Seed.Take(output);
        await using var fixture = await ClusterFixture.EmptyAsync(servers);
        var good = Enumerable
            .Range(0, 1000)
            .Select(_ => BusMessage.Envelope(Attendance, Guid.NewGuid(), BusMessage.Attendance()));
        var bad = Enumerable
            .Range(0, 100)
            .Select(i =>
                (i % 4) switch
                {
                    0 => "no json at all",
                    1 => $$"""{"message":{},"messageType":["{{BusMessage.UrnOf(Attendance)}}"]}""",
                    2 => BusMessage.Envelope(
                        Attendance,
                        Guid.NewGuid(),
                        "{\"attendanceId\":\"not an id\",\"revision\":\"many\"}"
                    ),
                    _ => BusMessage.Envelope("SomethingElse", Guid.NewGuid(), "{}"),
                }
            );
        var waited = Stopwatch.StartNew();
        await fixture.PublishAsync(good.Concat(bad).OrderBy(_ => random.Next()).Select(body => (Attendance, body)));

        await Eventually.Is(
            () => fixture.Cluster.QueryAsync("select count(*) from community.ledger"),
            count => count == "1000",
            TimeSpan.FromSeconds(30)
        );
        output.WriteLine($"the good ones were there after {waited.Elapsed.TotalSeconds:0.0} s");

        // Each service that listens sets its own copy aside, and none more than once.
        string[] listeners = ["community-RecordAttendance", "scheduling-RecordAttendedClass"];
        var aside = await ReadAsideAsync(fixture, 100 * listeners.Length);
        Assert.Equal(listeners.Select(listener => $"{listener}_error 100"), aside.Order(StringComparer.Ordinal));

        // No hot loop: nothing is tried again and again, and nothing more is set aside.
        var used = fixture.Cluster.Replicas.Select(node => node.ProcessorTime).ToArray();
        await Task.Delay(5000);
        var share = fixture.Cluster.Replicas.Select((node, i) => (node.ProcessorTime - used[i]).TotalSeconds / 5).Max();
        Assert.True(share < 0.9, $"A replica uses {share:P0} of a core though there is nothing to do.");
        foreach (var listener in listeners)
        {
            Assert.Equal(100, await fixture.CountAsync($"{listener}_error"));
            Assert.Equal(0, await fixture.CountAsync(listener));
        }
    }

    /// <summary>Queues in which something was set aside, once that is as much as is expected, or half a minute
    /// later.</summary>
    private static async Task<IReadOnlyList<string>> ReadAsideAsync(ClusterFixture fixture, int expected)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var queues = (await fixture.Cluster.Rabbit.ListQueuesAsync(fixture.Cluster.Name)).Where(queue =>
                queue.Contains('_', StringComparison.Ordinal)
            );
            var counts = await Task.WhenAll(
                queues.Select(async queue => (queue, Count: await fixture.CountAsync(queue)))
            );
            if (counts.Sum(one => one.Count) == expected || waited.Elapsed > Machine.Allow(TimeSpan.FromSeconds(30)))
                return
                [
                    .. counts
                        .Where(one => one.Count > 0)
                        .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.queue} {one.Count}")),
                ];
            await Task.Delay(1000);
        }
    }

    /// <summary>A class with bookings, cancellations, friends and attendance: events of every kind.</summary>
    private static async Task LiveThroughAClassAsync(ClusterFixture fixture, Random random)
    {
        await using var load = await LiveClassLoad.BeginAsync(fixture, followers: 1, random);
        using var http = new HttpClient { BaseAddress = fixture.Endpoints[0] };
        await Person.SignUpAsync(http, "Somebody");
        var members = fixture.Members(80);
        await Task.WhenAll(members.Select(member => member.ClaimAsync(load.Session)));
        await Task.WhenAll(members.Where((_, i) => i % 3 == 0).Select(member => member.GiveUpAsync(load.Session)));
        foreach (var member in members.Take(30))
        {
            await using var client = await LiveClient.ConnectAsync(member.Http.BaseAddress!, member);
            await client.JoinAsync(load.Session);
            await Task.Delay(50);
            var nowMs = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
            await client.ReportWatchingAsync(load.Session, nowMs - 60_000, nowMs);
        }

        await fixture.Cluster.QueryAsync(
            "update live.participants set watched_seconds = 900 where role = 'participant'; select 1"
        );
        await load.InsistAsync(lead => lead.EndClassAsync(load.Session));
        await Eventually.Is(
            () => fixture.Cluster.QueryAsync("select count(*) from community.ledger"),
            count => int.Parse(count, CultureInfo.InvariantCulture) >= 30
        );
    }

    /// <summary>True once nothing is on its way any more.</summary>
    private static Func<string, bool> Settled(ClusterFixture fixture)
    {
        var last = "";
        return state =>
        {
            var same = state == last;
            last = state;
            return same
                && fixture
                    .Cluster.QueryAsync(
                        """
                        select (select count(*) from live.outbox where sent_at is null)
                             + (select count(*) from scheduling.outbox where sent_at is null)
                        """
                    )
                    .Result == "0";
        };
    }

    private static async Task QuietAsync(ClusterFixture fixture)
    {
        await Eventually.Is(
            async () =>
                (
                    await Task.WhenAll(
                        (await fixture.Cluster.Rabbit.ListQueuesAsync(fixture.Cluster.Name))
                            .Where(queue => !queue.EndsWith("_error", StringComparison.Ordinal))
                            .Select(fixture.CountAsync)
                    )
                ).Sum(),
            count => count == 0,
            TimeSpan.FromSeconds(60)
        );
        await Task.Delay(2000);
    }

    private static async Task<string> ReadStateAsync(ClusterFixture fixture)
    {
        await Task.Delay(500);
        var state = new StringBuilder();
        foreach (var sql in Projections)
            state
                .Append(await fixture.Cluster.QueryAsync($"select coalesce(json_agg(row)::text, '') from ({sql}) row"))
                .Append('\n');
        return state.ToString();
    }
}
