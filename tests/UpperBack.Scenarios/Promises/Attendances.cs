using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace UpperBack.Scenarios.Promises;

/// <summary>Attendance is credited exactly once, though everything on its way is killed.</summary>
[Collection(Production.Name)]
public sealed class Attendances(ProductionServersFixture servers, ITestOutputHelper output)
{
    private const int WatchedSeconds = 900;

    [Fact]
    public async Task EveryAttendanceIsCreditedOnceThoughBrokerConsumerRelayAndDatabaseAreKilled()
    {
        var random = Seed.Take(output);
        var count = Scale.Of(5000, 1500);
        await using var fixture = await ClusterFixture.ProductionAsync(servers);
        await using var load = await LiveClassLoad.BeginAsync(fixture, followers: 1, random);
        await FillAsync(fixture, load.Session, count);

        // The cluster is shared: only this class counts.
        var members = $"select member_id from community.ledger where session_id = '{load.Session}'";
        var kills = 0;
        using var converged = new CancellationTokenSource();
        var killing = KillAsync();
        await load.InsistAsync(lead => lead.EndClassAsync(load.Session));
        await killing;
        var waited = Stopwatch.StartNew();
        await Eventually.Is(
            () => CountAsync(fixture, $"select count(distinct member_id) from ({members}) as credited"),
            credited => credited == count,
            TimeSpan.FromSeconds(90)
        );
        await Eventually.Is(
            () =>
                CountAsync(
                    fixture,
                    $"""
                    select count(*) from community.streaks
                    where current_days = 1 and longest_days = 1 and member_id in ({members})
                    """
                ),
            streaks => streaks == count,
            TimeSpan.FromSeconds(90)
        );

        output.WriteLine(
            $"{count} attendances, {kills} kills, converged {waited.Elapsed.TotalSeconds:0.0} s after the last"
        );
        Assert.Equal(
            count,
            await CountAsync(
                fixture,
                $"select count(distinct attendance_id) from community.ledger where session_id = '{load.Session}'"
            )
        );
        Assert.Equal(
            count * (WatchedSeconds / 60),
            await CountAsync(
                fixture,
                $"""
                select sum(value::int) from community.streaks, json_each_text(scores::json)
                where key like 'minutes-this-week:%' and member_id in ({members})
                """
            )
        );

        async Task KillAsync()
        {
            for (; kills < Scale.Of(12, 5); kills++)
            {
                await Task.Delay(random.Next(300, 1500));
                await KillSomethingAsync(fixture, kills);
            }
        }
    }

    /// <summary>In turn, so that each of them is hit: the broker, the database, and either replica, which relays and
    /// consumes.</summary>
    private static async Task KillSomethingAsync(ClusterFixture fixture, int turn)
    {
        switch (turn % 4)
        {
            case 0:
                await fixture.Cluster.Rabbit.KillAsync();
                await fixture.Cluster.Rabbit.StartAgainAsync();
                break;
            case 1:
                await fixture.Cluster.Postgres.KillAsync();
                await fixture.Cluster.Postgres.StartAgainAsync();
                break;
            default:
                var node = fixture.Cluster.Replicas[turn % 2];
                await node.KillAsync();
                await node.StartAgainAsync();
                break;
        }
    }

    /// <summary>Seats a crowd in the room that watched a quarter of an hour: their reports took longer than a test
    /// has.</summary>
    private static Task FillAsync(ClusterFixture fixture, SessionId session, int count) =>
        fixture.Cluster.QueryAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                update live.rooms set class_started_at = class_started_at - interval '20 minutes'
                where session_id = '{session}';
                with crowd as (select gen_random_uuid() as id, n from generate_series(1, {count}) n),
                known as (
                    insert into community.members (
                        member_id, revision, display_name, time_zone, on_boards, first_revision, first_time_zone)
                    select id, 1, 'Member ' || n, 'Europe/Berlin', true, 1, 'Europe/Berlin' from crowd)
                insert into live.participants (
                    session_id, member_id, display_name, role, first_joined_ms, watched, watched_seconds)
                select '{session}', id, 'Member ' || n, 'participant', 0, '[]', {WatchedSeconds} from crowd;
                select 1
                """
            )
        );

    private static async Task<long> CountAsync(ClusterFixture fixture, string sql)
    {
        try
        {
            return (long)decimal.Parse(await fixture.Cluster.QueryAsync(sql), CultureInfo.InvariantCulture);
        }
        catch (Npgsql.NpgsqlException)
        {
            // Its connection died with the server that was killed.
            return -1;
        }
    }
}
