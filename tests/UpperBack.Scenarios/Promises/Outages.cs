using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace UpperBack.Scenarios.Promises;

/// <summary>What is away is worked around, or said clearly; what comes back is used again at once.</summary>
[Collection(Production.Name)]
public sealed class Outages(ProductionServersFixture servers, ITestOutputHelper output)
{
    private const int MinBookings = 101;

    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(Scale.Of(60, 8));

    [Theory]
    [InlineData("broker")]
    [InlineData("redis")]
    public async Task BookingsGoOnWithoutTheBrokerOrRedisAndWhatWasOwedDrainsAfterwards(string what)
    {
        await using var fixture = await ClusterFixture.ProductionAsync(servers);
        var instructor = fixture.Instructor();
        var session = await fixture.PlanAsync(instructor, coachedSeats: 500);
        var owed = Scale.Of(10_000, 2_000);
        await (what == "broker" ? fixture.Cluster.Rabbit.KillAsync() : fixture.Cluster.Redis.KillAsync());

        var answers = new ConcurrentBag<HttpStatusCode>();
        using var over = new CancellationTokenSource(Outage);
        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(async worker =>
                {
                    while (!over.IsCancellationRequested || answers.Count < MinBookings)
                    {
                        var member = fixture.Members(2)[worker % 2];
                        using var answer = await member.ClaimAsync(session);
                        answers.Add(answer.StatusCode);
                        await Task.Delay(20);
                    }
                })
        );
        await OweAsync(fixture, session, owed);
        await (what == "broker" ? fixture.Cluster.Rabbit.StartAgainAsync() : fixture.Cluster.Redis.StartAgainAsync());

        var waited = Stopwatch.StartNew();
        await Eventually.Is(
            () => fixture.Cluster.QueryAsync($"select count(*) from live.seats where session_id = '{session}'"),
            count =>
                int.Parse(count, CultureInfo.InvariantCulture)
                == owed + answers.Count(status => status == HttpStatusCode.Created),
            TimeSpan.FromSeconds(60)
        );
        output.WriteLine(
            $"{answers.Count} bookings, {answers.Count(status => status != HttpStatusCode.Created)} refused; "
                + $"{owed} messages more drained in {waited.Elapsed.TotalSeconds:0.0} s"
        );
        Assert.True(answers.Count >= MinBookings, $"Only {answers.Count} bookings; that proves nothing.");
        Assert.True(
            answers.Count(status => status == HttpStatusCode.Created) >= answers.Count * 0.99,
            "Too many bookings were refused."
        );
    }

    [Fact]
    [Trait(Measures.Trait, Measures.Time)]
    public async Task ADatabaseThatStallsIsSaidWithinThreeSecondsAndUsedAgainWithinTen()
    {
        await using var fixture = await ClusterFixture.ProductionAsync(servers);
        var instructor = fixture.Instructor();
        var session = await fixture.PlanAsync(instructor, coachedSeats: 500);
        var members = fixture.Members(40);

        fixture.Cluster.Postgres.Freeze();
        for (var round = 0; round < 2; round++)
        {
            var refusals = await Task.WhenAll(
                members.Select(async member =>
                {
                    var waited = Stopwatch.StartNew();
                    using var answer = await member.ClaimAsync(session);
                    return (answer.StatusCode, answer.Headers.RetryAfter, waited.Elapsed);
                })
            );
            output.WriteLine($"slowest refusal after {refusals.Max(refusal => refusal.Elapsed).TotalSeconds:0.00} s");
            Assert.All(refusals, refusal =>
            {
                Assert.Equal(HttpStatusCode.ServiceUnavailable, refusal.StatusCode);
                Assert.NotNull(refusal.RetryAfter);
                Assert.True(
                    refusal.Elapsed < Machine.Allow(TimeSpan.FromSeconds(Scale.Of(3, 6))),
                    $"A refusal took {refusal.Elapsed}."
                );
            });
        }

        fixture.Cluster.Postgres.Thaw();
        var since = Stopwatch.StartNew();
        await Eventually.Is(
            async () =>
                (await Task.WhenAll(fixture.Endpoints.Select(ReadyAsync))).All(ready => ready)
                && (await members[0].ClaimAsync(session)).IsSuccessStatusCode,
            well => well,
            TimeSpan.FromSeconds(10)
        );
        output.WriteLine($"well again after {since.Elapsed.TotalSeconds:0.00} s");
    }

    [Fact]
    public async Task ALeaderboardOfAHundredThousandIsTheSameAfterRedisWasEmptied()
    {
        const int rows = 100_000;

        // No ledger stands behind these rows, so they say that they need not be folded anew.
        await using var fixture = await ClusterFixture.ProductionAsync(servers);
        await fixture.Cluster.QueryAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $$"""
                with crowd as (select gen_random_uuid() as id, n from generate_series(1, {{rows}}) n),
                known as (
                    insert into community.members (
                        member_id, revision, display_name, time_zone, on_boards, first_revision, first_time_zone)
                    select id, 1, 'Ranked ' || n, 'Europe/Berlin', true, 1, 'Europe/Berlin' from crowd)
                insert into community.streaks (
                    member_id, version, current_days, longest_days, freezes, last_kept_day, scores, folded_version,
                    scored_version)
                select id, 1, 1 + n % 1000, 1 + n % 1000, 0, current_date,
                       '{"current-streak":' || (1 + n % 1000) || '}', 1000000, 1
                from crowd;
                select 1
                """
            )
        );
        var viewer = fixture.Members(1)[0];
        await fixture.Cluster.Redis.FlushAsync();
        var before = await Eventually.Is(
            () => ReadBoardAsync(viewer),
            board => board.Contains("\"value\":1000", StringComparison.Ordinal),
            TimeSpan.FromSeconds(60)
        );

        await fixture.Cluster.Redis.FlushAsync();
        var waited = Stopwatch.StartNew();
        await using var redis = await fixture.Cluster.Redis.ConnectAsync();
        await Eventually.Is(
            async () =>
                await redis.GetDatabase().KeyExistsAsync("community:{boards}:ready")
                && await ReadBoardAsync(viewer) == before,
            whole => whole,
            TimeSpan.FromSeconds(60)
        );
        output.WriteLine($"{rows} rows were there again after {waited.Elapsed.TotalSeconds:0.0} s");

        // The cluster is shared: nobody else should have to rank them.
        await fixture.Cluster.QueryAsync(
            """
            delete from community.streaks where member_id in (
                select member_id from community.members where display_name like 'Ranked %');
            delete from community.members where display_name like 'Ranked %';
            select 1
            """
        );
        await fixture.Cluster.Redis.FlushAsync();
    }

    /// <summary>Messages that wait for the bus, more than bookings over HTTP could leave in the time that a test
    /// has.</summary>
    private static Task OweAsync(ClusterFixture fixture, SessionId session, int count) =>
        fixture.Cluster.QueryAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $$"""
                insert into scheduling.outbox (id, type, body, created_at, available_at)
                select gen_random_uuid(), 'CoachedSeatChanged',
                       json_build_object(
                           'sessionId', '{{session}}', 'memberId', gen_random_uuid(), 'revision', 1,
                           'status', 'waitlisted', 'occurredAt', now())::text,
                       now(), now()
                from generate_series(1, {{count}});
                select 1
                """
            )
        );

    private static async Task<bool> ReadyAsync(Uri endpoint)
    {
        using var http = new HttpClient { BaseAddress = endpoint };
        return (await http.GetAsync("/health/ready")).IsSuccessStatusCode;
    }

    private static async Task<string> ReadBoardAsync(TestMember viewer)
    {
        using var answer = await viewer.Http.GetAsync("/api/community/leaderboards/current-streak?view=top&count=100");
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync() : answer.StatusCode.ToString();
    }
}
